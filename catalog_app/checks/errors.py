"""Refusals about checks and findings."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class NothingToCheck(DomainError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "nothing-to-check"
    title = "没有可核查的链接"
    detail = "所选范围内还没有填写公开链接。请先在事项里添加链接，再来核查。"


class FindingMovedOn(DomainError):
    status = HTTPStatus.CONFLICT
    code = "finding-moved-on"
    title = "问题的状态已经变化"
    detail = "这个问题现在是“{state}”，不能再做这一步。请刷新页面查看最新情况。"


class ReasonMissing(DomainError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "reason-missing"
    title = "没有写理由"
    detail = "请写明理由，至少 {length} 个字，理由会一直保存。"
