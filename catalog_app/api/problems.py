"""/problems: what a problem's `type` points to."""

from __future__ import annotations

from catalog_app.api.blueprint import bp
from catalog_app.api.schemas import ProblemKindSchema
from catalog_app.public.problems import ProblemKind, problem_kind
from catalog_app.web import public


@bp.get("/problems/<code>")
@public
@bp.response(200, ProblemKindSchema)
def show_problem_kind(code: str) -> ProblemKind:
    """一种错误：含义和处理办法"""
    return problem_kind(code)
