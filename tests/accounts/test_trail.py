"""Reading the audit trail."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from catalog_app.accounts import audit, services
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.audit_file import audit_csv
from catalog_app.accounts.audit_words import changed_values
from catalog_app.accounts.models import Role, User
from catalog_app.accounts.services import TrailFilter
from catalog_app.database import transaction
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON
from tests.factories.accounts import a_user


def an_event(
    summary: str,
    region: str | None = "222403",
    *,
    who: str = "李某",
    action: str = "entry.edited",
    at: datetime = NOON,
) -> None:
    place = region_by_code(region) if region else None
    with transaction() as session:
        audit.record(
            session,
            action,
            place or region_by_code("220000"),
            by=Actor(None, who),
            at=at,
            region_id=place.id if place else None,
            summary=summary,
        )


def read(reader: User, **chosen: object) -> list[str]:
    return [event.summary for event, _ in services.audit_page(reader, TrailFilter(**chosen)).rows]  # type: ignore[arg-type]


@pytest.fixture
def office(session: Session) -> User:
    return a_user(Role.COUNTY_OFFICE, "222403")


def test_an_office_reads_of_its_own_regions_only(office: User) -> None:
    an_event("本县")
    an_event("下面的镇", "222403110")
    an_event("上面的州", "222400")
    an_event("别的县", "220122")
    an_event("系统设置", None)
    assert read(office) == ["下面的镇", "本县"]


def test_the_province_reads_everything(session: Session) -> None:
    an_event("别的县", "220122")
    an_event("系统设置", None)
    assert read(a_user(Role.PROVINCIAL_OFFICE, "220000")) == ["系统设置", "别的县"]


def test_editors_read_nothing(session: Session) -> None:
    an_event("本县")
    assert read(a_user(Role.COUNTY_EDITOR, "222403")) == []


def test_the_trail_is_narrowed_by_who_what_and_where(office: User) -> None:
    an_event("改了依据", who="李某")
    an_event("导入表格", who="王某", action="import.applied")
    an_event("改了时限", "222403110", who="王某")
    assert read(office, who="王") == ["改了时限", "导入表格"]
    assert read(office, kind="import") == ["导入表格"]
    assert read(office, text="依据") == ["改了依据"]
    assert read(office, region=region_by_code("222403110")) == ["改了时限"]
    assert read(office, text="100%") == []


def test_days_are_chinas_days(office: User) -> None:
    midnight = datetime.fromisoformat("2026-11-20T00:00:00+08:00")
    an_event("前一天", at=midnight - timedelta(seconds=1))
    an_event("当天开始", at=midnight)
    an_event("当天结束", at=midnight + timedelta(hours=23, minutes=59))
    an_event("后一天", at=midnight + timedelta(days=1))
    day = date(2026, 11, 20)
    assert read(office, since=day, until=day) == ["当天结束", "当天开始"]


def test_the_file_holds_what_the_screen_shows(office: User) -> None:
    an_event("改了=依据", who="=cmd|calc")
    text = "".join(audit_csv(services.audit_rows(office, TrailFilter())))
    assert text.startswith("\ufeff时间,")
    row = next(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
    assert row["时间"] == "2026-11-20 12:00:00"
    assert (row["行政区划"], row["内容"]) == ("敦化市", "改了=依据")
    assert row["操作人"] == "'=cmd|calc", "a spreadsheet must not run a name"


def test_only_what_changed_is_shown_and_in_words() -> None:
    before = {"name": "低保", "owner": "民政局", "basis": ["甲", "乙"]}
    after = {"name": "低保", "owner": None, "basis": ["甲"]}
    assert changed_values(before, after) == [
        ("公开主体", "民政局", ""),
        ("公开依据", "甲；乙", "甲"),
    ]
    assert changed_values(None, None) == []
