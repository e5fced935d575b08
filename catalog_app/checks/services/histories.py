"""The past of pages, for the rules of time: when each was good, and what it called itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from catalog_app.among import among
from catalog_app.catalogs.models import Publication
from catalog_app.checks.models import PageCheck, SettledYear, SpecialDay, TriggerDay, WebPage
from catalog_app.checks.page_dates import PageDates
from catalog_app.checks.rules.facts import PageHistory, TriggerFact
from catalog_app.clock import china_date
from domains.workdays import WorkdayCalendar

CONTENTS_KEPT = 12
"""The latest so many different contents of a page say what it called itself; older ones are past."""
REMEMBERED = timedelta(days=92)
"""What a page said longer ago says nothing of how it is kept now, and a year of daily visits to a
busy host would take longer to load than to make."""
GOOD = (PageCheck.content_hash.is_not(None), PageCheck.link_state == "ok")
"""The page answered, and its content was read."""


def workday_calendar(current: Session) -> WorkdayCalendar:
    """Working days by the holiday notices and the office's own table, which wins."""
    rows = current.execute(select(SpecialDay.day, SpecialDay.is_workday))
    days: dict[date, bool] = dict(rows.all())
    return WorkdayCalendar(days, frozenset(current.scalars(select(SettledYear.year))))


def histories_of(current: Session, web_page_ids: Collection[int]) -> Mapping[int, PageHistory]:
    """By web page id, as far back as `REMEMBERED`; a page not seen good since is left out. Three
    statements."""
    contents = _contents(current, sorted(web_page_ids))
    latest = [each[2] for found in contents.values() for each in found[-CONTENTS_KEPT:]]
    told = _told(current, latest)
    return {
        page_id: _history(found, [told[each[2]] for each in found[-CONTENTS_KEPT:]])
        for page_id, found in contents.items()
    }


Content = tuple[datetime, datetime, int]
"""First and last time one content was seen, and the last check that saw it."""


def _contents(current: Session, page_ids: Sequence[int]) -> Mapping[int, list[Content]]:
    found: dict[int, list[Content]] = defaultdict(list)
    latest = current.scalar(
        select(func.max(PageCheck.at))
        .join(WebPage, WebPage.last_check_id == PageCheck.id)
        .where(among(WebPage.id, page_ids))
    )
    if latest is None:
        return found
    first, last = func.min(PageCheck.at), func.max(PageCheck.at)
    query = (
        select(PageCheck.web_page_id, first, last, func.max(PageCheck.id))
        .where(
            among(PageCheck.web_page_id, page_ids),
            PageCheck.at >= latest - REMEMBERED,
            *GOOD,
        )
        .group_by(PageCheck.web_page_id, PageCheck.content_hash)
        .order_by(first)
    )
    for page_id, began, ended, check_id in current.execute(query):
        found[page_id].append((began, ended, check_id))
    return found


def _told(
    current: Session, check_ids: Sequence[int]
) -> Mapping[int, tuple[str | None, str | None]]:
    """Title and date of publication that these checks read."""
    query = select(
        PageCheck.id,
        PageCheck.reading["title"].as_string(),
        PageCheck.reading["published"].as_string(),
    ).where(among(PageCheck.id, check_ids))
    return {check_id: (title, day) for check_id, title, day in current.execute(query)}


def _history(
    contents: Sequence[Content], told: Sequence[tuple[str | None, str | None]]
) -> PageHistory:
    return PageHistory(
        first_good=china_date(min(began for began, _, _ in contents)),
        last_good=china_date(max(ended for _, ended, _ in contents)),
        titles=tuple(dict.fromkeys(title for title, _ in told if title)),
        published=tuple(dict.fromkeys(date.fromisoformat(day) for _, day in told if day)),
    )


def trigger_facts(
    current: Session, entry_ids: Collection[int]
) -> Mapping[int, tuple[TriggerFact, ...]]:
    """The days clerks entered, by entry, oldest first."""
    query = (
        select(TriggerDay.entry_id, TriggerDay.trigger, TriggerDay.day)
        .where(among(TriggerDay.entry_id, sorted(entry_ids)))
        .order_by(TriggerDay.day, TriggerDay.id)
    )
    found: dict[int, tuple[TriggerFact, ...]] = {}
    for entry_id, trigger, day in current.execute(query):
        found[entry_id] = (*found.get(entry_id, ()), TriggerFact(trigger, day))
    return found


def dates_of(current: Session, entry_ids: Collection[int]) -> Mapping[int, list[PageDates]]:
    """What is known of every page of these entries, in the order of their links; a page never
    read good has no dates. Three statements."""
    found: dict[int, list[PageDates]] = {entry_id: [] for entry_id in entry_ids}
    links = _links(current, sorted(found))
    seen = _last_good(current, {page_id for _, _, page_id in links if page_id})
    for entry_id, url, page_id in links:
        found[entry_id].append(_dates(url, seen.get(page_id or 0)))
    return found


def _links(current: Session, entry_ids: Sequence[int]) -> list[tuple[int, str, int | None]]:
    query = (
        select(Publication.entry_id, Publication.url, WebPage.id)
        .join(WebPage, WebPage.url == Publication.url, isouter=True)
        .where(among(Publication.entry_id, entry_ids))
        .order_by(Publication.id)
    )
    return [(entry_id, url, page_id) for entry_id, url, page_id in current.execute(query)]


def _last_good(current: Session, page_ids: Collection[int]) -> Mapping[int, Any]:
    """What the last good check of each page read: the last check, for nearly all of them."""
    last = select(WebPage.last_check_id).where(among(WebPage.id, sorted(page_ids)))
    found = _readings(current, PageCheck.id.in_(last), *GOOD)
    rest = sorted(page_id for page_id in page_ids if page_id not in found)
    earlier = (
        select(func.max(PageCheck.id))
        .where(among(PageCheck.web_page_id, rest), *GOOD)
        .group_by(PageCheck.web_page_id)
    )
    return found | _readings(current, PageCheck.id.in_(earlier))


def _readings(current: Session, *conditions: ColumnElement[bool]) -> dict[int, Any]:
    reading = PageCheck.reading
    query = select(
        PageCheck.web_page_id,
        PageCheck.at,
        reading["published"].as_string().label("published"),
        reading["published_source"].as_string().label("source"),
        reading["made_on"].as_string().label("made_on"),
        reading["newest_item_date"].as_string().label("newest"),
    ).where(*conditions)
    return {row.web_page_id: row for row in current.execute(query)}


def _dates(url: str, row: Any) -> PageDates:
    if row is None:
        return PageDates(url)
    return PageDates(
        url,
        _day(row.published) if row.source != "url" else None,
        _day(row.made_on),
        _day(row.newest),
        china_date(row.at),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
