"""What the demonstration's offices have done so far: catalogues at every stage of the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.models import User
from catalog_app.addresses import AddressGuard
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.database import session, transaction
from catalog_app.demo.people import DUNHUA, JIANGNAN, VILLAGE
from catalog_app.demo.site.articles import article_path
from catalog_app.demo.site.bureaus import bureau
from catalog_app.demo.site.faults import FAULTS, Fault
from catalog_app.demo.site.other_places import place_path
from catalog_app.guides import services as guides
from catalog_app.guides.models import StandardItem
from catalog_app.regions.services import region_by_code
from catalog_app.reviews import services as reviews
from domains import standard
from domains.entry import EntryContent
from domains.vocabulary import AUDIENCE_PUBLIC

STATUTE = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
STATUTORY_LIMIT = "自信息形成或者变更之日起20个工作日内"
ZONE, OTHER_COUNTY = "220871", "220821"
AFFAIRS_VILLAGES = (VILLAGE, "222403110201", "222403110206")
RETURNED = "rural_dilapidated_housing"
SUBMITTED = ("affordable_housing", "elderly_care")
TOWNSHIP_DOMAINS = ("social_assistance", "employment", "rural_dilapidated_housing")
FIRST_FAULT_POSITION = 2


@dataclass(frozen=True, slots=True)
class Office:
    """Who acts in a place, when it began, and where its web site is."""

    users: Mapping[str, User]
    site: str
    at: datetime

    def by(self, username: str) -> Actor:
        return audit.actor(self.users[username])


def build(office: Office) -> None:
    """敦化市 with all 26 domains accepted but for three, its township and villages, and two places
    that have only begun."""
    for domain in guides.all_domains():
        if not domain.is_affairs:
            _county_catalog(office, domain.code)
    _township(office)
    for code in AFFAIRS_VILLAGES:
        _kept(office, code, "village_affairs", "cun" if code == VILLAGE else "jiangnan", "dunhua")
    for domain_code in ("public_culture", "employment", "social_assistance"):
        _begun(office, ZONE, domain_code)
    for domain_code in ("compulsory_education", "health"):
        _begun(office, OTHER_COUNTY, domain_code)


def _county_catalog(office: Office, domain_code: str) -> None:
    catalog = _started(office, DUNHUA, domain_code, "dunhua")
    _localise(office, catalog, "dunhua", _county_urls(office, domain_code))
    if domain_code == RETURNED:
        _submit(office, catalog, "dunhua")
        _return(office, catalog)
    elif domain_code in SUBMITTED:
        _submit(office, catalog, "dunhua")
    else:
        _accept(office, catalog, "dunhua", "shengting")


def _township(office: Office) -> None:
    for domain_code in TOWNSHIP_DOMAINS:
        _kept(office, JIANGNAN, domain_code, "jiangnan", "dunhua")


def _kept(office: Office, region: str, domain_code: str, editor: str, reviewer: str) -> None:
    catalog = _started(office, region, domain_code, editor)
    _localise(office, catalog, editor, _urls(office, domain_code))
    _accept(office, catalog, editor, reviewer)


def _begun(office: Office, region: str, domain_code: str) -> None:
    """Started from the guide, the first items linked, nothing submitted yet."""
    catalog = _started(office, region, domain_code, "jingkai" if region == ZONE else "shengban")
    first = list(enumerate(standard.domain(domain_code).items, start=1))[:3]
    urls = {n: office.site + place_path(region, domain_code, item.number) for n, item in first}
    _localise(office, catalog, "jingkai" if region == ZONE else "shengban", urls)


def _started(office: Office, region: str, domain_code: str, username: str) -> Catalog:
    return catalogs.start_catalog(
        region_by_code(region).id, domain_code, by=office.by(username), at=office.at
    )


def _urls(office: Office, domain_code: str) -> dict[int, str]:
    """Position in the guide → address of the item's page on the demonstration's site."""
    return {
        position: office.site + article_path(domain_code, item.number)
        for position, item in enumerate(standard.domain(domain_code).items, start=1)
    }


def _county_urls(office: Office, domain_code: str) -> dict[int, str]:
    """The same, with the planted faults of this domain in place of some good pages."""
    urls = _urls(office, domain_code)
    positions = list(urls)[FIRST_FAULT_POSITION - 1 :]
    items = standard.domain(domain_code).items
    for position, fault in zip(positions, _faults_of(domain_code), strict=False):
        urls[position] = office.site + fault.about(domain_code, items[position - 1].number)
    return urls


def _faults_of(domain_code: str) -> list[Fault]:
    """The planted faults are dealt out over the domains in turn."""
    codes = [each.code for each in guides.all_domains() if not each.is_affairs]
    return list(FAULTS[codes.index(domain_code) :: len(codes)])


def _localise(office: Office, catalog: Catalog, username: str, urls: Mapping[int, str]) -> None:
    """Name the place's own bureau, fill what the guide leaves open, and link the pages."""
    by, at = office.by(username), office.at + timedelta(hours=1)
    guard = AddressGuard(("127.0.0.0/8", "::1/128"))
    with transaction() as current:
        for entry, item in _entries(current, catalog):
            content = _local(entry.version.as_content, catalog)
            catalogs.write_version(current, entry, content, by=by, at=at, origin="edit")
            if item.position in urls:
                catalogs.link_entry(
                    current,
                    entry,
                    urls[item.position],
                    channel="政府网站",
                    kind="article",
                    by=by,
                    at=at,
                    guard=guard,
                )
        audit.record(
            current,
            "catalog.localised",
            catalog,
            by=by,
            at=at,
            region_id=catalog.region_id,
            summary=f"按本地情况填写“{catalog.region.name}{catalog.domain.name}”目录（演示数据）",
        )


def _entries(current: Session, catalog: Catalog) -> list[tuple[Entry, StandardItem]]:
    query = (
        select(Entry, StandardItem)
        .join(StandardItem, Entry.standard_item_id == StandardItem.id)
        .where(Entry.catalog_id == catalog.id)
        .order_by(Entry.position)
    )
    return [(entry, item) for entry, item in current.execute(query)]


def _local(content: EntryContent, catalog: Catalog) -> EntryContent:
    level = catalog.region.level
    owner = bureau(catalog.domain_code) if level == "county" else catalog.region.name
    return replace(
        content,
        owner=owner.replace("敦化市", catalog.region.name) if level == "county" else owner,
        content=content.content or (content.name,),
        basis=content.basis or (STATUTE,),
        time_limit=content.time_limit or STATUTORY_LIMIT,
        method=content.method[:1] or ("proactive",),
        channels=content.channels or ("政府网站",),
        audience=content.audience or AUDIENCE_PUBLIC,
        levels=content.levels or (level,),
    )


def _submit(office: Office, catalog: Catalog, username: str) -> int:
    submission = reviews.submit(
        catalog.id, by=office.by(username), at=office.at + timedelta(hours=2)
    )
    return submission.id


def _accept(office: Office, catalog: Catalog, username: str, reviewer: str) -> None:
    submission_id = _submit(office, catalog, username)
    reviews.accept(submission_id, by=office.by(reviewer), at=office.at + timedelta(days=1))


def _return(office: Office, catalog: Catalog) -> None:
    submission = reviews.latest_submission(catalog.id)
    first = session().scalars(select(Entry.id).where(Entry.catalog_id == catalog.id)).first()
    if submission is None or first is None:
        return
    reviews.return_for_correction(
        submission.id,
        by=office.by("shengting"),
        at=office.at + timedelta(days=1),
        note="整体规范，个别事项要素不完整，请补充后重新报送。（演示）",
        comments=[reviews.CommentDraft(first, "content", "请补充申请材料和办理流程。（演示）")],
    )
