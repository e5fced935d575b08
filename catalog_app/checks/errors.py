"""Refusals about checks and findings."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class NothingToCheck(DomainError):
    """The scope holds neither a link nor a catalogue to judge."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "nothing-to-check"
    title = "没有可核查的内容"
    detail = "所选范围内还没有目录，或这个事项还没有公开链接。请先建立目录、添加链接，再来核查。"


class ScopeUnclear(DomainError):
    """One entry and a whole region were asked for at once, on the command line."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "scope-unclear"
    title = "核查范围有冲突"
    detail = "核查一个事项时不用再指定地区或领域，请去掉 --region 和 --domain。"


class PageFileUnreadable(DomainError):
    """A saved page given to the command cannot be opened."""

    code = "page-file-unreadable"
    title = "网页文件读不出来"
    detail = "读不出文件“{file}”：{reason}。请检查文件名和路径。"


class FindingMovedOn(DomainError):
    """The step does not start from the state the finding has by now (`life`)."""

    status = HTTPStatus.CONFLICT
    code = "finding-moved-on"
    title = "问题的状态已经变化"
    detail = "这个问题现在是“{state}”，不能再做这一步。请刷新页面查看最新情况。"


class ReasonMissing(DomainError):
    """Objections, waivers and new presets are kept with why, of `length` characters at least."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "finding-reason-missing"
    title = "没有写理由"
    detail = "请写明理由，至少 {length} 个字，理由会一直保存。"


class RunMovedOn(DomainError):
    """Paused, stopped or ended meanwhile, by somebody else or by itself."""

    status = HTTPStatus.CONFLICT
    code = "run-moved-on"
    title = "核查批次的状态已经变化"
    detail = "这批核查现在是“{state}”，不能再做这一步。请刷新页面查看最新情况。"


class RunPaused(DomainError):
    """The command meets a run of the same scope that somebody has paused."""

    status = HTTPStatus.CONFLICT
    code = "run-paused"
    title = "这个范围的核查已暂停"
    detail = "有人暂停了第 {run} 批核查。请先执行 catalog runs resume {run}，或在网页上点“继续”。"


class HostBroke(DomainError):
    """Our own fault while visiting a host; the log has it under the reference."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "host-broke"
    title = "有网站没有核查成"
    detail = (
        "核查 {host} 时{reason}（编号 {reference}）。已核查的都已保存；请再次执行同一命令，"
        "仍然不行时把编号告诉系统管理员。"
    )


class SiteKnown(DomainError):
    """A host stands once in a place's list."""

    status = HTTPStatus.CONFLICT
    code = "site-known"
    title = "这个网站已经登记过"
    detail = "{host} 已经在{region}的本地网站名单里，不用再登记。"


class SiteUnknown(DomainError):
    """The row was taken off the list after this screen was opened."""

    status = HTTPStatus.NOT_FOUND
    code = "site-unknown"
    title = "名单里没有这个网站"
    detail = "这个网站已经不在名单里，可能刚被同事删除。请刷新页面。"


class NothingToSurvey(DomainError):
    """No address to begin at: no link, no listed site, none entered."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "nothing-to-survey"
    title = "不知道从哪个网站找起"
    detail = (
        "这个地区的目录还没有登记过链接，单位也没有登记网站。"
        "请填写本地政府网站的网址，从那里开始找。"
    )


class SiteNotListed(DomainError):
    """Pages shall be looked for on a site that nobody has listed for the region."""

    status = HTTPStatus.FORBIDDEN
    code = "site-not-listed"
    title = "这个网站还不是登记过的本地网站"
    detail = (
        "{host} 没有登记为{region}的网站，目录里也没有它的链接，不能从那里找网页。"
        "请县政务公开办公室或省政务公开办公室先在“本地网站”里登记；也可以不填网址，从已知的网站开始。"
    )


class TooManyProposals(DomainError):
    """More proposals than one request may carry out."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "too-many-proposals"
    title = "一次采纳得太多"
    detail = "一次最多采纳 {limit} 条链接建议。请分批勾选。"


class NothingChosen(DomainError):
    """Several findings were to be handled, and none was ticked."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "no-finding-chosen"
    title = "没有选中问题"
    detail = "请先勾选要处理的问题，或选择“全部符合条件的”。"


class TooManyAtOnce(DomainError):
    """More findings than one request carries out."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "too-many-findings"
    title = "一次选得太多"
    detail = "一次最多处理 {limit} 个问题。请先用筛选缩小范围，再分批处理。"


class CommentMissing(DomainError):
    """A remark without words."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "finding-comment-missing"
    title = "没有写留言"
    detail = "请写下要说的话，再提交。"


class AssigneeUnfit(DomainError):
    """Who is to see to a finding must be allowed to edit its catalogue."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "assignee-unfit"
    title = "不能指派给这个人"
    detail = "{name}不能处理这个目录的问题。请选择有权处理这个目录的人。"


class DeadlinePast(DomainError):
    """A deadline lies today or later, in China."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "deadline-past"
    title = "期限已经过去"
    detail = "期限不能早于今天，请重新选择。"


class AssignmentMovedOn(DomainError):
    """Only the last assignment is taken back, by who made it."""

    status = HTTPStatus.CONFLICT
    code = "assignment-moved-on"
    title = "指派已经变化"
    detail = "这个问题的指派在那以后又有变化，或不是您指派的，不能撤销。需要时请重新指派。"


class RecheckTooWide(DomainError):
    """Each catalogue would need a run of its own; a whole region is checked by one."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "recheck-too-wide"
    title = "要重新核查的太多"
    detail = "选中的问题分布在 {number} 份目录里，一次最多 {limit} 份。请用“开始核查”按地区核查。"


class NothingToRecheck(DomainError):
    """The link or entry of the finding is gone."""

    status = HTTPStatus.CONFLICT
    code = "nothing-to-recheck"
    title = "没有可以重新核查的网页"
    detail = "这个问题所在的链接或事项已经不在目录里，下次核查时会自动关闭。"


class PresetsMovedOn(DomainError):
    """Version `number` was saved after this form was opened, or in the same moment."""

    status = HTTPStatus.CONFLICT
    code = "presets-moved-on"
    title = "规则设置已经有了新版本"
    detail = "您打开页面以后，别人保存了第 {number} 版。请刷新页面，在新版本上修改。"


class PresetOutOfRange(DomainError):
    """A figure beyond what its `Threshold` allows."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "preset-out-of-range"
    title = "数值超出范围"
    detail = "“{label}”应在 {least} 到 {most} 之间，请改正。"


class PresetsUnchanged(DomainError):
    """A version that changes nothing would only fill the history."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "presets-unchanged"
    title = "没有改动"
    detail = "与现行设置完全相同，没有保存新版本。"


class ProposalMovedOn(DomainError):
    """Decided by somebody else, or the link was changed by hand since."""

    status = HTTPStatus.CONFLICT
    code = "proposal-moved-on"
    title = "链接建议的状态已经变化"
    detail = "这条建议现在是“{state}”，不能再做这一步。请刷新页面查看最新情况。"
