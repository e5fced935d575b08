"""A county's worst workbook on a real screen: looked through, put right, imported, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDE, Visitor
from tests.exchange.faulty import GUESSED, PERSON, faulty_workbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_file_with_forty_problems_is_put_right_imported_and_undone(
    visitor: Callable[[int], Visitor], tmp_path: Path
) -> None:
    office = visitor(WIDE)
    office.log_in("dunhua")
    _upload(office, faulty_workbook(tmp_path / "敦化市目录.xlsx"))
    office.reads("导入之前请看一下")
    _look_through_the_problems(office)
    _confirm_the_guessed_domain(office)
    _leave_an_element_and_import(office)
    _undo(office)


def _upload(office: Visitor, path: Path) -> None:
    office.open("/staff/exchange/")
    office.page.locator("#region").fill("敦化市")
    office.page.get_by_label("选择文件").set_input_files(path)
    office.press("上传并核对")
    office.look_on_a_telephone()


def _look_through_the_problems(office: Visitor) -> None:
    """By kind, by severity, and from a problem to its row."""
    kinds = office.page.get_by_role("navigation", name="按差异查看")
    kinds.get_by_role("link", name="问题").click()
    office.page.wait_for_load_state()
    every = office.page.locator("table.problems tbody tr:not(.group)")
    expect(every.nth(39)).to_be_visible()
    office.look()
    office.look_on_a_telephone()
    by_kind = office.page.get_by_role("navigation", name="按问题查看")
    by_kind.get_by_role("link", name="有个人信息").click()
    office.page.wait_for_load_state()
    office.look()
    expect(every).to_have_count(1)
    assert PERSON not in office.page.content()
    office.reads("22*************")
    every.get_by_role("link").first.click()
    expect(office.page.locator("tr.here")).to_be_visible()
    assert not office.page.locator("tr.here input[name=take]").is_checked()


def _confirm_the_guessed_domain(office: Visitor) -> None:
    office.reads("现在还不能导入")
    office.press(f"确认是“{GUESSED}”")
    office.reads("人工选定")


def _leave_an_element_and_import(office: Visitor) -> None:
    rows = office.page.locator("tbody tr[id^=row-]")
    rows.first.locator("input[name=take]").uncheck()
    office.press("导入到敦化市")
    office.reads("新增事项")
    office.look_on_a_telephone()
    office.reads("这一行有个人信息，没有采用")


def _undo(office: Visitor) -> None:
    office.press("撤销导入", exact=True)
    office.reads("已撤销")
    office.look_on_a_telephone()
