"""Refusals about the register of legal bases."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class BasisExists(DomainError):
    """Title and number together name one text; a second row would split its citations."""

    status = HTTPStatus.CONFLICT
    code = "basis-exists"
    title = "公开依据已在库中"
    detail = "“{words}”已经在公开依据库里，没有保存。请在库中查找这一条，在它上面修改。"


class BasisChangedMeanwhile(DomainError):
    """The row was saved by `who` after this form was opened."""

    status = HTTPStatus.CONFLICT
    code = "basis-changed-meanwhile"
    title = "公开依据刚被别人改过"
    detail = "您填写期间，{who}改过“{words}”，您的修改没有保存。请刷新后对照现在的内容再改。"


class BasisReplacesItself(DomainError):
    """Successors must end somewhere: the chain from this row leads back to it."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "basis-replaces-itself"
    title = "代替文件绕了一圈"
    detail = "“{words}”最后又由它自己代替，没有保存。请核对“由哪个文件代替”。"


class BasesFileRefused(DomainError):
    """A file of bases of which nothing was taken over; `problems` names every row at fault."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "bases-file-refused"
    title = "公开依据表没有导入"
    detail = "文件里有 {count} 处问题，库没有任何改动。请改正后重新上传：{problems}"
