"""A reading that is kept comes back whole, so that an unchanged page is judged like the page itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.page import PageReading, from_kept, keep, read_page
from catalog_app.checks.page.kept import ITEMS_KEPT, can_be_read, pack, unpack
from catalog_app.checks.page.lists import Item

PAGES = Path(__file__).parent / "pages"
URL = "http://www.yunhai.example/zwgk/1.html"


def come_back(page: PageReading) -> PageReading:
    stored = json.loads(json.dumps(keep(page)))
    assert can_be_read(stored)
    return from_kept(stored, page.text)


@pytest.mark.parametrize("file", sorted(PAGES.glob("*.html")), ids=lambda file: file.stem)
def test_every_kind_of_page_comes_back_as_it_was_read(file: Path) -> None:
    page = read_page(file.read_bytes(), url=URL, elements=["补贴标准", "咨询电话"])
    assert come_back(page) == page


@given(st.binary(max_size=400))
def test_whatever_was_read_comes_back(body: bytes) -> None:
    page = read_page(body, url=URL)
    assert come_back(page) == page


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    day: date | None
    marks: tuple[Literal["a", "b"], ...] = ()
    head: bytes = b""


@given(
    st.builds(
        Part,
        st.text(max_size=5),
        st.none() | st.dates(),
        st.lists(st.sampled_from(["a", "b"]), max_size=2).map(tuple),
        st.binary(max_size=9),
    )
)
def test_parts_of_any_declared_type_come_back(part: Part) -> None:
    assert unpack(Part, json.loads(json.dumps(pack(part)))) == part
    assert unpack(tuple[Part, ...], pack((part,))) == (part,)
    assert unpack(Part | None, None) is None


def test_a_list_too_long_to_be_kept_whole_is_not_believed_later() -> None:
    page = read_page((PAGES / "list_dated.html").read_bytes(), url=URL)
    rows = tuple(Item(f"公告{n}", None, None) for n in range(ITEMS_KEPT + 1))
    stored = keep(replace(page, items=rows))
    assert len(stored["items"]) == ITEMS_KEPT
    assert not can_be_read(stored)


def test_what_an_older_reader_kept_is_not_believed() -> None:
    page = read_page((PAGES / "list_dated.html").read_bytes(), url=URL)
    stored = keep(page)
    assert not can_be_read(stored | {"kept": stored["kept"] | {"format": "another"}})
    assert not can_be_read(page.to_dict())
