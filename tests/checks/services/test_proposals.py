"""The right page is proposed for items whose link is dead, wrong or missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent
from catalog_app.catalogs.models import Catalog, Entry, Publication
from catalog_app.catalogs.services import EntryDraft, create_entries, remove_link, withdraw_entry
from catalog_app.checks.errors import ProposalMovedOn
from catalog_app.checks.models import CheckRun, LinkProposal
from catalog_app.checks.services.proposals import accept, accept_several, decline, undo
from catalog_app.checks.services.proposals_making import propose_for_catalog
from catalog_app.checks.services.proposals_reading import (
    catalog_proposals,
    catalogs_with_proposals,
    proposal_count,
    proposals_of,
)
from catalog_app.database import transaction
from catalog_app.demo.site import FAULTS, RunningSite, article_path
from domains.standard import domain
from tests.checks.patrols import check, finding_of
from tests.checks.survey.serving import serving_endlessly
from tests.checks.survey.surveys import survey
from tests.conftest import NOON
from tests.factories.accounts import a_user
from tests.factories.catalogs import ANYWHERE, a_catalog, a_content, a_started_catalog, an_entry

DOMAIN = "elderly_care"
SECOND = domain(DOMAIN).item(2)


@pytest.fixture
def known_site(session: Session, shown_county: RunningSite, tmp_path: Path) -> RunningSite:
    """The demonstration's site, after a survey of it."""
    survey(tmp_path, shown_county.url("/"))
    return shown_county


def right_page(site: RunningSite) -> str:
    return site.url(article_path(DOMAIN, SECOND.number))


def first_for(entry: Entry) -> LinkProposal:
    return proposals_of(entry.id)[0]


def links_of(session: Session, entry: Entry) -> list[str]:
    query = select(Publication.url).where(Publication.entry_id == entry.id)
    return list(session.scalars(query.order_by(Publication.id)))


def test_an_item_without_a_link_is_offered_its_page(
    session: Session, known_site: RunningSite
) -> None:
    entry = an_entry(SECOND.name, group=SECOND.group)
    assert propose_for_catalog(entry.catalog_id, at=NOON) == 1
    found = first_for(entry)
    assert found.url == right_page(known_site)
    assert found.score >= 80
    assert "标题与事项名称相同" in found.reasons
    assert "栏目“养老服务”与领域相符" in found.reasons
    assert found.publication_id is None


def test_what_is_proposed_was_opened_and_judged_by_its_content(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = an_entry(SECOND.name, group=SECOND.group, content=tuple(SECOND.content.content))
    survey(tmp_path, shown_county.url("/"))
    reasons = first_for(entry).reasons
    assert "发布机构与公开主体相同" in reasons
    assert "网页上有应公开的 4 项要素中的 4 项" in reasons
    assert first_for(entry).score >= 95


def test_a_row_that_leads_nowhere_is_not_proposed(session: Session, tmp_path: Path) -> None:
    entry = an_entry("养老机构补贴发放情况")
    with serving_endlessly() as site:
        survey(tmp_path, f"{site}/", page_limit=40)
    offered = [row.url for row in proposals_of(entry.id)]
    assert all("/zwgk/ylfw/index" in url for url in offered), offered


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "fault", [fault for fault in FAULTS if fault.rule in {"L03", "L05", "L06", "P01"}], ids=str
)
def test_whatever_broke_the_link_the_right_page_comes_first(
    session: Session, known_site: RunningSite, tmp_path: Path, fault: object
) -> None:
    planted = known_site.url(fault.about(DOMAIN, SECOND.number))  # type: ignore[attr-defined]
    entry = an_entry(SECOND.name, group=SECOND.group, urls=[planted])
    check(tmp_path, entry_id=entry.id)
    broken = finding_of(entry, fault.rule)  # type: ignore[attr-defined]
    propose_for_catalog(entry.catalog_id, at=NOON)
    if broken is None:
        assert proposals_of(entry.id) == []
    else:
        assert first_for(entry).url == right_page(known_site)
        assert first_for(entry).publication_id == broken.publication_id


def test_an_item_that_is_only_posted_on_a_board_needs_no_page(
    session: Session, known_site: RunningSite
) -> None:
    entry = an_entry(SECOND.name, channels=("公开查阅点",))
    assert propose_for_catalog(entry.catalog_id, at=NOON) == 0


def test_accepting_replaces_the_dead_link_and_asks_for_a_check(
    session: Session, known_site: RunningSite, tmp_path: Path
) -> None:
    dead = known_site.url("/faults/dead.html")
    entry = an_entry(SECOND.name, group=SECOND.group, urls=[dead])
    check(tmp_path, entry_id=entry.id)
    propose_for_catalog(entry.catalog_id, at=NOON)
    clerk = audit.actor(a_user())
    run = accept(first_for(entry).id, by=clerk, at=NOON, guard=ANYWHERE)
    assert run.entry_id == entry.id
    assert links_of(session, entry) == [right_page(known_site)]
    event = session.scalar(select(AuditEvent).where(AuditEvent.action == "proposal.accepted"))
    assert event is not None
    assert event.before["url"] == dead
    assert event.actor_name == clerk.name
    assert {row.state for row in session.scalars(select(LinkProposal))} <= {"accepted", "outdated"}


def test_an_acceptance_can_be_undone(
    session: Session, known_site: RunningSite, tmp_path: Path
) -> None:
    dead = known_site.url("/faults/dead.html")
    entry = an_entry(SECOND.name, group=SECOND.group, urls=[dead])
    check(tmp_path, entry_id=entry.id)
    propose_for_catalog(entry.catalog_id, at=NOON)
    offered = [row.id for row in proposals_of(entry.id)]
    accepted = first_for(entry)
    accept(accepted.id, by=SYSTEM, at=NOON, guard=ANYWHERE)
    undo(accepted.id, by=SYSTEM, at=NOON, guard=ANYWHERE)
    assert links_of(session, entry) == [dead]
    again = proposals_of(entry.id)
    assert len(offered) > 1
    assert [row.id for row in again] == offered
    assert {row.state for row in again} == {"open"}
    assert {row.publication.url for row in again if row.publication} == {dead}


def test_what_was_changed_by_hand_since_is_not_undone(
    session: Session, known_site: RunningSite
) -> None:
    entry = an_entry(SECOND.name)
    propose_for_catalog(entry.catalog_id, at=NOON)
    accepted = first_for(entry)
    accept(accepted.id, by=SYSTEM, at=NOON, guard=ANYWHERE)
    link = session.scalars(select(Publication.id).where(Publication.entry_id == entry.id)).one()
    remove_link(entry.id, link, by=SYSTEM, at=NOON)
    with pytest.raises(ProposalMovedOn, match="后来又改过"):
        undo(accepted.id, by=SYSTEM, at=NOON, guard=ANYWHERE)


def test_what_was_declined_is_not_proposed_again(session: Session, known_site: RunningSite) -> None:
    entry = an_entry(SECOND.name, group=SECOND.group)
    propose_for_catalog(entry.catalog_id, at=NOON)
    declined = decline(first_for(entry).id, by=SYSTEM, at=NOON)
    propose_for_catalog(entry.catalog_id, at=NOON)
    assert declined.url not in [row.url for row in proposals_of(entry.id) if row.state == "open"]
    with pytest.raises(ProposalMovedOn, match="不采纳"):
        accept(declined.id, by=SYSTEM, at=NOON, guard=ANYWHERE)


def test_what_is_no_longer_needed_is_outdated(session: Session, known_site: RunningSite) -> None:
    entry = an_entry(SECOND.name)
    propose_for_catalog(entry.catalog_id, at=NOON)
    withdraw_entry(entry.id, "本县没有此类事项", base_version=1, by=SYSTEM, at=NOON)
    propose_for_catalog(entry.catalog_id, at=NOON)
    assert set(session.scalars(select(LinkProposal.state))) == {"outdated"}


def test_a_new_county_gets_links_for_a_whole_catalogue_at_once(
    session: Session, known_site: RunningSite
) -> None:
    catalog = a_started_catalog()
    propose_for_catalog(catalog.id, at=NOON)
    shown = catalog_proposals(catalog.id)
    scores = [row.best.score for row in shown.rows]
    assert scores == sorted(scores, reverse=True)
    sure = shown.at_least(80)
    assert len(sure) >= 0.8 * (len(shown.rows) + len(shown.without))
    chosen = [row.best.id for row in sure]
    assert accept_several(catalog.id, chosen, by=SYSTEM, at=NOON, guard=ANYWHERE) == len(sure)
    linked = session.scalar(select(func.count()).select_from(Publication))
    assert linked == len(sure)
    runs = session.scalars(select(CheckRun)).all()
    assert [(run.region_id, run.domain_code) for run in runs] == [(catalog.region_id, DOMAIN)]


def test_of_two_pages_for_one_item_only_one_is_taken(
    session: Session, known_site: RunningSite
) -> None:
    entry = an_entry(SECOND.name, group=SECOND.group)
    propose_for_catalog(entry.catalog_id, at=NOON)
    ids = [row.id for row in proposals_of(entry.id)]
    assert len(ids) > 1
    assert accept_several(entry.catalog_id, ids, by=SYSTEM, at=NOON, guard=ANYWHERE) == 1


def test_an_office_counts_only_what_it_may_decide(
    session: Session, known_site: RunningSite
) -> None:
    entry = an_entry(SECOND.name)
    propose_for_catalog(entry.catalog_id, at=NOON)
    assert proposal_count(a_user()) == 1
    assert proposal_count(a_user(region="220802")) == 0
    ours = catalogs_with_proposals(a_user())
    assert [(catalog.id, count) for catalog, count in ours] == [(entry.catalog_id, 1)]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nearly_every_item_of_the_county_is_offered_its_page_first(
    session: Session, known_site: RunningSite
) -> None:
    """Recall over all items of all domains, their links removed."""
    catalogs = [
        _a_catalog_of(code) for code in ("social_insurance", "health", "employment", DOMAIN)
    ]
    for catalog in catalogs:
        propose_for_catalog(catalog.id, at=NOON)
    wanted = {
        entry.id: known_site.url(article_path(catalog.domain_code, number))
        for catalog in catalogs
        for number, entry in zip(
            (item.number for item in domain(catalog.domain_code).items),
            catalog.entries,
            strict=True,
        )
    }
    ranks = [
        [row.url for row in proposals_of(entry_id)].index(url)
        if url in [row.url for row in proposals_of(entry_id)]
        else 9
        for entry_id, url in wanted.items()
    ]
    assert sum(rank == 0 for rank in ranks) >= 0.95 * len(ranks)
    assert sum(rank < 3 for rank in ranks) >= 0.98 * len(ranks)


def _a_catalog_of(code: str) -> Catalog:
    catalog = a_catalog(domain=code)
    drafts = [EntryDraft(a_content(each.name, group=each.group)) for each in domain(code).items]
    with transaction() as current:
        create_entries(current, catalog, drafts, by=SYSTEM, at=NOON, origin="import")
    return catalog
