"""Lists of users with their grants in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, or_, select

from catalog_app.accounts import policy
from catalog_app.accounts.models import ROLE_NAMES, Grant, Role, User
from catalog_app.accounts.policy import Permission
from catalog_app.database import session
from catalog_app.guides.services import all_domains, domain
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Region, RegionLevel
from catalog_app.regions.services import region

DescribedGrants = list[tuple[int, str]]
TEXT_MAX = 60
ALL_DOMAINS = "全部领域"


def users_page(manager: User, text: str = "", number: int = 1) -> Page[User]:
    """The users with a grant where `manager` manages users (the province also sees those without),
    whose name, user name or region's name holds `text`."""
    query = select(User).where(_within(manager))
    if wanted := text.strip()[:TEXT_MAX]:
        query = query.where(_matches(wanted))
    return page_of(query.order_by(User.active.desc(), User.username), number)


def _within(manager: User) -> ColumnElement[bool]:
    scope = policy.condition(manager, Permission.MANAGE_USERS, Grant.domain_code)
    granted = User.id.in_(
        select(Grant.user_id).join(Region, Region.id == Grant.region_id).where(scope)
    )
    everybody = any(grant.role == Role.PROVINCIAL_OFFICE for grant in manager.grants)
    return or_(granted, ~User.grants.any()) if everybody else granted


def _matches(text: str) -> ColumnElement[bool]:
    place = Region.name.contains(text, autoescape=True)
    return or_(
        User.username.contains(text.lower(), autoescape=True),
        User.display_name.contains(text, autoescape=True),
        User.id.in_(select(Grant.user_id).join(Region, Region.id == Grant.region_id).where(place)),
    )


def described_grants(users: Sequence[User]) -> dict[int, DescribedGrants]:
    """By user id: each grant's id and its words (敦化市江南镇 · 乡镇（街道）编辑 · 全部领域).
    Three statements, however many users."""
    grants = [grant for user in users for grant in user.grants]
    places = _full_names({grant.region_id for grant in grants})
    fields = {each.code: each.name for each in all_domains()}
    return {
        user.id: [(grant.id, _words(grant, places, fields)) for grant in user.grants]
        for user in users
    }


def described_grant(grant: Grant) -> str:
    """敦化市 · 县级部门编辑 · 社会救助"""
    field = {grant.domain_code: domain(grant.domain_code).name} if grant.domain_code else {}
    return _words(grant, {grant.region_id: region(grant.region_id).name}, field)


def everybody() -> Iterator[tuple[User, list[str]]]:
    """All users by name, with their grants in words."""
    users = session().scalars(select(User).order_by(User.username)).all()
    grants = described_grants(users)
    for user in users:
        yield user, [words for _, words in grants[user.id]]


def _words(grant: Grant, places: Mapping[int, str], fields: Mapping[str, str]) -> str:
    field = fields[grant.domain_code] if grant.domain_code else ALL_DOMAINS
    return f"{places[grant.region_id]} · {ROLE_NAMES[Role(grant.role)]} · {field}"


def _full_names(region_ids: Iterable[int]) -> dict[int, str]:
    """Names with their county before townships and villages."""
    wanted = session().scalars(select(Region).where(Region.id.in_(region_ids))).all()
    above = {step for each in wanted for step in each.chain}
    steps = {
        each.id: each for each in session().scalars(select(Region).where(Region.id.in_(above)))
    }
    return {each.id: _from_county([steps[step] for step in each.chain]) for each in wanted}


def _from_county(chain: Sequence[Region]) -> str:
    high = {RegionLevel.PROVINCE, RegionLevel.PREFECTURE}
    return "".join(step.name for step in chain if step.level not in high) or chain[-1].name
