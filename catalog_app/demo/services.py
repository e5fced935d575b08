"""Setting up the demonstration, once, in a database that holds nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from sqlalchemy import select

from catalog_app.accounts.models import User
from catalog_app.catalogs.models import Catalog
from catalog_app.database import session, transaction
from catalog_app.demo import counties
from catalog_app.demo.duties import enter_trigger_days
from catalog_app.demo.history import patrol_the_past
from catalog_app.demo.lists import import_lists
from catalog_app.demo.people import DUNHUA, PEOPLE, settle_people
from catalog_app.demo.second_places import look_for_pages, publish_twice
from catalog_app.errors import DomainError
from catalog_app.regions import seed
from catalog_app.regions.services import region_by_code

WEEKS_AGO = timedelta(days=14)


class RealDataStands(DomainError):
    """Invented people and catalogues never mix with an office's own."""

    status = HTTPStatus.CONFLICT
    code = "real-data-stands"
    title = "已有正式数据"
    detail = (
        "这个数据库里已有目录或用户，不能再装入演示数据。"
        "请另设一个文件夹，例如 CATALOG_INSTANCE=instance/demo make run。"
    )


def is_set_up() -> bool:
    """The demonstration's users stand, so its catalogues do too."""
    return session().scalar(select(User.id).where(User.username == PEOPLE[-1].username)) is not None


def set_up(site: str, *, locks: Path, at: datetime) -> None:
    """Offices, people, catalogues at every stage, and three days of checks of `site` (an address
    without a slash at its end, where the demonstration's web site answers). Raises RealDataStands."""
    if session().scalar(select(Catalog.id).limit(1)) or session().scalar(select(User.id).limit(1)):
        raise RealDataStands()
    with transaction() as current:
        seed.add_regions(current, _villages_of(DUNHUA))
    people = settle_people(at=at - WEEKS_AGO)
    office = counties.Office(people, site, at - WEEKS_AGO)
    counties.build(office)
    publish_twice(office)
    import_lists(office)
    patrol_the_past(region_by_code(DUNHUA).id, locks=locks, at=at)
    look_for_pages(region_by_code(DUNHUA).id, site, locks=locks, at=at)
    enter_trigger_days(region_by_code(DUNHUA).id, people["dunhua"], at=at)


def _villages_of(county: str) -> list[dict[str, str]]:
    return [row for row in seed.rows("villages.csv") if row["code"].startswith(county)]
