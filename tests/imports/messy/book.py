"""A whole untidy file from a seed: its bytes, its name, and the reading expected of it."""

from __future__ import annotations

import csv
import html
from dataclasses import dataclass
from io import BytesIO, StringIO
from random import Random
from typing import Any

import xlsxwriter

from tests.imports.messy.sheet import Sheet
from tests.imports.messy.table import TableWriter
from tests.imports.messy.wanted import COUNTIES, domains_with_items

TITLES = (
    "{county}{domain}领域基层政务公开标准目录",
    "{county}{domain}领域基层政务公开标准目录",
    "({n}){county}{domain}领域基层政务公开标准目录",
    "{county}{domain}领域基层政务公开标准目录(2024年版)",
    "{county}{domain}领域基层政务公开事项标准目录（试行）",
    "{n}.{domain}领域基层政务公开标准目录",
    "{county}{domain}政务公开清单目录",
)


@dataclass
class MessyFile:
    name: str
    data: bytes
    expected: dict[str, Any]


def messy_file(seed: int) -> MessyFile:
    """One file; the same for the same seed."""
    random = Random(seed)
    kind = random.choices(("xlsx", "csv", "html"), (10, 1, 1))[0]
    sheets = random.choice((1, 1, 1, 2, 3)) if kind == "xlsx" else 1
    domains = random.sample(domains_with_items(), 12)
    county = random.choice(COUNTIES)
    made, tables = [], []
    for number in range(1, sheets + 1):
        sheet = Sheet(f"Sheet{number}" if kind == "xlsx" else "")
        row = random.choice((1, 1, 1, 1, 2, 4)) if kind == "xlsx" else 1
        left = random.choice((1, 1, 1, 1, 2, 3)) if kind == "xlsx" else 1
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            domain = domains.pop()
            title = random.choice(TITLES).format(
                county=county, domain=domain.name, n=random.choice("一二三四五六七八九")
            )
            named_by_sheet = not tables and kind == "xlsx" and random.random() < 0.06
            if named_by_sheet:
                sheet.name, title = f"附件{number} {domain.name}"[:31], ""
            writer = TableWriter(random, sheet, row, left, merges=kind != "csv")
            tables.append(writer.write(domain, county, title or None))
            if named_by_sheet:
                break
            row = writer.row + random.choice((0, 1, 1, 2, 3))
        made.append(sheet)
    name = f"{seed:05}_{county}.{kind}"
    expected = {"file": name, "refused": None, "tables": tables}
    return MessyFile(name, _WRITERS[kind](random, made), _of_kind(expected, kind))


def _of_kind(expected: dict[str, Any], kind: str) -> dict[str, Any]:
    if kind == "html":  # rows of a page are not comparable, hidden rows are not known
        for table in expected["tables"]:
            table["header"] = None
            del table["header"]
            for each in (*table["entries"], *table["problems"]):
                each["row"] = None
            hidden = ("hidden-row", "formula-cell")
            table["problems"] = [p for p in table["problems"] if p["code"] not in hidden]
    return expected


def _xlsx(_: Random, sheets: list[Sheet]) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_urls": False})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for r1, c1, r2, c2 in sheet.merges:
            page.merge_range(r1 - 1, c1 - 1, r2 - 1, c2 - 1, "")
        for (row, column), text in sheet.cells.items():
            url, formula = sheet.links.get((row, column)), sheet.formulas.get((row, column))
            if formula:
                page.write_formula(row - 1, column - 1, formula, None, text)
            elif url:
                page.write_url(row - 1, column - 1, url, string=text)
            elif text.isdigit() and text[0] != "0":
                page.write_number(row - 1, column - 1, int(text))
            else:
                page.write_string(row - 1, column - 1, text)
        for row in sheet.hidden_rows:
            page.set_row(row - 1, None, None, {"hidden": True})
    book.close()
    return stream.getvalue()


def _csv(random: Random, sheets: list[Sheet]) -> bytes:
    stream = StringIO()
    csv.writer(stream).writerows(sheets[0].rows())
    return stream.getvalue().encode(random.choice(("gb18030", "utf-8-sig", "utf-8")))


def _html(_: Random, sheets: list[Sheet]) -> bytes:
    sheet = sheets[0]
    spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in sheet.merges}
    covered = {
        (r, c)
        for r1, c1, r2, c2 in sheet.merges
        for r in range(r1, r2 + 1)
        for c in range(c1, c2 + 1)
    } - set(spans)
    lines = []
    for row, texts in enumerate(sheet.rows(), 1):
        cells = [
            _td(text, spans.get((row, column), (1, 1)), sheet.links.get((row, column)))
            for column, text in enumerate(texts, 1)
            if (row, column) not in covered
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    page = f"<html><body><p>当前位置:首页</p><table>{''.join(lines)}</table></body></html>"
    return page.encode()


def _td(text: str, span: tuple[int, int], url: str | None) -> str:
    shown = html.escape(text).replace("\n", "<br>")
    shown = f'<a href="{url}">{shown}</a>' if url else shown
    return f'<td rowspan="{span[0]}" colspan="{span[1]}">{shown}</td>'


_WRITERS = {"xlsx": _xlsx, "csv": _csv, "html": _html}
