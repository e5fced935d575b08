"""The province's presets: new versions, what they do to open findings, and going back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent
from catalog_app.catalogs.models import Entry
from catalog_app.checks import services
from catalog_app.checks.errors import (
    PresetOutOfRange,
    PresetsMovedOn,
    PresetsUnchanged,
    ReasonMissing,
)
from catalog_app.checks.models import Finding, RulePresets
from catalog_app.checks.services import PresetsDraft
from catalog_app.demo.site import RunningSite
from catalog_app.errors import NotFound
from catalog_app.search.services import document
from tests.checks.patrols import check, check_on_days, entry_linked_to, finding_of
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, an_entry
from tests.factories.findings import a_finding
from tests.factories.search import publish

NOTE = "按复核情况调整"
OFF = PresetsDraft(modes={"L03": "off"})


def save(draft: PresetsDraft, based_on: int = 0) -> RulePresets:
    return services.set_presets(draft, NOTE, based_on=based_on, by=SYSTEM, at=NOON)


def test_a_new_version_holds_only_what_is_otherwise(session: Session) -> None:
    draft = PresetsDraft({"P01.found": 80, "P01.doubted": 50}, {"P01": "counts", "L03": "counts"})
    kept = save(draft)
    assert (kept.number, kept.thresholds, kept.counting, kept.off) == (
        1,
        {"P01.found": 80},
        {"P01": True},
        [],
    )
    changed = services.differences(services.as_presets(None), services.presets_now())
    assert [(each.rule_id, each.before, each.after) for each in changed] == [
        ("P01", "仅供参考，不扣分", "计入扣分"),
        ("P01", "75 %", "80 %"),
    ]


def test_of_two_versions_saved_in_the_same_moment_one_is_refused(session: Session) -> None:
    def be_faster(current: Session, *_: object) -> None:
        current.execute(insert(RulePresets).values(number=1, at=NOON, note="同事先保存"))

    event.listen(session, "before_flush", be_faster, once=True)
    with pytest.raises(PresetsMovedOn, match="第 1 版"):
        save(OFF)


def test_a_new_version_needs_a_reason_and_a_change(session: Session) -> None:
    with pytest.raises(ReasonMissing):
        services.set_presets(OFF, " 改 ", based_on=0, by=SYSTEM, at=NOON)
    with pytest.raises(PresetsUnchanged):
        save(PresetsDraft({"P01.found": 75}))


@pytest.mark.parametrize("value", [49.0, 101.0, float("nan")])
def test_a_figure_stays_between_its_bounds(session: Session, value: float) -> None:
    with pytest.raises(PresetOutOfRange):
        save(PresetsDraft({"P01.found": value}))


def test_two_people_do_not_overwrite_each_other(session: Session) -> None:
    save(OFF)
    with pytest.raises(PresetsMovedOn):
        save(PresetsDraft(modes={"L04": "off"}), based_on=0)


def test_findings_of_a_rule_switched_off_are_closed_and_the_public_is_told(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    catalog = a_catalog()
    entry = entry_linked_to(shown_county.url("/faults/dead.html"), catalog)
    publish(catalog)
    check_on_days(tmp_path, 3, entry_id=entry.id)
    assert document(entry.id).link_state == "broken"
    save(OFF)
    found = finding_of(entry, "L03")
    assert found is not None
    assert found.state == "fixed"
    assert found.history[-1].note == "规则已停用（规则设置第 1 版）"
    assert document(entry.id).link_state != "broken"
    check(tmp_path, at=NOON + timedelta(days=5), entry_id=entry.id)
    found = finding_of(entry, "L03")
    assert found is not None
    assert found.state == "fixed"


def test_open_findings_follow_what_counts_and_closed_ones_stay(session: Session) -> None:
    catalog = a_catalog()
    states = ("suspected", "confirmed", "fixed")
    found = [a_finding(an_entry(state, catalog=catalog), state, rule="L03").id for state in states]
    save(PresetsDraft(modes={"L03": "advises"}))
    session.expire_all()
    assert [session.get_one(Finding, number).advisory for number in found] == [True, True, False]


def test_new_findings_name_the_version_they_were_judged_by(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    save(PresetsDraft(modes={"L03": "advises"}))
    entry = entry_linked_to(shown_county.url("/faults/dead.html"))
    check(tmp_path, entry_id=entry.id)
    found = finding_of(entry, "L03")
    assert found is not None
    assert (found.presets_version, found.advisory) == (1, True)


def test_going_back_makes_a_new_version(session: Session) -> None:
    save(PresetsDraft({"P01.found": 80}))
    save(PresetsDraft({"P01.found": 90}), based_on=1)
    kept = services.go_back(1, NOTE, by=SYSTEM, at=NOON)
    assert (kept.number, kept.thresholds) == (3, {"P01.found": 80})
    assert services.go_back(0, NOTE, by=SYSTEM, at=NOON).thresholds == {}
    with pytest.raises(NotFound):
        services.go_back(9, NOTE, by=SYSTEM, at=NOON)


def test_every_version_stands_in_the_audit_trail(session: Session) -> None:
    save(OFF)
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "rules.set")).one()
    assert event.summary == f"核查规则设置第 1 版：{NOTE}"
    assert event.after == {"网页是否存在": "停用，不核查"}


def decided(number: int, how: str, rule: str = "L03") -> None:
    """So many findings of the rule, decided upon."""
    catalog = a_catalog()
    for each in range(number):
        found = a_finding(an_entry(f"{how}{each}", catalog=catalog), rule=rule)
        if how == "waived":
            services.waive(found.id, NOTE, by=SYSTEM, at=NOON)
        else:
            services.contest(found.id, NOTE, by=SYSTEM, at=NOON)
            services.uphold(found.id, NOTE, by=SYSTEM, at=NOON)


def test_precision_counts_each_finding_by_what_was_decided_last(session: Session) -> None:
    decided(3, "upheld")
    found = session.scalars(select(Finding).order_by(Finding.id)).first()
    assert found is not None
    services.contest(found.id, NOTE, by=SYSTEM, at=NOON)
    services.waive(found.id, NOTE, by=SYSTEM, at=NOON)
    each = services.precisions()["L03"]
    assert (each.right, each.wrong) == (2, 1)


def test_a_fault_solved_after_it_was_confirmed_speaks_for_the_rule(
    session: Session, tmp_path: Path
) -> None:
    entry = an_entry(time_limit=None)  # K09 is confirmed at once
    check(tmp_path, region_id=entry.catalog.region_id)
    assert "K09" not in services.precisions()
    edit_time_limit(session, entry.id)
    check(tmp_path, at=NOON + timedelta(days=1), region_id=entry.catalog.region_id)
    assert services.precisions()["K09"].right == 1


def test_a_rule_switched_off_proves_nothing(session: Session) -> None:
    a_finding(an_entry(), rule="L03")
    save(OFF)
    assert services.precisions() == {}


def edit_time_limit(session: Session, entry_id: int) -> None:
    entry = session.get_one(Entry, entry_id)
    entry.version.time_limit = "20个工作日"
    session.commit()
