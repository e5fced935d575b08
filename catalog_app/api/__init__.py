"""The open interface, /api/v1: one resource a file, described by OpenAPI."""

from __future__ import annotations

from typing import Any

import marshmallow
from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from flask_smorest import Api, current_api

from catalog_app.api import catalogs, domains, entries, problems, regions
from catalog_app.api.blueprint import bp
from catalog_app.web import public

__all__ = ["catalogs", "domains", "entries", "init_api", "problems", "regions"]
DESCRIPTION = """各县（市、区）、乡镇（街道）、村（社区）已验收公开的基层政务公开事项。只读，无需登录。
列表返回 items、total、next：把 next 的值作为参数 after 再次请求，就是下一批；next 为 null 时已到末尾。
有错误时返回 RFC 9457 格式的说明（application/problem+json），detail 是中文的原因和办法。"""


class ProblemSchema(marshmallow.Schema):
    """A refusal (RFC 9457)."""

    type = marshmallow.fields.String()
    title = marshmallow.fields.String()
    status = marshmallow.fields.Integer()
    detail = marshmallow.fields.String()


class OpenApi(Api):
    """Describes the interface; refusals are left to the application's own handler."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """None of its own: `web.show_problem` answers for pages and programs alike."""


def init_api(app: Flask) -> None:
    app.config.update(
        API_TITLE="吉林省基层政务公开标准目录 开放接口",
        API_VERSION="v1",
        OPENAPI_VERSION="3.0.3",
    )
    info: dict[str, Any] = {"info": {"description": DESCRIPTION}}
    api = OpenApi(app, spec_kwargs=info)
    api.register_blueprint(bp)
    app.add_url_rule("/api/v1/openapi.json", "api.openapi", openapi)


@public
def openapi() -> ResponseReturnValue:
    """The interface's description."""
    return jsonify(current_api.spec.to_dict())
