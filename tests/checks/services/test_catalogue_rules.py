"""Every K rule over one catalogue as it is kept, and what becomes of its findings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.bases import services as bases
from catalog_app.bases.models import LegalBasis
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Catalog
from catalog_app.checks.models import Finding
from catalog_app.checks.services.catalogue_facts import Known
from catalog_app.checks.services.catalogue_rules import judge_alone, judge_kept
from catalog_app.database import transaction
from catalog_app.guides.models import StandardItem
from catalog_app.lists import services as lists
from catalog_app.lists.models import ListItem
from domains.entry import EntryContent
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, a_content, a_started_catalog, an_entry
from tests.factories.lists import a_list
from tests.queries import count_queries

RECORD = ("01", "养老机构备案", "敦化市民政局", "")


def judge(catalog: Catalog, day: int = 0) -> None:
    with transaction() as current:
        at = NOON + timedelta(days=day)
        judge_kept(current, [catalog.id], at=at, known=Known(bases.register()))


def told(session: Session, rule: str, state: str = "confirmed") -> list[Finding]:
    query = select(Finding).where(Finding.rule_id == rule, Finding.state == state)
    return list(session.scalars(query.order_by(Finding.id)))


def test_the_figure_of_missing_items_is_the_findings(session: Session) -> None:
    """One own entry bears the name of an item, one entry is withdrawn, the rest was never there."""
    items = session.scalars(select(StandardItem).where(StandardItem.guide_id.is_not(None))).all()
    for item in items:
        item.confirmed = True
    session.commit()
    catalog = a_started_catalog()
    first, second = catalog.entries[:2]
    name = first.version.name
    for entry in (first, second):
        catalogs.withdraw_entry(
            entry.id, "试撤", base_version=entry.version.number, by=SYSTEM, at=NOON
        )
    an_entry(f"{name}。", catalog=catalog)
    judge(catalog)
    figure = catalogs.catalog_figures(Catalog.id == catalog.id)[catalog.id].missing
    found = told(session, "K01")
    assert figure == len(found) == len(catalogs.guide_differences(catalog.id).missing) == 1
    assert found[0].standard_item_id == second.standard_item_id


def test_rows_only_recalled_are_in_the_figure_and_no_finding(session: Session) -> None:
    catalog = a_catalog()
    recalled = session.scalars(
        select(StandardItem.id).where(
            StandardItem.guide_id == catalog.guide_id,
            StandardItem.provenance == "recalled",
            StandardItem.confirmed.is_(False),
        )
    ).all()
    judge(catalog)
    figure = catalogs.catalog_figures(Catalog.id == catalog.id)[catalog.id].missing
    assert len(told(session, "K01")) == figure - len(recalled)


@pytest.mark.parametrize(
    ("rule", "content"),
    [
        ("K08", a_content("甲", time_limit="按照上级文件精神办理")),
        ("K09", a_content("甲", owner=None)),
        ("K10", a_content("甲", owner="磐石市民政局")),
        ("K07", a_content("甲", basis=("《政府信息公开条例》（国务院令第492号）",))),
    ],
)
def test_each_rule_finds_its_fault_and_sees_it_mended(
    session: Session, rule: str, content: EntryContent
) -> None:
    catalog = a_catalog(entries=[content])
    judge(catalog)
    (finding,) = told(session, rule)
    assert not finding.advisory
    entry = catalog.entries[0]
    with transaction() as current:
        catalogs.write_version(current, entry, a_content("甲"), by=SYSTEM, at=NOON, origin="edit")
    judge(catalog, day=1)
    assert told(session, rule) == []


def test_a_good_catalogue_is_not_accused(session: Session) -> None:
    judge(a_catalog(entries=["老年人补贴", "养老机构备案"]))
    query = select(Finding.rule_id).where(Finding.rule_id.startswith("K"))
    found = session.scalars(query.where(Finding.entry_id.is_not(None))).all()
    assert found == []


def test_repeated_entries_are_told_at_the_later(session: Session) -> None:
    catalog = a_catalog(entries=["养老机构备案", "养老机构的备案"])
    judge(catalog)
    (finding,) = told(session, "K05")
    assert finding.entry_id == catalog.entries[1].id


def test_a_basis_only_recalled_advises_until_the_province_confirms_it(session: Session) -> None:
    catalog = a_catalog(entries=[a_content("甲", basis=("民发〔2012〕220号",))])
    judge(catalog)
    (finding,) = told(session, "K07")
    assert finding.advisory
    assert "民发〔2021〕57号" in finding.message
    row = session.scalars(
        select(LegalBasis).where(LegalBasis.document_number == "民发〔2012〕220号")
    ).one()
    bases.confirm_basis(row.id, by=SYSTEM, at=NOON)
    judge(catalog, day=1)
    (finding,) = told(session, "K07")
    assert not finding.advisory


def test_an_item_of_a_list_without_an_entry_is_told_until_it_is_taken_in(session: Session) -> None:
    catalog = a_catalog(entries=["老年人补贴"])
    a_list(RECORD, ("02", "老年人补贴", "敦化市民政局", ""))
    judge(catalog)
    (finding,) = told(session, "K02")
    assert "养老机构备案" in finding.message
    an_entry("养老机构备案", catalog=catalog)
    judge(catalog, day=1)
    assert told(session, "K02") == []


def test_an_item_that_its_list_dropped_is_told_no_more(session: Session) -> None:
    catalog = a_catalog(entries=["老年人补贴"])
    a_list(RECORD)
    judge(catalog)
    assert len(told(session, "K02")) == 1
    a_list(("02", "老年人补贴", "敦化市民政局", ""))
    judge(catalog, day=1)
    assert told(session, "K02") == []


def test_an_item_sent_to_no_domain_is_told_no_more(session: Session) -> None:
    catalog = a_catalog(entries=["老年人补贴"])
    a_list(RECORD)
    judge(catalog)
    item = session.scalars(select(ListItem)).one()
    lists.correct_item(item.id, None, None, by=SYSTEM, at=NOON)
    judge(catalog, day=1)
    assert told(session, "K02") == []


def test_a_matter_of_another_name_and_without_its_page_is_told(session: Session) -> None:
    url = "https://zwfw.example.cn/1"
    catalog = a_catalog()
    other = an_entry("养老机构的备案", catalog=catalog)
    an_entry("老年人补贴", catalog=catalog, urls=[f"{url}0"])
    a_list((*RECORD[:3], url), ("02", "老年人补贴", "敦化市民政局", f"{url}0"), kind="matter")
    judge(catalog)
    assert [finding.entry_id for finding in told(session, "K03")] == [other.id]
    assert [finding.entry_id for finding in told(session, "K04")] == [other.id]
    assert told(session, "K02") == []


def test_judging_takes_the_same_statements_for_any_number(session: Session) -> None:
    totals = []
    for region, number in (("222403", 20), ("222402", 180)):
        catalog = a_catalog(region, entries=number)
        a_list(*[(f"{n}", f"第{n}项养老服务", "民政局", "") for n in range(number)], region=region)
        a_list(
            *[(f"{n}", f"公开事项{n}", "民政局", "https://x.cn") for n in range(1, 9)],
            kind="matter",
            region=region,
        )
        session.expire_all()
        judge(catalog)
        with count_queries() as asked:
            judge(catalog, day=1)
        totals.append([each for each in asked if "subject_key IN" not in each])
    assert len(totals[0]) == len(totals[1]), "\n".join(totals[1])
    assert len(totals[1]) <= 26, "\n".join(totals[1])


def test_judging_four_catalogues_together_asks_little_more_than_judging_one(
    session: Session,
) -> None:
    domains = ("elderly_care", "employment", "health", "social_assistance")
    ids = [a_catalog(domain=each, entries=[a_content()]).id for each in domains]
    known = Known(bases.register())
    totals = []
    for portion in ([ids[0]], ids):
        for day in range(2):
            session.expire_all()
            with transaction() as current, count_queries() as asked:
                judge_alone(current, portion, at=NOON + timedelta(days=day), known=known)
        totals.append(asked.total)
    assert totals[1] <= totals[0] + 2 * len(ids)
