"""Deciding on proposed links: accepted with one click, declined, and an acceptance undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard
from catalog_app.catalogs.models import Catalog, Entry, Publication
from catalog_app.catalogs.services import link_entry, unlink_entry
from catalog_app.catalogs.services.links import links_changed
from catalog_app.checks.errors import ProposalMovedOn, TooManyProposals
from catalog_app.checks.models import CheckRun, LinkProposal
from catalog_app.checks.services.proposals_making import WEBSITE, outdate
from catalog_app.checks.services.runs import request_run
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound
from catalog_app.regions.models import Region

AT_ONCE = 100
"""Proposals accepted by one request: each changes an item's links and is written down."""
STATE_NAMES = {"open": "待定", "accepted": "已采纳", "declined": "不采纳", "outdated": "已失效"}


def proposal_by_id(proposal_id: int) -> LinkProposal:
    """Raises NotFound."""
    found = session().get(
        LinkProposal,
        proposal_id,
        options=[joinedload(LinkProposal.entry).joinedload(Entry.version)],
    )
    if found is None:
        raise NotFound(what="链接建议")
    return found


def proposal_target(proposal_id: int) -> tuple[Region, str]:
    """Whose item it is, for the policy. Raises NotFound."""
    catalog = proposal_by_id(proposal_id).catalog
    return catalog.region, catalog.domain_code


def accept(
    proposal_id: int, *, by: Actor, at: datetime, guard: AddressGuard = NOTHING_PRIVATE
) -> CheckRun:
    """Make the page the item's link, in place of the one it replaces, and ask for a check of it.

    Raises ProposalMovedOn, LinkRefused, NotFound."""
    with transaction() as current:
        proposal = _locked(current, proposal_id)
        if not _acceptable(proposal):
            raise ProposalMovedOn(state=STATE_NAMES[proposal.state])
        _accept(current, proposal, by=by, at=at, guard=guard)
        links_changed(current, [proposal.entry_id])
        entry_id = proposal.entry_id
    return request_run(entry_id=entry_id, by=by, at=at)


def accept_several(
    catalog_id: int,
    proposal_ids: Sequence[int],
    *,
    by: Actor,
    at: datetime,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> int:
    """Accept these proposals of one catalogue, `AT_ONCE` at most, one for each item, all together;
    how many. Those decided meanwhile are passed over. Asks for one check of the catalogue.

    Raises TooManyProposals, LinkRefused."""
    if len(proposal_ids) > AT_ONCE:
        raise TooManyProposals(limit=AT_ONCE)
    with transaction() as current:
        catalog = current.get_one(Catalog, catalog_id)
        done: set[int] = set()
        for proposal_id in proposal_ids:
            proposal = current.get(LinkProposal, proposal_id, with_for_update=True)
            if proposal is None or proposal.catalog_id != catalog_id:
                continue
            if proposal.entry_id not in done and _acceptable(proposal):
                _accept(current, proposal, by=by, at=at, guard=guard)
                done.add(proposal.entry_id)
        links_changed(current, sorted(done))
        scope = (catalog.region_id, catalog.domain_code)
    if done:
        request_run(region_id=scope[0], domain_code=scope[1], by=by, at=at)
    return len(done)


def decline(proposal_id: int, *, by: Actor, at: datetime) -> LinkProposal:
    """This is not the item's page; it is not proposed again. Raises ProposalMovedOn, NotFound."""
    with transaction() as current:
        proposal = _locked(current, proposal_id)
        if proposal.state not in {"open", "outdated"}:
            raise ProposalMovedOn(state=STATE_NAMES[proposal.state])
        _decide(current, proposal, "declined", by=by, at=at)
        _record(current, "declined", "不采纳链接建议", proposal, by=by, at=at)
    return proposal


def undo(
    proposal_id: int, *, by: Actor, at: datetime, guard: AddressGuard = NOTHING_PRIVATE
) -> LinkProposal:
    """Take an acceptance back: the item has the link it had before, and what nobody needed to
    decide any more is to be decided again. A decline is taken back too.

    Raises ProposalMovedOn where the link was changed meanwhile, NotFound."""
    with transaction() as current:
        proposal = _locked(current, proposal_id)
        if proposal.state == "accepted":
            _unlink(current, proposal, by=by, at=at, guard=guard)
        elif proposal.state != "declined":
            raise ProposalMovedOn(state=STATE_NAMES[proposal.state])
        _record(current, "undone", "撤销对链接建议的决定", proposal, by=by, at=at)
        proposal.state, proposal.replaced = "open", None
        proposal.decided_at = proposal.decided_by_id = proposal.decided_by_name = None
        links_changed(current, [proposal.entry_id])
    return proposal


def _locked(current: Session, proposal_id: int) -> LinkProposal:
    found = current.get(LinkProposal, proposal_id, with_for_update=True)
    if found is None:
        raise NotFound(what="链接建议")
    return found


def _acceptable(proposal: LinkProposal) -> bool:
    """Still to be decided, and the entry still kept. An outdated one may be taken on purpose."""
    kept = proposal.entry.version.disposition == "current"
    return proposal.state in {"open", "outdated"} and kept


def _accept(
    current: Session, proposal: LinkProposal, *, by: Actor, at: datetime, guard: AddressGuard
) -> None:
    old = proposal.publication
    told = _told(old) if old is not None else None
    channel = old.channel if old is not None else WEBSITE
    link_entry(
        current,
        proposal.entry,
        proposal.url,
        channel=channel,
        kind=proposal.kind,
        by=by,
        at=at,
        guard=guard,
    )
    if old is not None:
        proposal.publication = None
        current.flush()
        unlink_entry(current, old)
    _decide(current, proposal, "accepted", by=by, at=at)
    proposal.replaced = {**(told or {}), "outdated": _outdate_others(current, proposal)}
    _record(current, "accepted", "采纳链接建议", proposal, by=by, at=at, before=told)


def _outdate_others(current: Session, proposal: LinkProposal) -> list[int]:
    """Nobody need decide on the item's other pages any more; their ids."""
    query = select(LinkProposal).where(
        LinkProposal.entry_id == proposal.entry_id,
        LinkProposal.id != proposal.id,
        LinkProposal.state == "open",
    )
    others = current.scalars(query).all()
    outdate(others)
    return [each.id for each in others]


def _unlink(
    current: Session, proposal: LinkProposal, *, by: Actor, at: datetime, guard: AddressGuard
) -> None:
    link = _link_at(current, proposal.entry_id, proposal.url)
    if link is None:
        raise ProposalMovedOn(state="已采纳，但链接后来又改过")
    taken = proposal.replaced or {}
    if "url" in taken:
        proposal.publication = link_entry(
            current,
            proposal.entry,
            taken["url"],
            channel=taken["channel"],
            kind=taken["kind"],
            by=by,
            at=at,
            guard=guard,
        )
        current.flush()
    unlink_entry(current, link)
    _reopen(current, taken.get("outdated", ()), proposal.publication)


def _reopen(current: Session, ids: Sequence[int], link: Publication | None) -> None:
    """What an acceptance outdated is to be decided again, as a page in place of the same link."""
    for row in current.scalars(select(LinkProposal).where(LinkProposal.id.in_(ids))):
        if row.state == "outdated":
            row.state, row.publication = "open", link


def _link_at(current: Session, entry_id: int, url: str) -> Publication | None:
    return current.scalar(
        select(Publication).where(Publication.entry_id == entry_id, Publication.url == url)
    )


def _decide(
    current: Session, proposal: LinkProposal, state: str, *, by: Actor, at: datetime
) -> None:
    proposal.state, proposal.decided_at = state, at
    proposal.decided_by_id, proposal.decided_by_name = by.id, by.name
    current.flush()


def _told(link: Publication) -> dict[str, Any]:
    return {"url": link.url, "channel": link.channel, "kind": link.kind}


def _record(
    current: Session,
    deed: str,
    words: str,
    proposal: LinkProposal,
    *,
    by: Actor,
    at: datetime,
    before: dict[str, Any] | None = None,
) -> None:
    audit.record(
        current,
        f"proposal.{deed}",
        proposal,
        by=by,
        at=at,
        region_id=proposal.catalog.region_id,
        summary=f"{words}：{proposal.entry.version.name}",
        before=before,
        after={"url": proposal.url, "entry_id": proposal.entry_id, "score": proposal.score},
    )
