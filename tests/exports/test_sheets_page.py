"""The page of a catalogue to be printed."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from domains.entry import EntryContent
from exports.model import ExportCatalog, ExportEntry
from exports.sheets_page import page


def shown(*catalogs: ExportCatalog) -> LexborHTMLParser:
    pieces = page("敦化市目录", catalogs, stylesheet="/static/print.css", hint="A4 纸、横向")
    return LexborHTMLParser("".join(pieces))


def test_every_catalogue_is_a_section_with_a_repeated_header(catalog: ExportCatalog) -> None:
    seen = shown(catalog, catalog)
    assert [title.text() for title in seen.css("section.catalogue > h1")] == [catalog.title] * 2
    assert len(seen.css("section.catalogue thead tr")) == 4
    assert seen.css_first('link[rel="stylesheet"]').attributes["href"] == "/static/print.css"


def test_links_and_marks_are_on_the_screen_but_not_in_print(catalog: ExportCatalog) -> None:
    unprinted = [cell.text() for cell in shown(catalog).css("th.unprinted")]
    assert unprinted == ["五公开", "备注", "公开链接", "事项标识"]
    assert "e-1" in [cell.text() for cell in shown(catalog).css("td.unprinted")]


def test_entries_of_a_group_share_its_cell(catalog: ExportCatalog) -> None:
    cells = shown(catalog).css("td.group, td.same")
    assert [(cell.attributes["class"], cell.text()) for cell in cells] == [
        ("group", "养老服务通用政策"),
        ("same", ""),
        ("group", "养老服务业务办理"),
    ]


def test_it_runs_nothing_and_markup_of_an_entry_stays_text() -> None:
    entry = ExportEntry(EntryContent(name="<script>alert(1)</script>", owner='"><img src=x>'))
    seen = shown(ExportCatalog("<b>目录</b>", "敦化市", "养老服务", (entry,)))
    assert not seen.css("script, img, b, [style], [onclick]")
    assert "<script>alert(1)</script>" in [cell.text() for cell in seen.css("td")]
