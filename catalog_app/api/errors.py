"""Refusals of the open interface."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class InvalidParameter(DomainError):
    """A parameter of the address has a wrong form; `parameter` names it, `why` says what is wrong."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid-parameter"
    title = "参数有误"
    detail = "参数 {parameter} {why}。请对照接口说明 /api/v1/openapi.json 改正。"
