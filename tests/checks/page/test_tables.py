"""Personal data in a page's tables is told by its row and header, whatever spans them."""

from __future__ import annotations

import pytest

from catalog_app.checks.page import read_page
from catalog_app.checks.privacy import Leak
from catalog_app.demo.site.invented import invented_card, invented_id_number, invented_mobile

ID, CARD, MOBILE = invented_id_number(), invented_card(), invented_mobile(5)
PAGE = "<title>云海县临时救助公示</title><h1>云海县临时救助公示</h1><p>发布时间：2026-11-10</p>{}"


def leaks(body: str) -> dict[str, Leak]:
    page = read_page(PAGE.format(body).encode())
    return {leak.kind: leak for leak in page.leaks}


def places(body: str, kind: str) -> list[tuple[str, str]]:
    return [(place.where, place.header) for place in leaks(body)[kind].places]


def test_a_cell_that_spans_rows_keeps_the_next_row_under_its_headers() -> None:
    body = (
        "<table><tr><th>村</th><th>姓名</th><th>身份证号</th></tr>"
        f"<tr><td rowspan=2>新村</td><td>张三</td><td>无</td></tr><tr><td>李四</td><td>{ID}</td></tr></table>"
    )
    assert places(body, "id_number") == [("第1个表格第3行", "身份证号")]


def test_a_title_over_all_columns_is_no_header() -> None:
    body = (
        "<table><tr><td colspan=3>救助名单</td></tr><tr><td>姓名</td><td>病种</td><td>金额</td></tr>"
        "<tr><td>张三</td><td>虚构病</td><td>600</td></tr></table>"
    )
    assert places(body, "sensitive") == [("第1个表格第3行", "病种")]


def test_a_page_laid_out_by_tables_is_read_by_the_innermost() -> None:
    inner = f"<table><tr><td>姓名</td><td>银行账号</td></tr><tr><td>张三</td><td>{CARD}</td></tr></table>"
    body = f"<table><tr><td>电话</td><td><table><tr><td>{inner}</td></tr></table></td></tr></table>"
    assert places(body, "bank_card") == [("第1个表格第2行", "银行账号")]


def test_words_of_the_sites_menu_excuse_nobody() -> None:
    body = f"<ul><li><a href='/1'>政府采购</a></li><li><a href='/2'>人事招聘</a></li></ul><p>张三，{MOBILE}</p>"
    page = f"<title>云海县临时救助公示</title><ul><li><a href='/zb'>招标公告</a></li></ul>{body}"
    trail = "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/j'>社会救助</a></div>"
    told = read_page((page + trail + PAGE.format(f"<p>张三，{MOBILE}</p>")).encode())
    assert "named_mobile" in {leak.kind for leak in told.leaks}


@pytest.mark.parametrize(
    "markup",
    ["<table>" * 300, "<table><tr><td rowspan=9999 colspan=9999>姓名<td>病种", "<td>姓名</td>"],
)
def test_broken_tables_are_read(markup: str) -> None:
    assert leaks(f"{markup}<p>姓名 {ID}</p>")["id_number"].count == 1


def test_a_page_without_numbers_or_lists_has_no_leaks() -> None:
    assert leaks("<p>申请人持身份证和户口簿到窗口办理。</p>") == {}
