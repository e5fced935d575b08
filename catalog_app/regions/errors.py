"""Refusals about regions."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class UnknownRegion(DomainError):
    """No place has the code; short codes stand for the whole ones."""

    status = HTTPStatus.NOT_FOUND
    code = "unknown-region"
    title = "没有这个行政区划"
    detail = "没有找到行政区划“{code}”。请填写 6、9 或 12 位区划代码，例如敦化市是 222403。"
