"""A cell as long as a spreadsheet allows is read in a moment, whatever stands in it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from imports.addresses import broken_url_in, urls_in, without_urls
from imports.choices import read_audience, read_levels, read_method
from imports.elements import basis_elements, content_elements
from imports.header import Column
from imports.marks import read_channels
from imports.readers import MAX_TEXT
from imports.texts import is_cut, is_readable, looks_like_audience, owner_text, time_limit_text
from imports.torn import joined
from imports.wording import tidy

SECONDS = 2.0  # of computing; a backtracking or quadratic reader would need minutes
PIECES = [
    "其他", "广播电视", "?", "1.", "1. ", "(\n", "《", "《》", "《》a", "《》(", "a", "a.", "■", "口",
    "、", "()", " ", "20个", "镇、", "https://a", "甲\n", "(甲)", "县级", "\u3000", "\u0000",
    "√ ", "（√）", "[ ]", "县级□", "是；", "政府网站:是;", "-\n", "⒈", "o政府", "https://a（）", "全社会、",
]  # fmt: skip
COLUMN = Column(1, "levels", "县级")
FREE = Column(1, "levels", "公开层级")
READERS: list[Callable[[str], object]] = [
    read_channels,
    content_elements,
    basis_elements,
    broken_url_in,
    urls_in,
    owner_text,
    time_limit_text,
    is_readable,
    is_cut,
    looks_like_audience,
    tidy,
    without_urls,
    lambda text: joined("content", text, text),
    lambda text: read_levels([(COLUMN, text)]),
    lambda text: read_levels([(FREE, text)]),
    lambda text: read_audience([(FREE, text)]),
    lambda text: read_audience([(COLUMN, text)]),
    lambda text: read_method([(COLUMN, text)]),
]


@pytest.mark.parametrize("piece", PIECES)
def test_the_longest_cell(piece: str) -> None:
    text = (piece * MAX_TEXT)[:MAX_TEXT]
    for read in READERS:
        began = time.process_time()
        read(text)
        assert time.process_time() - began < SECONDS
