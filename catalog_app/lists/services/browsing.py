"""Lists and their items, as screens show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from catalog_app.accounts import policy
from catalog_app.accounts.policy import PERMISSION_NAMES, Permission
from catalog_app.database import session
from catalog_app.errors import NotFound, PermissionRefused
from catalog_app.guides.models import Domain
from catalog_app.lists.models import ItemList, ListItem
from catalog_app.lists.services.standing import Placed, placed
from catalog_app.lists.services.taking_in import KEEPING
from catalog_app.paging import PAGE_SIZE, Page
from catalog_app.regions.models import Region

REGIONS_MAX = 400
Rows = Sequence[Placed]


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What of a list is shown; empty values show all. `coverage` is one of wording.COVERAGE."""

    text: str = ""
    domain: str = ""
    coverage: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.text or self.domain or self.coverage)


def item_list(list_id: int) -> ItemList:
    """Raises NotFound."""
    found = session().get(ItemList, list_id, options=[joinedload(ItemList.region)])
    if found is None:
        raise NotFound(what="清单")
    return found


def list_target(list_id: int) -> tuple[Region, str | None]:
    """Whose list it is, for the policy. Raises NotFound."""
    return item_list(list_id).region, None


def require_view(viewer: Any, region: Region) -> None:
    """Raises PermissionRefused unless a grant shows something of the region."""
    codes = {grant.domain_code for grant in viewer.grants}
    if not any(policy.may(viewer, Permission.VIEW, region, code) for code in codes):
        raise PermissionRefused(action=PERMISSION_NAMES[Permission.VIEW])


def visible_lists(viewer: Any) -> list[tuple[ItemList, int]]:
    """The read and current lists of regions of which the viewer sees something, with the number of
    their items; old versions are found from the current one."""
    counted = func.count(ListItem.id)
    query = (
        select(ItemList, counted)
        .join(Region, Region.id == ItemList.region_id)
        .outerjoin(ListItem, ListItem.list_id == ItemList.id)
        .where(_somewhere(viewer, Permission.VIEW), ItemList.state != "superseded")
        .options(joinedload(ItemList.region))
        .group_by(ItemList.id)
        .order_by(ItemList.region_id, ItemList.kind, ItemList.state, ItemList.id)
    )
    return [(found, number) for found, number in session().execute(query)]


def regions_for_import(user: Any) -> Sequence[Region]:
    """The regions whose lists the user may import, by code."""
    query = select(Region).where(
        policy.condition(user, Permission.IMPORT),
        Region.level.in_(sorted(KEEPING)),
        Region.valid_to.is_(None),
    )
    return session().scalars(query.order_by(Region.code).limit(REGIONS_MAX)).all()


def versions(found: ItemList) -> Sequence[ItemList]:
    """Every version of the same list that was ever in force, the newest first."""
    query = select(ItemList).where(
        ItemList.region_id == found.region_id,
        ItemList.kind == found.kind,
        ItemList.state != "previewed",
    )
    return session().scalars(query.order_by(ItemList.number.desc())).all()


def items_page(
    found: ItemList, wanted: ItemFilter, number: int = 1
) -> tuple[Page[Placed], Mapping[str, int]]:
    """One page of the list's items, and how many there are of each coverage."""
    query = (
        select(ListItem)
        .where(ListItem.list_id == found.id, *_conditions(wanted))
        .options(joinedload(ListItem.domain))
        .order_by(ListItem.position)
    )
    every = placed(found.region_id, session().scalars(query).all())
    counts = Counter(each.coverage for each in every)
    rows = [each for each in every if wanted.coverage in ("", each.coverage)]
    last = max(1, -(-len(rows) // PAGE_SIZE))
    number = min(max(1, number), last)
    shown = rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return Page(shown, number, PAGE_SIZE, len(rows)), counts


def item(item_id: int) -> ListItem:
    """Raises NotFound."""
    found = session().get(
        ListItem,
        item_id,
        options=[joinedload(ListItem.of_list).joinedload(ItemList.region)],
    )
    if found is None:
        raise NotFound(what="清单事项")
    return found


def item_target(item_id: int) -> tuple[Region, str | None]:
    """Whose item it is, for the policy. Raises NotFound."""
    found = item(item_id)
    return found.of_list.region, found.domain_code


def _somewhere(viewer: Any, permission: Permission) -> ColumnElement[bool]:
    return (
        select(Domain.code)
        .where(policy.condition(viewer, permission, Domain.code))
        .correlate(Region)
        .exists()
    )


def _conditions(wanted: ItemFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    text = wanted.text.strip()
    if text:
        columns = (ListItem.name, ListItem.owner, ListItem.code)
        found.append(or_(*(column.contains(text, autoescape=True) for column in columns)))
    if wanted.domain:
        found.append(ListItem.domain_code == wanted.domain)
    return found
