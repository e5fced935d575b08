"""Catalogues and entries as an office keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from catalog_app.accounts.audit import SYSTEM
from catalog_app.addresses import AddressGuard
from catalog_app.catalogs import services
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.database import transaction
from catalog_app.guides import services as guides
from catalog_app.regions.services import region_by_code
from domains.entry import EntryContent
from tests.conftest import NOON

ANYWHERE = AddressGuard(("0.0.0.0/0", "::/0"))


def a_content(name: str = "老年人补贴", **elements: Any) -> EntryContent:
    """A complete entry of 养老服务; `elements` replace its own."""
    standard: dict[str, Any] = {
        "group": "养老服务业务办理",
        "content": ("补贴名称", "补贴依据", "补贴对象", "补贴标准"),
        "basis": (
            "《中华人民共和国老年人权益保障法》",
            "《国务院关于加快发展养老服务业的若干意见》",
        ),
        "time_limit": "信息形成或变更之日起20个工作日内",
        "owner": "敦化市民政局",
        "method": ("proactive",),
        "channels": ("政府网站", "政务服务中心"),
        "audience": "全社会",
        "levels": ("county", "township"),
        "phases": ("service",),
    }
    return EntryContent(name, **(standard | elements))


def a_catalog(
    region: str = "222403",
    domain: str = "elderly_care",
    entries: int | Sequence[str | EntryContent] = (),
) -> Catalog:
    """A catalogue without the guide's items; `entries` are names, contents or a number of them."""
    drafts = [_content(each) for each in _listed(entries)]
    with transaction() as session:
        catalog = Catalog(
            region=region_by_code(region),
            domain=guides.domain(domain),
            guide_id=getattr(guides.current_guide(domain), "id", None),
            created_at=NOON,
        )
        session.add(catalog)
        session.flush()
        rows = [services.EntryDraft(content) for content in drafts]
        services.create_entries(session, catalog, rows, by=SYSTEM, at=NOON, origin="import")
    return catalog


def a_started_catalog(region: str = "222403", domain: str = "elderly_care") -> Catalog:
    """A catalogue as it starts from the guide."""
    return services.start_catalog(region_by_code(region).id, domain, by=SYSTEM, at=NOON)


def an_entry(
    name: str = "老年人补贴",
    *,
    catalog: Catalog | None = None,
    urls: Iterable[str] = (),
    item: int | None = None,
    **elements: Any,
) -> Entry:
    """An entry with its links, in a catalogue of 敦化市 unless `catalog` is given; `item` is the id
    of the guide's item it follows. Any address is taken, loopback too."""
    return services.add_entry(
        (catalog or a_catalog()).id,
        a_content(name, **elements),
        by=SYSTEM,
        at=NOON,
        standard_item_id=item,
        urls=urls,
        guard=ANYWHERE,
    )


def _listed(entries: int | Sequence[str | EntryContent]) -> Sequence[str | EntryContent]:
    if isinstance(entries, int):
        return [f"公开事项{number}" for number in range(1, entries + 1)]
    return entries


def _content(each: str | EntryContent) -> EntryContent:
    return a_content(each) if isinstance(each, str) else each
