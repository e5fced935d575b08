"""Refusals of the search."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class UnknownPlaceInList(DomainError):
    """The mark in `after` was not made by this interface, or was cut on the way."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "unknown-place-in-list"
    title = "翻页位置无效"
    detail = "参数 after 的值不是本接口给出的翻页位置。请原样使用上一次结果中 next 的值，或去掉 after 从头读取。"
