"""Every fault planted on the demonstration site gets its verdict, and no good page a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.catalogs.models import Publication
from catalog_app.checks.models import PageCheck, WebPage
from catalog_app.demo.site import FAULTS, RunningSite
from tests.checks.patrols import check
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
