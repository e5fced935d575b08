"""What two people ask for in the same moment, on the province's database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services
from catalog_app.checks.errors import PresetsMovedOn
from catalog_app.checks.models import RulePresets, SiteSurvey
from catalog_app.checks.services import PresetsDraft
from catalog_app.checks.services.survey_requests import request_matching, request_survey
from catalog_app.database import db
from tests.checks.processes import Office, an_office
from tests.conftest import NOON
from tests.factories.catalogs import an_entry
from tests.servers import a_database_beside, postgres_url

PEOPLE = 6


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Office]:
    url = postgres_url()
    if url is None:
        pytest.skip("no PostgreSQL server can be started here")
    with a_database_beside(url, "moment") as database, an_office(tmp_path, database) as office:
        yield office


def together(office: Office, act: Callable[[], int]) -> list[int | None]:
    """What each of several people is given who act in the same moment; None for who is refused."""
    barrier = Barrier(PEOPLE)

    def one(_: int) -> int | None:
        with office.app.app_context():
            barrier.wait(10)
            try:
                return act()
            except PresetsMovedOn:
                return None
            finally:
                db.session.remove()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(one, range(PEOPLE)))


@pytest.mark.slow
@pytest.mark.postgres
def test_of_what_is_asked_for_in_the_same_moment_there_is_one(province: Office) -> None:
    region = an_entry(urls=["http://www.dunhua.gov.cn/a.html"]).catalog.region_id
    db.session.rollback()
    surveys = together(province, lambda: request_survey(region, by=SYSTEM, at=NOON).id)
    matchings = together(province, lambda: request_matching(region, by=SYSTEM, at=NOON).id)
    assert (len(set(surveys)), len(set(matchings))) == (1, 1)
    assert province.count(SiteSurvey) == 2
    off = PresetsDraft(modes={"L03": "off"})
    kept = together(
        province,
        lambda: services.set_presets(off, "同时保存", based_on=0, by=SYSTEM, at=NOON).number,
    )
    assert sorted(kept, key=str) == [1, *[None] * (PEOPLE - 1)]
    assert province.count(RulePresets) == 1
