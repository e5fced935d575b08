"""Proposed links as screens show them: of an item, of a catalogue, and how many wait for a user."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.checks.models import LinkProposal
from catalog_app.checks.services.proposals_making import needs_of
from catalog_app.database import session
from catalog_app.regions.models import Region

SURE = 80
"""From this score on a proposal is ticked beforehand."""
LEVELS = (90, 80, 70, 60)
"""Scores to choose from when many are accepted at once."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One item with its pages, the surest first."""

    entry: Entry
    pages: Sequence[LinkProposal]

    @property
    def best(self) -> LinkProposal:
        return self.pages[0]

    @property
    def sure(self) -> bool:
        return self.best.score >= SURE


@dataclass(frozen=True, slots=True)
class CatalogProposals:
    """A catalogue's items with proposals, the surest first; the items in need for which no page was
    found; and what was decided last."""

    rows: Sequence[Proposed]
    without: Sequence[Entry]
    decided: Sequence[LinkProposal]

    def at_least(self, score: int) -> list[Proposed]:
        return [row for row in self.rows if row.best.score >= score]


def proposals_of(entry_id: int) -> Sequence[LinkProposal]:
    """What an item's screen shows: its open proposals, and the acceptance that can be undone."""
    query = (
        select(LinkProposal)
        .where(LinkProposal.entry_id == entry_id, LinkProposal.state.in_(("open", "accepted")))
        .options(joinedload(LinkProposal.publication))
        .order_by(LinkProposal.state, LinkProposal.score.desc(), LinkProposal.id)
    )
    rows = session().scalars(query).all()
    return [row for row in rows if row.state == "open"] or rows[-1:]


def catalog_proposals(catalog_id: int) -> CatalogProposals:
    """Everything the screen of one catalogue shows, in a fixed number of statements."""
    query = (
        select(LinkProposal)
        .where(LinkProposal.catalog_id == catalog_id)
        .options(
            joinedload(LinkProposal.entry).joinedload(Entry.version),
            joinedload(LinkProposal.publication),
        )
        .order_by(LinkProposal.score.desc(), LinkProposal.id)
    )
    all_rows = session().scalars(query).all()
    pages: dict[int, list[LinkProposal]] = defaultdict(list)
    for row in all_rows:
        if row.state == "open":
            pages[row.entry_id].append(row)
    decided = [row for row in all_rows if row.decided_at is not None]
    decided.sort(key=lambda row: (row.decided_at, row.id), reverse=True)
    needs = needs_of(session(), catalog_id)
    return CatalogProposals(
        rows=[Proposed(found[0].entry, found) for found in pages.values()],
        without=[need.entry for need in needs if need.entry.id not in pages],
        decided=decided[:20],
    )


def catalogs_with_proposals(
    user: Any, permission: Permission = Permission.VIEW
) -> Sequence[tuple[Catalog, int]]:
    """The user's catalogues with items that have proposals to decide, and how many; most first."""
    counted = (
        select(
            LinkProposal.catalog_id, func.count(LinkProposal.entry_id.distinct()).label("waiting")
        )
        .where(LinkProposal.state == "open")
        .group_by(LinkProposal.catalog_id)
        .subquery()
    )
    query = (
        select(Catalog, counted.c.waiting)
        .join(counted, counted.c.catalog_id == Catalog.id)
        .join(Region, Catalog.region_id == Region.id)
        .where(policy.condition(user, permission, Catalog.domain_code))
        .options(contains_eager(Catalog.region), joinedload(Catalog.domain))
        .order_by(counted.c.waiting.desc(), Catalog.id)
    )
    return [(catalog, number) for catalog, number in session().execute(query)]


def waiting_in(region: Region) -> int:
    """Items of the region's subtree with proposals to decide."""
    query = (
        select(func.count(LinkProposal.entry_id.distinct()))
        .join(Catalog, LinkProposal.catalog_id == Catalog.id)
        .join(Region, Catalog.region_id == Region.id)
        .where(LinkProposal.state == "open", Region.path.startswith(region.path))
    )
    return session().scalar(query) or 0


def proposal_count(user: Any) -> int:
    """Items with proposals that this user may decide on."""
    return sum(number for _, number in catalogs_with_proposals(user, Permission.EDIT))
