"""What the lists of a region say of one of its catalogues, as the K rules want it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from catalog_app.catalogs.models import Publication
from catalog_app.checks.rules.catalogue_facts import Matter
from catalog_app.checks.rules.catalogue_lists import Listed
from catalog_app.checks.rules.model import Verdict
from catalog_app.checks.services.link_states import LAST_SEEN, link_states
from catalog_app.lists.services import Placed
from catalog_app.lists.wording import KIND_NAMES
from catalog_app.search.link_state import LinkState
from domains.coverage import plain_name

COUNTED = ("power", "service")
MATTER = "matter"
RIGHT_PAGE = "P01"


def listed_items(placed: Mapping[str, Sequence[Placed]]) -> dict[str, Listed]:
    """The items of the lists of powers and of public services, by what they stay the same by."""
    return {
        f"{kind}:{_digest(each.item.identity)}": Listed(
            name=each.item.name,
            list_name=KIND_NAMES[kind],
            owner=each.item.owner,
            sure=each.sure,
            covered=each.cover.entry_id is not None,
            nearest=each.cover.nearest,
            likeness=each.cover.likeness,
        )
        for kind in COUNTED
        for each in placed.get(kind, ())
    }


def matters_of(
    current: Session, placed: Mapping[str, Sequence[Placed]]
) -> dict[int, tuple[Matter, ...]]:
    """Entry id → the service platform's matters it surely is about; three statements for any number."""
    of_entry: dict[int, list[Placed]] = defaultdict(list)
    for each in placed.get(MATTER, ()):
        if each.cover.entry_id is not None and _is_its(each):
            of_entry[each.cover.entry_id].append(each)
    links = link_states(current, sorted(of_entry)) if of_entry else {}
    other = _pages_of_others(current, sorted(of_entry)) if of_entry else set()
    return {
        entry_id: tuple(_matter(each, links.get(entry_id, ()), other) for each in members)
        for entry_id, members in of_entry.items()
    }


def _pages_of_others(current: Session, entry_ids: Sequence[int]) -> set[str]:
    """The addresses at which the last visit found a page about something else than their entry."""
    seen = current.execute(LAST_SEEN.where(Publication.entry_id.in_(entry_ids)))
    return {
        row.url
        for row in seen
        if (row.verdicts or {}).get(str(row.id), {}).get(RIGHT_PAGE) == Verdict.NOT_MET
    }


def _is_its(each: Placed) -> bool:
    """Is the entry this matter's? By a person's word or the name; of near names only those that
    differ by words put in."""
    return each.cover.how in {"chosen", "same"} or each.cover.one_thing


def _matter(each: Placed, links: Sequence[LinkState], other: set[str]) -> Matter:
    name = each.item.name
    same = plain_name(each.cover.nearest or "") == plain_name(name)
    sure = each.sure or each.cover.how in {"chosen", "same"}
    if not each.item.url:
        return Matter(name, same_name=same, sure=sure)
    link = next((link for link in links if _address(link.url) == _address(each.item.url)), None)
    if link is None:
        return Matter(name, each.item.url, same, sure=sure)
    return Matter(name, each.item.url, same, link.state, sure, named=link.url not in other)


def _address(url: str) -> str:
    return url.partition("://")[2].rstrip("/")


def _digest(identity: str) -> str:
    return hashlib.blake2b(identity.encode(), digest_size=12).hexdigest()
