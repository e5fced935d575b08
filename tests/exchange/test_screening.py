"""Persons' numbers in a county's file: covered before anything is kept, left out until decided."""

from __future__ import annotations

import json
import zlib

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent
from catalog_app.catalogs.models import EntryVersion
from catalog_app.citizen_ids import is_id_number
from catalog_app.exchange import services
from catalog_app.exchange.errors import NothingToImport
from catalog_app.exchange.models import ImportBatch
from catalog_app.exchange.services import RowDecisions, Wanted
from catalog_app.exchange.services.screening import has_personal_data, screened
from catalog_app.regions.services import region_by_code
from imports.reading import FileReading, read_bytes
from tests.conftest import NOON
from tests.exchange.office import DUNHUA, item, look, row_named, table_of, upload

WHO = {"by": SYSTEM, "at": NOON}
STEM = "22240319850101123"
PERSON = next(STEM + sign for sign in "0123456789X" if is_id_number(STEM + sign))
CARD = "6222021234567890128"


def read(**cells: str) -> FileReading:
    return read_bytes(table_of(item(1, "高龄津贴", **cells)), "目录.xlsx")


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ({"content": f"张三，身份证{PERSON}"}, "张三,身份证22*************"),
        ({"basis": f"补贴发放到银行账户{CARD}"}, "***************0128"),
        ({"content": "王小明 13904331234"}, "王小明139****1234"),
        ({"owner": "敦化市民政局13904331234"}, "敦化市民政局139****1234"),
    ],
)
def test_a_persons_number_is_covered_and_told_at_its_cell(cells: dict[str, str], kept: str) -> None:
    (table,) = screened(read(**cells)).tables
    (told,) = [each for each in table.problems if each.code == "personal-data"]
    (field,) = cells
    value = getattr(table.entries[0].content, field)
    text = value if isinstance(value, str) else "".join(value)
    assert kept.replace(",", "") in text.replace("，", "").replace(" ", "").replace(",", "")
    assert (told.severity, told.row, told.cell) == ("error", 3, table.entries[0].cells[field])
    assert "已遮盖" in told.message
    assert has_personal_data(read(**cells))


@pytest.mark.parametrize(
    "cells",
    [
        {"content": "联系电话：13904331234"},
        {"owner": "敦化市民政局（电话0433-6222222）"},
        {"content": "身份证号、银行卡号、手机号码"},
        {"basis": "统一社会信用代码112224030135720395"},
        {"content": "身份证22***************5"},
        {"url": "https://www.dunhua.gov.cn/art/2026/13904331234.html"},
    ],
)
def test_an_offices_number_and_a_covered_one_are_left_alone(cells: dict[str, str]) -> None:
    reading = read(**cells)
    assert screened(reading) == reading
    assert not has_personal_data(reading)


def test_nothing_of_the_number_reaches_the_database(session: Session) -> None:
    rows = item(1, "高龄津贴", content=f"张三 {PERSON}", time_limit=f"{PERSON}以内")
    name = f"名单{PERSON}.xlsx"
    place = region_by_code(DUNHUA)
    batch = services.read_upload(place.id, name, table_of(rows), by=SYSTEM, at=NOON)
    services.decide(batch.id, RowDecisions({row_named(batch, "高龄津贴").key: True}), by=SYSTEM)
    services.apply(batch.id, **WHO)
    session.expire_all()
    kept = session.get_one(ImportBatch, batch.id)
    told = [zlib.decompress(kept.reading).decode(), kept.file_name, json.dumps(kept.outcome)]
    told += [str((e.summary, e.before, e.after)) for e in session.scalars(select(AuditEvent))]
    version = session.scalars(select(EntryVersion)).one()
    told += [str((version.content, version.time_limit))]
    assert PERSON[2:10] not in "".join(told)
    assert version.content == ["张三22*************" + PERSON[-3:]]


def test_a_row_with_a_number_waits_for_the_clerk(session: Session) -> None:
    batch = upload(table_of(item(1, "高龄津贴", content=f"张三 {PERSON}"), item(2, "护理补贴")))
    row = row_named(batch, "高龄津贴")
    assert (row.personal, row.taken, look(batch).personal) == (True, False, 1)
    services.decide_all(batch.id, Wanted("added"), True, by=SYSTEM)
    assert not row_named(batch, "高龄津贴").taken, "all rows at once does not mean this one"
    done = services.apply(batch.id, **WHO).outcome
    assert done["added"] == 1
    assert [each["reason"] for each in done["left"]] == ["这一行有个人信息，没有采用"]


def test_a_file_of_nothing_but_people_imports_nothing(session: Session) -> None:
    batch = upload(table_of(item(1, "高龄津贴", content=f"张三 {PERSON}")))
    with pytest.raises(NothingToImport):
        services.apply(batch.id, **WHO)
