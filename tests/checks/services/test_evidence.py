"""What a finding rests on, as a screen, a sheet and a file show it."""

from __future__ import annotations

import hashlib
import zlib
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services
from catalog_app.checks.models import Finding, PageCheck, TextSnapshot
from catalog_app.database import transaction
from catalog_app.demo.site import RunningSite
from tests.checks.patrols import check, check_on_days, entry_linked_to, finding_of
from tests.conftest import NOON
from tests.factories.catalogs import an_entry
from tests.factories.findings import a_finding
from tests.queries import count_queries

PLACEHOLDER = "/faults/construction.html"


def the(found: Finding | None) -> Finding:
    assert found is not None
    return found


def test_the_words_a_rule_names_are_marked_in_the_page(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(PLACEHOLDER))
    check(tmp_path, entry_id=entry.id)
    told = services.evidence_of(the(finding_of(entry, "C02")))
    assert [piece.text for piece in told.whole if piece.marked] == ["建设中"]
    assert told.check is not None
    assert told.check.status == 200
    assert told.change_between is None


def test_redirects_are_told_step_by_step(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url("/faults/home.html"))
    check(tmp_path, entry_id=entry.id)
    steps = services.evidence_of(the(finding_of(entry, "L05"))).steps
    assert [step.status for step in steps] == [302, 200]
    assert steps[-1].url == shown_county.url("/index.html")


def test_what_changed_since_the_last_time_is_told(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(PLACEHOLDER))
    check_on_days(tmp_path, 2, entry_id=entry.id)
    first = session.scalars(select(PageCheck).order_by(PageCheck.at)).first()
    assert first is not None
    before = zlib.compress("农村危房改造\n栏目即将上线，敬请期待！".encode())
    with transaction():
        session.add(TextSnapshot(hash="before", text=before))
        session.flush()
        first.snapshot_hash = first.content_hash = "before"
    told = services.evidence_of(the(finding_of(entry, "C02")))
    kinds = {(each.kind, each.text) for each in told.change}
    assert told.change_between == (NOON, NOON + timedelta(days=1))
    assert ("removed", "即将上线") in kinds


def test_how_often_it_came_back_is_counted(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = an_entry(time_limit=None)
    region = entry.catalog.region_id
    for day, limit in enumerate((None, "20个工作日", None, "20个工作日", None)):
        with transaction():
            entry.version.time_limit = limit
        check(tmp_path, at=NOON + timedelta(days=day), region_id=region)
    assert services.evidence_of(the(finding_of(entry, "K09"))).came_back == 2


def test_elements_are_told_with_the_missing_ones_first(session: Session) -> None:
    elements = [
        {"name": "补贴名称", "verdict": "met", "quote": "补贴名称：高龄津贴"},
        {"name": "补贴标准", "verdict": "not_met", "quote": None},
    ]
    found = a_finding(an_entry(), rule="P03", evidence={"elements": elements})
    told = services.evidence_of(found).elements
    assert [(each.name, each.verdict, each.quote) for each in told] == [
        ("补贴标准", "not_met", ""),
        ("补贴名称", "met", "补贴名称：高龄津贴"),
    ]


def test_the_file_holds_the_text_with_its_hash_and_no_personal_number(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url("/faults/leaked_id.html"))
    check(tmp_path, entry_id=entry.id)
    found = the(finding_of(entry, "V01"))
    services.contest(found.id, "已经遮盖过了", by=SYSTEM, at=NOON)
    document = services.evidence_file(found, at=NOON)
    text = document["page_text"]["text"]
    assert document["page_text"]["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert "19210101" not in str(document)
    assert document["rule"]["id"] == "V01"
    assert [event["to"] for event in document["life"]] == ["已确认", "有异议"]
    assert document["visits"][0]["status"] == 200


def test_a_finding_of_the_catalogue_has_evidence_without_a_page(session: Session) -> None:
    found = a_finding(an_entry(), rule="K09", evidence={"fields": ["公开时限"]})
    told = services.evidence_of(found)
    assert (told.whole, told.visits, told.check) == ([], [], None)
    assert [fact.lines for fact in told.told] == [("公开时限",)]


def test_evidence_takes_the_same_queries_however_long_the_past(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(PLACEHOLDER))
    counted = []
    for day in (0, 1, 2, 3):
        check(tmp_path, at=NOON + timedelta(days=day), entry_id=entry.id)
        found = the(finding_of(entry, "C02"))
        with count_queries() as queries:
            services.evidence_of(found)
        counted.append(queries.total)
    assert len(set(counted)) == 1
