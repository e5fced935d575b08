"""Workbooks as other programs write them: their XML by hand; documents and pages of several tables."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from html import escape
from io import BytesIO

from tests.imports.invented.case import Wanted
from tests.imports.invented.documents import docx, p, tbl, tr
from tests.imports.invented.file_case import (
    BOTH,
    FIRST,
    HEAD,
    ONE,
    ROWS,
    SECOND,
    TITLE,
    TWO,
    FileCase,
    wanted,
)
from tests.imports.invented.pages import PLAIN, page, table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def _packed(parts: Mapping[str, str]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return stream.getvalue()


def workbook(
    rows: str,
    *,
    strings: str = "",
    main: str = MAIN,
    prefix: str = "",
    target: str = "worksheets/sheet1.xml",
    name: str = "Sheet1",
    more: str = "",
) -> bytes:
    """A package of one sheet whose rows are XML."""
    x = f"{prefix}:" if prefix else ""
    space = f'xmlns:{prefix}="{main}"' if prefix else f'xmlns="{main}"'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<{x}workbook {space} xmlns:r="{OFFICE}"><{x}sheets>'
        f'<{x}sheet name="{name}" sheetId="1" r:id="rId1"/></{x}sheets></{x}workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="{target}"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<{x}worksheet {space}><{x}sheetData>{rows}</{x}sheetData>{more}</{x}worksheet>",
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{strings}</sst>'
    return _packed(parts)


def cells(x: str = "", *, addressed: bool = True) -> str:
    """The small table's rows with their texts inside the cells."""
    made = []
    for number, row in enumerate(ROWS, 1):
        inside = "".join(
            f'<{x}c{_at(number, column) if addressed else ""} t="inlineStr"><{x}is><{x}t>{escape(text)}'
            f"</{x}t></{x}is></{x}c>"
            for column, text in enumerate(row)
        )
        at = f' r="{number}"' if addressed else ""
        made.append(f"<{x}row{at}>{inside}</{x}row>")
    return "".join(made)


def _at(row: int, column: int) -> str:
    return f' r="{"ABCDEFGHIJ"[column]}{row}"'


def shared(change: dict[str, str]) -> tuple[str, str]:
    """The small table with shared texts, some of them written as other XML: rows, texts."""
    texts = list(dict.fromkeys(text for row in ROWS for text in row))
    rows = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c{_at(number, column)} t="s"><v>{texts.index(text)}</v></c>'
            for column, text in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(ROWS, 1)
    )
    strings = "".join(f"<si>{change.get(text, f'<t>{escape(text)}</t>')}</si>" for text in texts)
    return rows, strings


def _shared(change: dict[str, str]) -> bytes:
    rows, strings = shared(change)
    return workbook(rows, strings=strings)


PHONETIC = '<t>老年人补贴</t><rPh sb="0" eb="1"><t>lao nian ren</t></rPh>'
RUNS = "<r><t>老年人</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 补贴</t></r>"
PACKAGES = [
    FileCase("texts inside the cells", workbook(cells()), BOTH),
    FileCase("cells without addresses", workbook(cells(addressed=False)), BOTH),
    FileCase("a prefix before every name", workbook(cells("x:"), prefix="x"), BOTH),
    FileCase("the strict form of the standard", workbook(cells(), main=STRICT), BOTH),
    FileCase(
        "a sheet named from the root", workbook(cells(), target="/xl/worksheets/sheet1.xml"), BOTH
    ),
    FileCase("a sheet's name with signs", workbook(cells(), name="A&amp;B &lt;1&gt;"), BOTH),
    FileCase("shared texts", _shared({}), BOTH),
    FileCase("a text with its sound", _shared({"老年人补贴": PHONETIC}), BOTH),
    FileCase("a text in runs with blanks", _shared({"老年人补贴": RUNS}), BOTH),
    FileCase(
        "a text with a carriage return", _shared({"名称\n对象": "<t>名称_x000D_\n对象</t>"}), BOTH
    ),
]

RELIEF = TITLE.replace("养老服务", "救灾")
SEVERAL = [
    FileCase(
        "two domains in one document",
        docx(p(TITLE) + tbl(tr(*HEAD), tr(*ONE)) + p("") + p(RELIEF) + tbl(tr(*HEAD), tr(*TWO))),
        [
            Wanted({3: FIRST}, facts={"domain": "elderly_care"}),
            Wanted({6: SECOND}, facts={"domain": "disaster_relief"}),
        ],
        "a.docx",
    ),
    FileCase(
        "two domains on one page, the second under the header of the first",
        page(f"<h1>{TITLE}</h1>{table(ROWS[1:3])}<h2>{RELIEF}</h2>{table((TWO,))}").encode(),
        [
            Wanted({3: FIRST}, facts={"domain": "elderly_care"}),
            Wanted({5: SECOND}, facts={"domain": "disaster_relief"}),
        ],
        "a.html",
    ),
    FileCase(
        "a rest of the table that is less wide",
        docx(p(TITLE) + tbl(tr(*HEAD), tr(*ONE)) + p("续") + tbl(tr(*TWO[:5]))),
        [
            *wanted({3: FIRST}, header=[2, 2]),
            Wanted({}, frozenset({"sheet-without-table None"}), {"header": None}),
        ],
        "a.docx",
    ),
    FileCase(
        "foot of a page below the table",
        page(
            f"{PLAIN}<table><tr><td>主办单位</td><td>备案号</td></tr></table><p>版权所有</p>"
        ).encode(),
        BOTH,
        "a.html",
    ),
]


def _archive(html: bytes, charset: str) -> bytes:
    """A page as browsers and Word save it in a single file."""
    message = EmailMessage()
    message["From"] = "<Saved by Windows Internet Explorer 8>"
    message.set_content("x")
    message.make_related()
    part = EmailMessage()
    part.set_content(html, "text", "html", cte="base64")
    part.set_param("charset", charset)
    message.set_payload([part])
    return message.as_bytes()


ARCHIVES = [
    FileCase("a page in a single file", _archive(page(PLAIN).encode(), "utf-8"), BOTH, "a.mht"),
    FileCase(
        "a page in a single file, in GBK",
        _archive(page(PLAIN).encode("gbk"), "gb2312"),
        BOTH,
        "a.mht",
    ),
]
FOURTH = [*PACKAGES, *SEVERAL, *ARCHIVES]
