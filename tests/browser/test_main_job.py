"""The main job on a real screen: from a county's workbook to what a resident finds by township."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, System, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORKBOOKS = Path(__file__).parents[1] / "fixtures" / "spreadsheets"
CHECK_SECONDS = 40


@dataclass(frozen=True)
class County:
    """Who does the job in which place, with which of its workbooks."""

    user: str
    name: str
    workbook: str
    domain: str
    domain_code: str
    entry: str
    way: tuple[str, ...]
    word: str


DUNHUA = County(
    "dunhua", "敦化市", "01_敦化市_养老服务领域基层政务公开标准目录.xlsx", "养老服务",
    "elderly_care", "老年人补贴", ("延边朝鲜族自治州", "敦化市", "江南镇"), "老年人补贴",
)  # fmt: skip
BAICHENG = County(
    "baicheng", "吉林白城经济开发区", "07_白城经济开发区_公共文化服务.xlsx", "公共文化服务",
    "public_culture", "公共文化机构免费开放信息", ("白城市", "吉林白城经济开发区", "幸福街道"), "免费开放",
)  # fmt: skip


@pytest.mark.parametrize(("width", "county"), [(WIDE, DUNHUA), (NARROW, BAICHENG)])
def test_a_workbook_becomes_a_checked_public_catalogue(
    visitor: Callable[[int], Visitor], system: System, width: int, county: County
) -> None:
    office = visitor(width)
    office.log_in(county.user)
    office.reads("今天要处理的事")
    _import(office, county)
    _edit(office, county)
    _link_and_check(office, county, system.site.url(f"/zwgk/{county.domain_code}/6.html"))
    _submit(office, county)
    reviewer = visitor(width)
    _accept(reviewer, county)
    _find_by_township(visitor(width), county)


def _import(office: Visitor, county: County) -> None:
    office.press("导入导出")
    office.page.locator("#region").fill(county.name)
    office.page.get_by_label("选择文件").set_input_files(WORKBOOKS / county.workbook)
    office.press("上传并核对")
    office.reads(county.domain)
    office.reads("新增")
    office.press(f"导入到{county.name}")
    office.reads("新增事项")
    office.press(county.domain, exact=True)
    office.reads(county.entry)


def _edit(office: Visitor, county: County) -> None:
    office.page.get_by_role("link", name=re.compile(county.entry)).first.click()
    office.look()
    office.press("编辑", exact=True)
    office.page.get_by_label("公开时限").fill("信息形成之日起十五个工作日内")
    office.press("先看看")
    office.reads("15个工作日")
    office.press("保存", exact=True)
    office.reads("第 2 版")


def _link_and_check(office: Visitor, county: County, url: str) -> None:
    office.page.get_by_label(re.compile("网址")).first.fill("http://10.0.0.8/inner.html")
    office.press("登记链接")
    office.reads("公众能够访问")
    office.page.get_by_label(re.compile("网址")).first.fill(url)
    office.page.get_by_role("button", name=re.compile("登记链接|保存")).first.click()
    office.look()
    office.reads(url)
    office.press("现在核查链接")
    _wait_until_checked(office)


def _wait_until_checked(office: Visitor) -> None:
    """The run's page refreshes itself until the worker has finished."""
    deadline = time.monotonic() + CHECK_SECONDS
    while "已完成" not in office.page.locator("main").inner_text():
        assert time.monotonic() < deadline, office.page.locator("main").inner_text()
        time.sleep(0.5)
        office.page.reload()
    office.look()


def _submit(office: Visitor, county: County) -> None:
    office.open("/staff/catalogs/")
    office.press(county.domain, exact=True)
    expect(office.page.locator("main")).to_contain_text("可查看")
    office.press("报送", exact=True)
    office.press("报送", exact=True)
    office.reads("待验收")


def _accept(reviewer: Visitor, county: County) -> None:
    reviewer.log_in("shengting")
    reviewer.press("报送与验收")
    reviewer.page.get_by_role(
        "link", name=re.compile(f"{county.name}.*{county.domain}")
    ).first.click()
    reviewer.look()
    reviewer.press("验收通过", exact=True)
    reviewer.reads("验收通过")


def _find_by_township(resident: Visitor, county: County) -> None:
    resident.open("/")
    for place in county.way:
        resident.press(place, exact=True)
    resident.page.get_by_role("searchbox").first.fill(county.word)
    resident.press("查询", exact=True)
    resident.reads(county.entry)
    resident.page.get_by_role("link", name=re.compile(county.entry)).first.click()
    resident.look()
    resident.reads("15个工作日")
    resident.reads("可查看")
    resident.press("大字版")
    resident.reads("15个工作日")
