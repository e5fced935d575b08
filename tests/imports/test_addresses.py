"""Addresses anywhere in a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imports.addresses import broken_url_in, urls_in
from imports.reading import ReadTable
from tests.imports.conftest import LOWER, ROW, UPPER, codes

Reader = Callable[..., ReadTable]
URL = "https://www.example.gov.cn/a/index.html"


def test_addresses_end_at_chinese_text_and_punctuation() -> None:
    assert urls_in(f"见{URL}，或http://b.gov.cn/x?id=1&k=2。") == [
        URL,
        "http://b.gov.cn/x?id=1&k=2",
    ]
    assert urls_in("东城街道政府网http://a.gov.cn/") == ["http://a.gov.cn/"]


@pytest.mark.parametrize(
    "cell",
    ["http:/www.example.gov.cn a/index.html", "www.example.gov.cn/a", "https://www.x.gov.cn/a\nb.html", "http://内网/a"],
)  # fmt: skip
def test_broken_addresses_are_noticed(cell: str) -> None:
    assert broken_url_in(cell) is not None


@pytest.mark.parametrize("cell", ["", URL, f"{URL}\nhttp://b.gov.cn/", "暂无", f"政府网 {URL}"])
def test_whole_addresses_and_remarks_are_not_broken(cell: str) -> None:
    assert broken_url_in(cell) is None


def test_a_row_keeps_every_address_once(read: Reader) -> None:
    row = (*ROW[:7], f"■政府网站{URL}\n□政府公报", *ROW[8:], f"{URL}\nhttp://b.gov.cn/")
    table = read((*UPPER, "公开链接"), (*LOWER, ""), row)
    assert table.entries[0].urls == (URL, "http://b.gov.cn/")
    assert table.entries[0].content.channels == ("政府网站",)


def test_a_broken_address_is_reported_at_its_cell(read: Reader) -> None:
    table = read((*UPPER, "公开链接"), (*LOWER, ""), (*ROW, "http:/www.example.gov.cn a"))
    assert table.entries[0].urls == ()
    assert codes(table) == [("url-invalid", "O3")]
