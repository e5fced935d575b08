"""What all resources share: the parser of parameters, limits, and headers of open data."""

from __future__ import annotations

from typing import Any, NoReturn

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import ValidationError
from webargs.flaskparser import FlaskParser

from catalog_app.api.errors import InvalidParameter
from catalog_app.extensions import limiter

CACHE_SECONDS = 300
REQUESTS = "300 per minute"


class Parser(FlaskParser):
    """Refuses a wrong parameter by name, in Chinese."""

    def handle_error(self, error: ValidationError, *_: Any, **__: Any) -> NoReturn:
        by_place: dict[str, dict[str, list[str]]] = error.normalized_messages()
        name, reasons = next(iter(next(iter(by_place.values())).items()))
        raise InvalidParameter(parameter=name, why=reasons[0].rstrip("。."))


class OpenBlueprint(Blueprint):
    ARGUMENTS_PARSER = Parser()


bp = OpenBlueprint("api", __name__, url_prefix="/api/v1", description="开放接口")
limiter.limit(REQUESTS)(bp)


@bp.after_request
def _open_data(response: Response) -> Response:
    """Anyone's page may read it, and caches may keep it; whoever has it asks only whether it changed."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    if request.method in {"GET", "HEAD"} and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
        response.add_etag()
        response.make_conditional(request)
    return response
