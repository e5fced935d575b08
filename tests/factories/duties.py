"""Pages as they were seen, and duties reckoned from them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from catalog_app.catalogs.models import Entry
from catalog_app.checks.models import CheckRun, PageCheck, WebPage
from catalog_app.clock import CHINA
from catalog_app.database import transaction
from catalog_app.duties import services
from tests.conftest import NOON


def seen_on(url: str, day: date, **reading: Any) -> PageCheck:
    """A good visit to the address at noon of that day in China; `reading` is what it told, dates
    as texts (published, made_on, newest_item_date, title)."""
    at = datetime(day.year, day.month, day.day, 12, tzinfo=CHINA)
    with transaction() as session:
        page = session.query(WebPage).filter_by(url=url).one_or_none()
        if page is None:
            page = WebPage(url=url, host="www.dunhua.gov.cn")
        run = CheckRun(state="finished", created_at=at)
        session.add_all([page, run])
        session.flush()
        check = PageCheck(
            run_id=run.id,
            web_page_id=page.id,
            at=at,
            outcome="ok",
            link_state="ok",
            reading=reading,
            content_hash=str(sorted(reading.items())),
        )
        session.add(check)
        session.flush()
        page.last_check_id = check.id
    return check


def reckoned(entry: Entry, at: datetime = NOON) -> None:
    """The entry's duties as they stand at this moment."""
    with transaction() as session:
        services.reckon_entries(session, [entry.id], at)
