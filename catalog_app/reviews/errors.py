"""Refusals about submissions and comments."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class AlreadySubmitted(DomainError):
    """While a submission waits for its reviewer, there is no second."""

    status = HTTPStatus.CONFLICT
    code = "already-submitted"
    title = "目录已经报送"
    detail = "这份目录已经报送，正在等待验收。如需修改，请先撤回报送，改好后重新报送。"


class UnchangedSinceAccepted(DomainError):
    """Nothing to look at since edition `edition`; links need no acceptance."""

    status = HTTPStatus.CONFLICT
    code = "unchanged-since-accepted"
    title = "没有需要报送的改动"
    detail = "自第 {edition} 版验收通过以来，事项没有改动，不需要报送。公开链接的改动不必报送，保存后直接生效。"


class OwnersMissing(DomainError):
    """`names` lists the first of the `count` entries."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "owners-missing"
    title = "有事项没有公开主体"
    detail = "还有 {count} 个事项没有填写公开主体，不能报送：{names}。请补填后再报送。"


class SubmissionDecided(DomainError):
    """Somebody else was first: accepted, returned or recalled already."""

    status = HTTPStatus.CONFLICT
    code = "submission-decided"
    title = "这份报送已经处理"
    detail = "{who}已于{when}处理，结果是“{state}”，您的操作没有生效。请刷新页面查看最新情况。"


class AuthorCannotDecide(DomainError):
    """Two people see every edition: who submits and who accepts."""

    status = HTTPStatus.FORBIDDEN
    code = "author-cannot-decide"
    title = "不能验收自己报送的目录"
    detail = "这份目录是您自己报送的，请由另一位有验收权限的同事处理。"


class ReturnNoteMissing(DomainError):
    """A county corrects by the note, so a return without one says nothing."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "return-note-missing"
    title = "请写明退回的原因"
    detail = "退回时必须写明总的修改意见（至少 {length} 个字），报送单位要据此修改。"


class CommentEmpty(DomainError):
    """A comment says something, within `longest` characters."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "comment-empty"
    title = "意见没有内容"
    detail = "请写出意见的内容，不超过 {longest} 个字。"


class CommentMisplaced(DomainError):
    """The entry is not in the submitted edition, or the element does not exist."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "comment-misplaced"
    title = "意见对应的事项不在这份报送里"
    detail = "这条意见所指的事项或要素不在这份报送里。请刷新页面，在要提意见的事项下面填写。"


class CommentNotYours(DomainError):
    """Remarks are withdrawn only by who made them."""

    status = HTTPStatus.FORBIDDEN
    code = "comment-not-yours"
    title = "不能删除别人的意见"
    detail = "这条意见由{author}提出，只能由本人删除。"
