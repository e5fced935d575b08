"""The checker's screens on a real screen: the worklist, a finding, proposals, the calendar, the rules."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from catalog_app.demo.people import PASSWORD
from tests.browser.conftest import NARROW, WIDE, Visitor, free_port, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FOLDED, LONGEST = ("/staff/checks", "/staff/calendar"), 9
"""These are folded or paged, so that nobody scrolls more than so many heights of the screen."""
SCREENS = (
    "/staff/",
    "/staff/checks/",
    "/staff/checks/?group=owner",
    "/staff/checks/?group=page",
    "/staff/checks/compare",
    "/staff/checks/weekly",
    "/staff/checks/rules",
    "/staff/checks/runs",
    "/staff/checks/runs/start",
    "/staff/checks/hosts",
    "/staff/checks/sites",
    "/staff/checks/proposals",
    "/staff/checks/surveys",
    "/staff/calendar/",
    "/staff/calendar/list",
    "/staff/calendar/compare",
    "/staff/calendar/days",
    "/staff/calendar/feeds",
    "/staff/lists/",
    "/staff/bases/",
)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the served demonstration, with its site and three days of checks."""
    port, site = free_port(), free_port()
    settings = {
        "CATALOG_INSTANCE": str(tmp_path_factory.mktemp("demonstration")),
        "CATALOG_PORT": str(port),
        "CATALOG_DEMO_SITE_PORT": str(site),
    }
    command = [sys.executable, "-m", "catalog_app", "demo", "--serve"]
    serving = subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", serving, seconds=240)
        yield f"http://127.0.0.1:{port}"
    finally:
        serving.terminate()
        serving.wait(20)


@pytest.fixture
def at_work(browser: Browser, demonstration: str) -> Iterator[Callable[[str, int], Visitor]]:
    """Somebody of the demonstration, logged in at a screen so many pixels wide."""
    folder = os.environ.get("CATALOG_PICTURES")
    contexts = []

    def arrive(user: str, width: int) -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        context.set_default_timeout(20_000)
        contexts.append(context)
        visitor = Visitor(context.new_page(), demonstration, Path(folder) if folder else None)
        visitor.log_in(user, PASSWORD)
        return visitor

    yield arrive
    for context in contexts:
        context.close()


def test_every_screen_of_the_checker_hinders_nobody(at_work: Callable[[str, int], Visitor]) -> None:
    office = at_work("dunhua", WIDE)
    for path in SCREENS:
        office.open(path)
        office.look_on_a_telephone()
        assert _screens_long(office) < LONGEST or not path.startswith(FOLDED), path


def _screens_long(office: Visitor) -> float:
    """How many times the height of the screen the page is, as it comes."""
    tall: float = office.page.evaluate("document.documentElement.scrollHeight / innerHeight")
    return tall


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_finding_shows_its_evidence_and_an_objection_is_taken_back(
    at_work: Callable[[str, int], Visitor], width: int
) -> None:
    office = at_work("dunhua", width)
    office.open("/staff/checks/?rule=C02")
    office.press("查看和处理")
    for words in ("证据", "经过", "占位"):
        office.reads(words)
    _decide(office, "提出异议", "栏目已经补齐内容，请复核。")
    office.reads("有异议")
    _decide(office, "撤回异议", "确实还没有补齐，撤回。")
    office.reads("已确认")


def _decide(office: Visitor, decision: str, reason: str) -> None:
    """Unfold the form of a decision, write the reason and send it."""
    form = office.page.locator("details", has_text=decision).first
    form.locator("summary").click()
    form.get_by_label("理由").fill(reason)
    form.get_by_role("button", name=decision).click()
    office.page.wait_for_load_state()
    office.look()


@pytest.mark.parametrize("width", [NARROW])
def test_the_province_sets_a_rules_figure_and_goes_back(
    at_work: Callable[[str, int], Visitor], width: int
) -> None:
    province = at_work("shengban", width)
    rule = province.page.locator("summary", has_text="是否正确网页")
    province.open("/staff/checks/rules/set")
    rule.click()
    group = province.page.get_by_role("group", name=re.compile("是否正确网页"))
    figure = group.get_by_role("spinbutton").first
    before = figure.input_value()
    figure.fill("80")
    province.page.get_by_label("为什么改").fill("按复核情况调整")
    province.press("保存为新版本")
    for words in ("第 1 版", "按复核情况调整", f"{before} %", "80 %"):
        province.reads(words)
    province.page.locator("summary", has_text="恢复这一版").last.click()
    province.page.get_by_label(re.compile("理由")).last.fill("试用以后恢复原样")
    province.page.get_by_role("button", name="恢复为新版本").last.click()
    province.page.wait_for_load_state()
    province.look()
    province.reads("已恢复，作为第 2 版")
    province.open("/staff/checks/rules/set")
    rule.click()
    assert figure.input_value() == before


def test_the_right_page_is_proposed_and_taken(at_work: Callable[[str, int], Visitor]) -> None:
    office = at_work("dunhua", WIDE)
    office.open("/staff/checks/proposals")
    office.page.locator("main table").get_by_role("link", name=re.compile("查看")).first.click()
    office.look()
    office.page.get_by_role("button", name=re.compile(r"^采纳\s*：")).first.click()
    office.page.wait_for_load_state()
    office.look()
    office.reads("已采纳")
    office.press("撤销")
    office.reads("个事项有建议")


def test_what_was_typed_is_offered_again_when_the_log_in_had_ended(
    at_work: Callable[[str, int], Visitor],
) -> None:
    office, form = at_work("dunhua", WIDE), "/staff/catalogs/entries/1/edit"
    office.open(form)
    office.page.get_by_label("备注").fill("长长的一段说明")
    office.page.context.clear_cookies()
    office.press("保存", exact=True)
    office.log_in("dunhua", PASSWORD)
    office.open(form)
    office.press("填回去")
    assert office.page.get_by_label("备注").input_value() == "长长的一段说明"
    office.press("保存", exact=True)
    office.reads("长长的一段说明")
    office.open(form)
    assert not office.page.get_by_role("button", name="填回去").is_visible()
