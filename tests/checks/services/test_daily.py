"""The daily patrol: asked for once a night, of everything, when there is anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services
from catalog_app.checks.services.run_life import stop
from catalog_app.regions.services import region_by_code
from tests.factories.accounts import DUNHUA
from tests.factories.catalogs import an_entry

HOUR = 2
NIGHT = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)  # half past two on the 21st in China
URL = "https://www.example.gov.cn/zwgk/1.html"


def test_the_first_look_after_the_hour_asks_for_everything(session: Session) -> None:
    an_entry("老年人补贴", urls=[URL])
    run = services.ask_for_patrol(HOUR, at=NIGHT)
    assert run is not None
    assert (run.region_id, run.domain_code, run.entry_id, run.page_count) == (None, None, None, 1)


def test_the_same_night_is_not_patrolled_twice_and_the_next_one_is(session: Session) -> None:
    an_entry("老年人补贴", urls=[URL])
    first = services.ask_for_patrol(HOUR, at=NIGHT)
    assert first is not None
    stop(first.id, by=SYSTEM, at=NIGHT)
    assert services.ask_for_patrol(HOUR, at=NIGHT + timedelta(hours=1)) is None
    second = services.ask_for_patrol(HOUR, at=NIGHT + timedelta(days=1))
    assert second is not None
    assert second.id != first.id


def test_a_county_checking_its_own_links_does_not_stand_for_the_patrol(session: Session) -> None:
    an_entry("老年人补贴", urls=[URL])
    services.request_run(region_id=region_by_code(DUNHUA).id, by=SYSTEM, at=NIGHT)
    assert services.ask_for_patrol(HOUR, at=NIGHT) is not None


@pytest.mark.parametrize(
    ("hour", "at"),
    [
        (HOUR, NIGHT - timedelta(hours=1)),  # half past one
        (HOUR, NIGHT + timedelta(hours=6)),  # offices are at work, and so are their web sites
        (-1, NIGHT),
    ],
)
def test_by_day_before_the_hour_and_when_switched_off_nothing_is_asked(
    session: Session, hour: int, at: datetime
) -> None:
    an_entry("老年人补贴", urls=[URL])
    assert services.ask_for_patrol(hour, at=at) is None


def test_where_there_is_no_link_there_is_no_run(session: Session) -> None:
    assert services.ask_for_patrol(HOUR, at=NIGHT) is None
