"""Refusals: what the office may not do or asked wrongly, each with a name and a remedy in Chinese."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar


class DomainError(Exception):
    """A use case refused. Subclasses give `code`, `title` and `detail`; keyword facts fill the detail.

    `facts` are plain values shown to API clients beside the problem (RFC 9457 extension members).
    """

    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST
    code: ClassVar[str] = "refused"
    title: ClassVar[str] = "无法完成"
    detail: ClassVar[str] = "请检查后重试。"

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.detail.format(**facts))


class NotFound(DomainError):
    """Nothing is kept under this address; `what` names the kind of thing in Chinese."""

    status = HTTPStatus.NOT_FOUND
    code = "not-found"
    title = "没有找到"
    detail = "没有找到这个{what}，可能已被删除或地址有误。请返回上一页重新选择。"


class PermissionRefused(DomainError):
    """The user's grants do not cover this."""

    status = HTTPStatus.FORBIDDEN
    code = "permission-refused"
    title = "没有权限"
    detail = "您的账号没有“{action}”的权限。如工作需要，请联系本级政务公开办公室开通。"


class FormExpired(DomainError):
    """The form's token is missing, forged or too old."""

    status = HTTPStatus.BAD_REQUEST
    code = "form-expired"
    title = "页面已过期"
    detail = (
        "这个页面打开得太久，或登录状态已经变化，提交未被接受，内容没有改动。"
        "请返回上一页，刷新后重新提交。"
    )


class UnreadableText(DomainError):
    """What was sent holds a null character, which no database keeps."""

    code = "unreadable-text"
    title = "内容中有不能识别的字符"
    detail = "地址或填写的内容里有看不见的特殊字符，没有保存。请把这一处重新输入，不要直接粘贴。"


class WrongMethod(DomainError):
    """An address that takes forms was opened, or the other way round."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    code = "wrong-method"
    title = "不能这样打开"
    detail = "这个地址只接受页面上的按钮，不能直接打开，内容没有改动。请回到首页，从页面上操作。"


class UploadTooLarge(DomainError):
    """The request is larger than the server takes."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "upload-too-large"
    title = "文件太大"
    detail = (
        "上传的文件合计超过 {limit_mb} MB，或者一次选的文件太多，什么都没有保存。"
        "请分几次上传；单个文件太大的，请拆分工作簿或删去其中的图片。"
    )


class TooManyFiles(DomainError):
    """More files in one upload than one request may take time for."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too-many-files"
    title = "一次选的文件太多"
    detail = "一次选了 {count} 个文件，最多 {limit} 个，什么都没有保存。请分几次上传。"


class TooManyRequests(DomainError):
    """The visitor asks too often."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too-many-requests"
    title = "操作太频繁"
    detail = "短时间内请求次数过多，请稍等一分钟再试。"


class StreamsBusy(DomainError):
    """As many long downloads are being sent as may be at once."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "streams-busy"
    title = "正在下载的人太多"
    detail = "有几个大的下载还没有完成，请过一两分钟再试。"
