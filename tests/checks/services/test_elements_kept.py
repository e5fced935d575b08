"""What became of each promised element is kept with the check, and shown with the entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from catalog_app.accounts.models import Role
from catalog_app.checks import services
from catalog_app.demo.site import RunningSite, article_path
from domains.standard import domain
from tests.checks.patrols import check, entry_linked_to, finding_of
from tests.factories.accounts import a_user, log_in

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ITEM = domain("elderly_care").item(2)


def test_every_element_of_a_good_page_is_kept_with_its_words(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    url = shown_county.url(article_path("elderly_care", 2))
    entry = entry_linked_to(url, name=ITEM.name, content=ITEM.content.content)
    check(tmp_path, entry_id=entry.id)
    rows = services.last_checks([url])[url].elements[str(entry.publications[0].id)]
    assert [row["name"] for row in rows] == list(ITEM.content.content)
    assert all(row["verdict"] == "met" and row["name"] in row["quote"] for row in rows)


def test_a_missing_element_is_shown_with_the_entry_and_in_its_finding(
    client: FlaskClient, session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url("/faults/bare.html"), content=("补贴标准", "咨询电话"))
    check(tmp_path, entry_id=entry.id)
    found = finding_of(entry, "P03")
    assert found is not None
    assert [row["verdict"] for row in found.evidence["elements"]] == ["not_met", "not_met"]
    log_in(client, a_user(Role.COUNTY_OFFICE, "222403"))
    page = client.get(f"/staff/catalogs/entries/{entry.id}")
    assert "公开内容逐项核对：2 项要素，找到 0 项" in page.text
    assert page.text.count("没有找到") >= 2


def test_an_identity_number_in_a_quote_is_kept_masked(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url("/faults/leaked_id.html"), content=("身份证号",))
    check(tmp_path, entry_id=entry.id)
    url = entry.publications[0].url
    kept = str(services.last_checks([url])[url].elements)
    assert "身份证号" in kept
    assert "19210101" not in kept
