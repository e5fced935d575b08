"""P07: a list of subsidies paid has its fields and a number to complain to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from catalog_app.checks.files.reading import FileReading
from catalog_app.checks.rules.model import AttachmentVisit, LinkSubject
from tests.checks.rules.places import DUNHUA, at
from tests.checks.rules.subjects import a_column, a_document, dated_rows, judged, judgement, seen

FARM = replace(DUNHUA, domain="涉农补贴")
HEADS = ("序号", "户主姓名", "村组", "补贴面积（亩）", "补贴标准（元/亩）", "补贴金额（元）")
ROW = ("1", "张*", "新立屯", "12.5", "66", "825")
COMPLAIN = "<p>对公示有异议的，请拨打监督电话：0433-6212345。</p>"


def a_table(*rows: tuple[str, ...]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<p>2026年耕地地力保护补贴发放名单公示如下。</p><table>{cells}</table>"


def listed(body: str, name: str = "耕地地力保护补贴发放名单", **facts: Any) -> LinkSubject:
    return at(seen(a_document(body, title=name)), FARM, entry={"name": name}, **facts)


def without(field: int) -> str:
    rows = [tuple(cell for n, cell in enumerate(row) if n != field) for row in (HEADS, ROW)]
    return a_table(*rows) + COMPLAIN


def test_a_list_with_all_six_fields_is_complete() -> None:
    assert judged("P07", listed(a_table(HEADS, ROW) + COMPLAIN)) == "met"


@pytest.mark.parametrize("field", [1, 5])
def test_a_list_without_recipient_or_amount_is_not(field: int) -> None:
    assert judged("P07", listed(without(field))) == "not_met"


def test_a_list_without_a_number_to_complain_to_is_not_and_says_so() -> None:
    told = judgement("P07", listed(a_table(HEADS, ROW)))
    assert told.verdict == "not_met"
    assert "投诉电话" in told.message


def test_one_lesser_field_may_be_missing() -> None:
    assert judged("P07", listed(without(3))) == "met"


def test_other_subsidies_need_no_area_and_no_village() -> None:
    rows = [("申请人", "单位名称", "补贴金额"), ("张某", "某某商店", "10000元")]
    name = "一次性创业补贴发放公示"
    other = replace(DUNHUA, domain="就业")
    subject = listed(a_table(*rows) + COMPLAIN, name)
    assert (
        judged("P07", replace(subject, place=other, entry=replace(subject.entry, group="创业服务")))
        == "met"
    )


def test_the_list_may_stand_in_a_workbook() -> None:
    reading = FileReading("xlsx", "名单", sheets=((("名单",), HEADS, ROW),))
    file = AttachmentVisit("名单.xlsx", "http://a.example/1.xlsx", "ok", b"PK", 9, reading)
    assert judged("P07", listed(COMPLAIN * 4, attachments=(file,))) == "met"


def test_a_workbook_with_heads_and_no_row_is_no_list() -> None:
    reading = FileReading("xlsx", "名单", sheets=((("名单",), HEADS),))
    file = AttachmentVisit("名单.xlsx", "http://a.example/1.xlsx", "ok", b"PK", 9, reading)
    assert judged("P07", listed(COMPLAIN * 4, attachments=(file,))) == "cannot_judge"


def test_a_list_that_cannot_be_seen_cannot_be_judged() -> None:
    assert judged("P07", listed("<p>名单见附件。</p>" * 9)) == "cannot_judge"


def test_policies_and_columns_are_not_asked() -> None:
    assert judged("P07", listed(COMPLAIN * 4, "耕地地力保护补贴政策")) == "not_checked"
    column = at(seen(a_column(dated_rows())), FARM, entry={"name": "补贴发放名单"})
    assert judged("P07", column) == "not_checked"
