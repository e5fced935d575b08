"""Refusals about lists."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class ListFileRefused(DomainError):
    """Nothing of the file can be used; `reason` is the reader's own sentence."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "list-file-refused"
    title = "这个清单文件不能导入"
    detail = (
        "“{file}”：{reason}清单没有任何改动。表里至少要有“事项名称”和另外一列"
        "（如“实施主体”“权力类型”“编码”）。"
    )


class ListSettled(DomainError):
    """The read file was taken over or given up already."""

    status = HTTPStatus.CONFLICT
    code = "list-settled"
    title = "这份清单已经处理过"
    detail = "“{file}”已经采用或放弃，不能再次操作。请在清单页面查看现在的版本，需要时重新上传。"


class ListNotForRegion(DomainError):
    """Villages and the province keep no such list of their own."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "list-not-for-region"
    title = "这一级没有这种清单"
    detail = "{region}不编制{kind}，没有导入。请选择市（州）、县（市、区）或乡镇（街道）。"


class EntryOfAnotherDomain(DomainError):
    """A listed item is matched with an entry of the catalogue it belongs to."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "entry-of-another-domain"
    title = "事项不在这个领域的目录里"
    detail = "选的公开事项不在{region}这个领域的目录里，没有保存。请先选对领域，再选目录中的事项。"
