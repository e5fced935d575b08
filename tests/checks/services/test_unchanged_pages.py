"""A page that has not changed is not sent again, and is judged again all the same."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.checks import services
from catalog_app.checks.models import PageCheck, TextSnapshot, WebPage
from catalog_app.checks.page.lists import Item
from catalog_app.checks.services.kept import BELIEVED_DAYS, kept_pages
from catalog_app.checks.services.targets import PlannedPage
from catalog_app.clock import china_date
from tests.checks.own_site import Answer, OwnSite
from tests.checks.patrols import check, entry_linked_to, finding_of
from tests.conftest import NOON

ARTICLE = """<!doctype html><title>老年人补贴办法</title><meta name="ArticleTitle" content="老年人补贴办法">
<h1>老年人补贴办法</h1><p>发布时间：2026-11-10 来源：敦化市民政局</p><div>{}</div>"""
TEXT = "一、补贴名称、补贴依据、补贴对象、补贴标准。八十周岁以上老年人每月一百元。" * 9
PAGE = "/zwgk/1.html"
DAY = timedelta(days=1)


def article(mark: str = '"1"', text: str = TEXT, status: int = 200) -> Answer:
    return Answer(ARTICLE.format(text), status, etag=mark)


def outcomes(session: Session) -> list[str]:
    return list(session.scalars(select(PageCheck.outcome).order_by(PageCheck.id)))


def test_the_second_visit_asks_for_changes_only_and_judges_the_same(
    session: Session, tmp_path: Path
) -> None:
    with OwnSite({PAGE: article()}) as site:
        entry = entry_linked_to(site.url(PAGE))
        check(tmp_path, entry_id=entry.id)
        first = session.scalars(select(PageCheck)).one()
        check(tmp_path, at=NOON + DAY, entry_id=entry.id)
    again = session.scalars(select(PageCheck).order_by(PageCheck.id.desc())).first()
    assert again is not None
    assert (first.outcome, again.outcome, again.status) == ("ok", "not_modified", 304)
    assert again.verdicts == first.verdicts
    assert (again.reading, again.snapshot_hash) == (first.reading, first.snapshot_hash)
    assert (again.link_state, again.content_hash) == ("ok", first.content_hash)


def test_what_the_calendar_judges_by_is_still_known(session: Session, tmp_path: Path) -> None:
    """A list grows stale by its newest date, though the site sends nothing again."""
    rows = "".join(
        f'<li><a href="/{n}.html">敦化市老年人补贴发放公示第{n}号</a><span>2026-11-{n}</span></li>'
        for n in range(10, 18)
    )
    column = (
        f"<title>老年人补贴_敦化市</title><div>当前位置：首页 &gt; 老年人补贴</div><ul>{rows}</ul>"
    )
    with OwnSite({PAGE: Answer(column, etag='"1"')}) as site:
        entry = entry_linked_to(site.url(PAGE))
        check(tmp_path, entry_id=entry.id)
        page = services.last_checks([site.url(PAGE)])[site.url(PAGE)].web_page
        planned = {page.url: PlannedPage(0, page.id, page.url, ())}
        kept = kept_pages(planned, today=china_date(NOON + DAY))[page.url].page()
    assert (kept.kind, kept.item_count) == ("list", 8)
    assert kept.newest_item_date == date(2026, 11, 17)
    assert kept.items[-1] == Item(
        "敦化市老年人补贴发放公示第17号", site.url("/17.html"), date(2026, 11, 17)
    )
    assert "敦化市老年人补贴发放公示第17号" in kept.text


def test_a_changed_page_is_read_anew_and_known_by_its_new_mark(
    session: Session, tmp_path: Path
) -> None:
    with OwnSite({PAGE: article()}) as site:
        entry = entry_linked_to(site.url(PAGE))
        check(tmp_path, entry_id=entry.id)
        site.pages[PAGE] = article('"2"', text=TEXT + "二、本办法自公布之日起施行。")
        for day in (1, 2):
            check(tmp_path, at=NOON + day * DAY, entry_id=entry.id)
    assert outcomes(session) == ["ok", "ok", "not_modified"]
    assert len(session.scalars(select(TextSnapshot)).all()) == 2
    assert session.scalars(select(WebPage.etag)).one() == '"2"'


def test_a_page_under_suspicion_or_excused_is_always_read_in_full(
    session: Session, tmp_path: Path
) -> None:
    undated = Answer(ARTICLE.format(TEXT).replace("发布时间：2026-11-10 ", ""), etag='"1"')
    with OwnSite({PAGE: undated}) as site:
        entry = entry_linked_to(site.url(PAGE))
        for day in range(3):
            check(tmp_path, at=NOON + day * DAY, entry_id=entry.id)
        found = finding_of(entry, "T01")
        assert found is not None
        assert found.state == "confirmed"
    assert outcomes(session) == ["ok"] * 3


def test_a_site_is_not_believed_for_ever(session: Session, tmp_path: Path) -> None:
    with OwnSite({PAGE: article()}) as site:
        entry = entry_linked_to(site.url(PAGE))
        for day in range(BELIEVED_DAYS + 2):
            check(tmp_path, at=NOON + day * DAY, entry_id=entry.id)
    assert outcomes(session) == [
        "ok",
        *["not_modified"] * (BELIEVED_DAYS - 1),
        "ok",
        "not_modified",
    ]
    last = session.scalars(select(PageCheck).order_by(PageCheck.id.desc())).first()
    assert last is not None
    assert last.reading is not None
    assert last.reading["kept"]["read_on"] == china_date(NOON + BELIEVED_DAYS * DAY).isoformat()


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_mark_on_a_refusal_or_an_error_is_not_asked_by(
    session: Session, tmp_path: Path, status: int
) -> None:
    with OwnSite({PAGE: article(status=status)}) as site:
        entry = entry_linked_to(site.url(PAGE))
        check(tmp_path, entry_id=entry.id)
        check(tmp_path, at=NOON + DAY, entry_id=entry.id)
        marks = [headers["If-None-Match"] for path, headers in site.asked if path == PAGE]
    assert set(marks) == {None}


def test_a_page_whose_kept_words_had_to_be_masked_is_read_in_full(
    session: Session, tmp_path: Path
) -> None:
    """What is kept of it is not what stood there."""
    number = "11010519491231002X"
    page = article(text=f'{TEXT}<a href="/files/{number}.pdf">补贴名单.pdf</a>')
    with OwnSite({PAGE: page}) as site:
        entry = entry_linked_to(site.url(PAGE))
        check(tmp_path, entry_id=entry.id)
        check(tmp_path, at=NOON + DAY, entry_id=entry.id)
    assert outcomes(session) == ["ok", "ok"]


def test_a_text_that_is_no_longer_kept_is_fetched_again(session: Session, tmp_path: Path) -> None:
    with OwnSite({PAGE: article()}) as site:
        entry = entry_linked_to(site.url(PAGE))
        check(tmp_path, entry_id=entry.id)
        session.query(PageCheck).one().snapshot_hash = None
        session.commit()
        check(tmp_path, at=NOON + DAY, entry_id=entry.id)
    assert outcomes(session) == ["ok", "ok"]
