"""Refusals about checks and findings."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class NothingToCheck(DomainError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "nothing-to-check"
    title = "没有可核查的内容"
    detail = "所选范围内还没有目录，或这个事项还没有公开链接。请先建立目录、添加链接，再来核查。"


class ScopeUnclear(DomainError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "scope-unclear"
    title = "核查范围有冲突"
    detail = "核查一个事项时不用再指定地区或领域，请去掉 --region 和 --domain。"


class PageFileUnreadable(DomainError):
    code = "page-file-unreadable"
    title = "网页文件读不出来"
    detail = "读不出文件“{file}”：{reason}。请检查文件名和路径。"


class FindingMovedOn(DomainError):
    status = HTTPStatus.CONFLICT
    code = "finding-moved-on"
    title = "问题的状态已经变化"
    detail = "这个问题现在是“{state}”，不能再做这一步。请刷新页面查看最新情况。"


class ReasonMissing(DomainError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "finding-reason-missing"
    title = "没有写理由"
    detail = "请写明理由，至少 {length} 个字，理由会一直保存。"
