"""Looking a read file through on the screen: elements left out, matches changed, problems narrowed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.services import revise_entry
from catalog_app.exchange import services
from tests.conftest import NOON
from tests.exchange.office import (
    item,
    row_named,
    table_of,
    take_in,
    upload,
)
from tests.exchange.screens import HOME
from tests.factories.catalogs import an_entry
from tests.queries import count_queries

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_an_element_is_left_by_its_box_and_for_all_rows_by_a_button(
    office: FlaskClient, session: Session
) -> None:
    entry = an_entry("高龄津贴", owner="市老龄办", time_limit="及时公开")
    batch = upload(table_of(item(1, "高龄津贴")))
    address, key = f"{HOME}batches/{batch.id}", row_named(batch, "高龄津贴").key
    boxes = {"show": "changed", "field": [f"{key}:owner", f"{key}:time_limit"],
             "take-field": [f"{key}:time_limit"]}  # fmt: skip
    page = office.post(f"{address}/decide", data=boxes, follow_redirects=True).text
    assert page.count("沿用目录</span>") == 1
    every = {"show": "changed", "every-field": "leave:time_limit"}
    page = office.post(f"{address}/decide", data=every, follow_redirects=True).text
    assert "改为采用文件" in page
    office.post(f"{address}/apply")
    session.expire_all()
    assert (entry.version.owner, entry.version.time_limit) == ("市老龄办", "及时公开")


def test_a_match_is_changed_on_the_page(office: FlaskClient, session: Session) -> None:
    old = an_entry("八十岁以上老人生活补助")
    batch = upload(table_of(item(1, "高龄津贴")))
    address, key = f"{HOME}batches/{batch.id}", row_named(batch, "高龄津贴").key
    page = HTMLParser(office.get(f"{address}?show=added").text)
    offered = page.css_first(f"select[name=match-{key}]").css("option")
    assert [each.attributes["value"] for each in offered] == ["", str(old.id)]
    chosen = {"show": "added", f"match-{key}": old.id}
    office.post(f"{address}/decide", data=chosen)
    assert "人工选定" in office.get(f"{address}?show=changed").text
    office.post(f"{address}/decide", data={"show": "changed", f"match-{key}": "0"})
    assert services.counts_of(services.preview(batch.id, by=SYSTEM))["added"] == 1


def test_problems_are_narrowed_by_kind_and_lead_to_their_rows(
    office: FlaskClient, session: Session
) -> None:
    batch = upload("15_")
    address = f"{HOME}batches/{batch.id}"
    page = HTMLParser(office.get(f"{address}?show=problems&code=owner-missing").text)
    rows = page.css("table.problems tbody tr:not(.group)")
    assert [row.css_first("th").text(strip=True)[:2] for row in rows] == ["G7"]
    link = rows[0].css_first("a").attributes["href"] or ""
    here = HTMLParser(office.get(link).text).css("tr.here")
    assert len(here) == 1
    assert "第 7 行" in here[0].text()
    only = HTMLParser(office.get(f"{address}?show=problems&severity=error").text)
    assert len(only.css("table.problems tbody tr:not(.group)")) == 1
    assert office.get(f"{address}?at=9-9&severity=x&code=x").status_code == 200


def test_later_edits_are_shown_and_ticked_one_by_one(office: FlaskClient, session: Session) -> None:
    entry = an_entry("高龄津贴", owner="市老龄办")
    batch = take_in(table_of(item(1, "高龄津贴"), item(2, "护理补贴")))
    content = replace(entry.version.as_content, note="县里补充")
    revise_entry(entry.id, content, base_version=2, by=SYSTEM, at=NOON)
    page = office.get(f"{HOME}batches/{batch.id}/result").text
    assert "导入之后又有人改过的 1 项" in page
    assert "县里补充" in page
    told = office.post(
        f"{HOME}batches/{batch.id}/undo", data={"also": ["x"]}, follow_redirects=True
    )
    assert "已撤销一部分" in told.text
    again = take_in(table_of(item(1, "高龄津贴", owner="丙局")))
    revise_entry(entry.id, replace(content, note="再补充"), base_version=4, by=SYSTEM, at=NOON)
    office.post(f"{HOME}batches/{again.id}/undo", data={"also": [entry.id]})
    session.expire_all()
    assert (entry.version.owner, entry.version.note) == ("敦化市民政局", "县里补充")


def test_a_long_preview_asks_as_much_as_a_short_one(office: FlaskClient, session: Session) -> None:
    totals = []
    for rows in (60, 600):
        data = table_of(*(item(n, f"公开事项{n}号", owner=None) for n in range(1, rows)))
        batch = upload(data)
        session.expire_all()
        with count_queries() as queries:
            office.get(f"{HOME}batches/{batch.id}?show=problems")
        totals.append(len(queries))
    assert totals[0] == totals[1]
