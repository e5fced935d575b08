"""Every fault planted on the demonstration site gets its verdict, and no good page a wrong one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.models import Publication
from catalog_app.catalogs.services import EntryDraft, create_entries
from catalog_app.checks.models import Finding, PageCheck, WebPage
from catalog_app.database import transaction
from catalog_app.demo.site import FAULTS, RunningSite, article_path, column_path
from catalog_app.demo.site.bureaus import bureau
from domains.entry import EntryContent
from domains.standard import Domain, StandardItem, load_domains
from tests.checks.patrols import check
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, an_entry

DOMAIN = "elderly_care"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_planted_fault_gets_its_verdict(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    catalog = a_catalog(domain=DOMAIN)
    entry = an_entry(
        "养老服务", catalog=catalog, urls=[shown_county.url(fault.path) for fault in FAULTS]
    )
    check(tmp_path, entry_id=entry.id)
    seen = {
        row.url: (row.outcome, row.verdicts[str(row.id)])
        for row in session.execute(
            select(Publication.id, Publication.url, PageCheck.outcome, PageCheck.verdicts)
            .join(WebPage, WebPage.url == Publication.url)
            .join(PageCheck, PageCheck.id == WebPage.last_check_id)
        )
    }
    expected = {fault.path: (fault.expected_outcome, fault.rule, fault.verdict) for fault in FAULTS}
    found = {
        fault.path: (
            seen[shown_county.url(fault.path)][0],
            fault.rule,
            seen[shown_county.url(fault.path)][1][fault.rule],
        )
        for fault in FAULTS
    }
    assert found == expected


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_good_page_is_accused_of_anything(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    for domain in load_domains():
        catalog = a_catalog(domain=domain.code)
        with transaction() as current:
            drafts = [EntryDraft(_published(domain, item)) for item in domain.items]
            entries = create_entries(current, catalog, drafts, by=SYSTEM, at=NOON, origin="import")
            current.add_all(
                Publication(entry_id=entry.id, url=shown_county.url(path), created_at=NOON)
                for entry, item in zip(entries, domain.items, strict=True)
                for path in (article_path(domain.code, item.number), column_path(domain.code))
            )
    run = check(tmp_path, region_id=catalog.region_id)
    checks = session.scalars(select(PageCheck).where(PageCheck.run_id == run.id)).all()
    columns = len(load_domains())
    assert len(checks) == columns + sum(len(domain.items) for domain in load_domains()) > 500
    assert {each.web_page.url: each.missed_rules for each in checks if each.missed_rules} == {}
    assert {each.link_state for each in checks} == {"ok"}
    assert session.scalars(select(Finding).where(Finding.publication_id.is_not(None))).all() == []


def _published(domain: Domain, item: StandardItem) -> EntryContent:
    """The item as the demonstration county's catalogue keeps it: by its own bureau, all elements."""
    return replace(
        item.content, owner=bureau(domain.code), content=item.content.content or (item.name,)
    )
