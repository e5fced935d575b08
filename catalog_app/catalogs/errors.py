"""Refusals about catalogues, entries and their links."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class CatalogExists(DomainError):
    """A region keeps one catalogue a domain."""

    status = HTTPStatus.CONFLICT
    code = "catalog-exists"
    title = "这个领域的目录已经建立"
    detail = "{region}已有“{domain}”标准目录，不能再建一份。请直接打开已有的目录进行编辑。"


class DomainNotForRegion(DomainError):
    """The domain's guide has nothing for a region of this level."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "domain-not-for-region"
    title = "这一级不编制该领域目录"
    detail = "{region}不编制“{domain}”标准目录：{why}。请改选其他领域或其他行政区划。"


class CatalogEmpty(DomainError):
    """An edition needs at least one item."""

    status = HTTPStatus.CONFLICT
    code = "catalog-empty"
    title = "目录里还没有事项"
    detail = "“{catalog}”还没有公开事项，无法形成报送版本。请先新增或导入事项。"


class EntryNameMissing(DomainError):
    """An item is known by its name everywhere, so it has one of bearable length."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "entry-name-missing"
    title = "缺少事项名称"
    detail = "公开事项必须有名称，且不超过 {longest} 个字。请填写二级事项的名称。"


class EntryChanged(DomainError):
    """A second editor saved first; `entry_id`, `base` and `present` (version numbers) say where."""

    status = HTTPStatus.CONFLICT
    code = "entry-changed"
    title = "别人刚刚改过这个事项"
    detail = "您打开的是第 {base} 版，现在已是第 {present} 版。您的内容没有丢失，请对照后选择保留哪一个。"


class ReasonMissing(DomainError):
    """Reviewers judge withdrawals and declarations by their reason."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "reason-missing"
    title = "请写明原因"
    detail = "“{action}”必须写明原因，复核和验收时要据此判断。"


class DispositionUnchanged(DomainError):
    """Somebody has set the same state before."""

    status = HTTPStatus.CONFLICT
    code = "disposition-unchanged"
    title = "事项已是这个状态"
    detail = "“{name}”现在已经是“{disposition}”，不需要再操作。请刷新页面查看。"


class StandardItemTaken(DomainError):
    """The guide's item stands in the catalogue already."""

    status = HTTPStatus.CONFLICT
    code = "standard-item-taken"
    title = "目录里已有这个标准事项"
    detail = "“{name}”已对应到本目录的一个事项，一个标准事项只能对应一次。请打开已有的事项编辑。"


class StandardItemElsewhere(DomainError):
    """The item belongs to another domain's guide."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "standard-item-elsewhere"
    title = "标准事项不属于本领域"
    detail = "“{name}”不在本目录所依据的标准指引中。请在本领域的标准事项里选择。"


class PositionOutOfRange(DomainError):
    """Items are moved to a place within their catalogue."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "position-out-of-range"
    title = "没有这个位置"
    detail = "目录共有 {total} 个事项，位置应填 1 到 {total} 之间的数字。"


class LinkRefused(DomainError):
    """An address the public cannot open (rule L01)."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "link-refused"
    title = "这个网址不能作为公开链接"
    detail = "{reason}"


class LinkExists(DomainError):
    """One address stands once with an item."""

    status = HTTPStatus.CONFLICT
    code = "link-exists"
    title = "链接已经登记"
    detail = "这个事项已登记过 {url} ，不需要重复添加。如要改渠道或类型，请在原链接上修改。"
