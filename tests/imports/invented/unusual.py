"""What else offices and their programs do to a table: rows inside the header, hints, unseen texts."""

from __future__ import annotations

from html import escape

from tests.imports.invented.base import ENTRIES, MERGES, ROWS, TITLE, changed
from tests.imports.invented.case import Case, Wanted, areas
from tests.imports.invented.documents import docx, p, tbl, tr
from tests.imports.invented.file_case import (
    BOTH,
    FIRST,
    HEAD,
    ONE,
    SECOND,
    TWO,
    FileCase,
    wanted,
)
from tests.imports.invented.file_case import ROWS as SMALL
from tests.imports.invented.packages import cells, workbook
from tests.imports.invented.pages import PLAIN, page, table

FACTS = {"title": TITLE, "domain": "elderly_care", "header": [2, 4]}
LOWER = {row + 1: entry for row, entry in ENTRIES.items()}
ACROSS = "A1:N1 B2:C2 I2:J2 K2:L2 M2:N2"
HINTS = ["（填数字）", "（必填）", "（必填）", "（逐条填写）", "（填写名称及文号）", "（必填）"]


def _parted(name: str, *between: str, merges: str = "") -> Case:
    rows = [*ROWS[:2], list(between), *ROWS[2:]]
    return Case(name, rows, [Wanted(LOWER, facts=FACTS)], areas(f"{ACROSS} {merges}"))


UNUSUAL = [
    _parted("a blank row inside the header", ""),
    _parted("who fills it in, inside the header", "填报单位：敦化市民政局", merges="A3:N3"),
    Case(
        "hints in brackets below the header",
        [*ROWS[:3], HINTS, *ROWS[3:]],
        [Wanted(LOWER, facts=FACTS)],
        areas(MERGES),
    ),
    changed(
        "numbers set off by commas",
        {"D4": "1,补贴名称;2,补贴对象;"},
    ),
    changed(
        "numbers set off by blanks",
        {"D4": "1 补贴名称 2 补贴对象", "D5": "20 个工作日内办结"},
        {5: {"content": ["20个工作日内办结"]}},
    ),
    changed("signs of footnotes in the header", {"E2": "公开依据①", "F2": "公开时限※"}),
    changed("wide strokes where there is nothing", {"I5": "／", "K5": "／", "M6": "⁄"}),
    changed(
        "a crossed box before a channel",
        {"H4": "⊠政府网站 ☐政府公报 ⊠政务服务中心"},
    ),
]


def _spreadsheet(*rows: str, name: str = "Sheet1", more: str = "") -> bytes:
    """A workbook in the one-file form of 2003, as many systems write it under the name .xls."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="{name}"><Table>'
        f"{''.join(rows)}</Table></Worksheet>{more}</Workbook>"
    ).encode()


def _row(*texts: str, attributes: str = "") -> str:
    made = (
        f'<Cell><Data ss:Type="String">{escape(text).replace(chr(10), "&#10;")}</Data></Cell>'
        for text in texts
    )
    return f"<Row{attributes}>{''.join(made)}</Row>"


TITLED = f'<Row><Cell ss:MergeAcross="6"><Data ss:Type="String">{TITLE}</Data></Cell></Row>'
DATA = '<Data ss:Type="{}">{}</Data>'
TYPED = (
    f"<Row><Cell>{DATA.format('Number', '1')}</Cell>"
    f'<Cell ss:MergeDown="1">{DATA.format("String", ONE[1])}</Cell>'
    f'<Cell ss:Index="3"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">'
    f"<B>老年人</B><Font>补贴</Font></ss:Data><Comment>{DATA.format('String', '请核实')}</Comment></Cell>"
    + "".join(f"<Cell>{DATA.format('String', text)}</Cell>" for text in ONE[3:])
    + "</Row>"
)
REST = "".join(f"<Cell>{DATA.format('String', text)}</Cell>" for text in TWO[3:])
NAMED = f'<Cell ss:Index="3">{DATA.format("String", TWO[2])}</Cell>'
INDEXED = f'<Row ss:Index="5"><Cell>{DATA.format("Number", "2")}</Cell>{NAMED}{REST}</Row>'
EMPTY_SHEET = '<Worksheet ss:Name="Sheet2"><Table/></Worksheet>'
LEFT_OVER = workbook(cells(), more='<mergeCells count="1"><mergeCell ref="B3:B4"/></mergeCells>')
BOXED = f"<w:p><w:r><w:pict><w:txbxContent>{tbl(tr(*HEAD), tr(*ONE), tr(*TWO))}</w:txbxContent></w:pict></w:r></w:p>"
UNSEEN = PLAIN.replace(
    "高龄津贴", '高龄津贴<span style="display: none">（内部备注）</span>'
).replace("<td>实时公开</td>", "<td hidden>作废</td><td>实时公开</td>")
PICTURES = '<img src="a.png" alt="√">政府网站 <img src="b.png" alt="□">政府公报'
TICKED = table().replace(ONE[6], PICTURES, 1)
FIFTH = [
    FileCase(
        "a workbook in one file of XML", _spreadsheet(*(_row(*row) for row in SMALL)), BOTH, "a.xls"
    ),
    FileCase(
        "numbers, merged cells, comments and places in a file of XML",
        _spreadsheet(TITLED, _row(*HEAD), TYPED, INDEXED, more=EMPTY_SHEET),
        wanted({3: FIRST, 5: SECOND}),
        "a.xls",
    ),
    FileCase(
        "a hidden row in a file of XML",
        _spreadsheet(TITLED, _row(*HEAD), _row(*ONE), _row(*TWO, attributes=' ss:Hidden="1"')),
        wanted({3: FIRST, 4: SECOND}, "hidden-row C4"),
        "a.xls",
    ),
    FileCase(
        "a file of XML that names its own signs",
        b'<!DOCTYPE Workbook [<!ENTITY a "b">]>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "unreadable",
        "a.xls",
    ),
    FileCase("a text left over under merged cells", LEFT_OVER, BOTH, "a.xlsx"),
    FileCase("a table in a text box", docx(p(TITLE) + BOXED), BOTH, "a.docx"),
    FileCase("words and cells of a page that nobody sees", page(UNSEEN).encode(), BOTH, "a.html"),
    FileCase("a tick as a picture that says so", page(TICKED).encode(), BOTH, "a.html"),
    FileCase(
        "numbers that a program guards with a formula",
        "\r\n".join(
            ",".join(f'"{text}"' if "\n" in text else text for text in row)
            for row in (
                (TITLE, *[""] * 6),
                HEAD,
                ('="1"', *ONE[1:]),
                ('"=""2"""', *TWO[1:]),
            )
        ).encode("utf-8-sig"),
        BOTH,
        "a.csv",
    ),
]
