"""What is searched for in a sheet's XML: found where it stands, and in no time where it does not."""

from __future__ import annotations

import time

import pytest

from imports.readers.sheet_scan import scan_sheet

LURES = b' hidden= t="e" HYPERLINK( hyperlink <f <c r="AAA1'
MOST_SECONDS = 2  # of the processor; each takes a tenth, where a search for an end took minutes


@pytest.mark.parametrize(
    "tags",
    [
        b"<c",
        b'<c r="A1" ',
        b'<c t="e" r="',
        b'<c r="A1" t="e"><f',
        b"<hyperlink ",
        b'<row hidden="1" ',
        b'<c r="AAA1" ',
        b'<c r="A1"><f>HYPERLINK("http://',
        b'<c r="A1" t="e"><v>#',
        b'r="A1" ',
        b" <f>",
    ],
)
def test_tags_without_an_end_take_no_time(tags: bytes) -> None:
    start = time.process_time()
    scan_sheet(b"<c " + tags * 50_000 + LURES, b"<Relationship " * 50_000)
    assert time.process_time() - start < MOST_SECONDS


def test_errors_and_links_of_formulas_are_found_with_their_cells() -> None:
    facts = scan_sheet(
        b'<row r="2"><c r="A2" s="1" t="e"><v>#REF!</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        b'<c r="C2" t="str"><f>HYPERLINK(&quot;https://a.gov.cn/?a=1&amp;b=2&quot;,"x")</f><v>x</v></c></row>',
        b"",
    )
    assert facts.errors == (((2, 1), "#REF!"), ((2, 2), "#DIV/0!"))
    assert facts.links == (((2, 3), "https://a.gov.cn/?a=1&b=2"),)
    assert facts.formulas == {(2, 2), (2, 3)}
