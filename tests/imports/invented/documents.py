"""The small table in Word documents, written as their XML."""

from __future__ import annotations

import zipfile
from io import BytesIO

from tests.imports.invented.file_case import (
    BOTH,
    FIRST,
    HEAD,
    ONE,
    SECOND,
    TITLE,
    TWO,
    FileCase,
    wanted,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str) -> bytes:
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>{body}</w:body></w:document>'
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", xml)
    return stream.getvalue()


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(line) for line in text.split(chr(10)))}</w:tc>"


def tr(*cells: str) -> str:
    return (
        "<w:tr>"
        + "".join(each if each.startswith("<w:tc>") else tc(each) for each in cells)
        + "</w:tr>"
    )


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
WIDE = '<w:gridSpan w:val="7"/>'
TABLE = tbl(tr(*HEAD), tr(*ONE), tr(*TWO))
SIGN = "<w:sym w:font='Wingdings 2' w:char='{}'/>"
BOXES = (
    f"<w:tc><w:p><w:r>{SIGN.format('F052')}<w:t>政府网站</w:t></w:r>"
    f"<w:r><w:t xml:space='preserve'> </w:t>{SIGN.format('00A3')}<w:t>政府公报</w:t></w:r></w:p></w:tc>"
)
CONTROL = (
    "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{on}'/></w14:checkbox></w:sdtPr>"
    "<w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
)
CONTROLS = (
    f"<w:tc><w:p>{CONTROL.format(on=1, sign='☒')}<w:r><w:t>政府网站</w:t></w:r>"
    f"{CONTROL.format(on=0, sign='☐')}<w:r><w:t>政府公报</w:t></w:r></w:p></w:tc>"
)
DOCUMENTS = [
    FileCase("a document with a heading and a table", docx(p(TITLE) + TABLE), BOTH, "a.docx"),
    FileCase(
        "the title inside the table",
        docx(tbl(tr(tc(TITLE, WIDE)), tr(*HEAD), tr(*ONE), tr(*TWO))),
        BOTH,
        "a.docx",
    ),
    FileCase(
        "cells merged downwards",
        docx(
            p(TITLE)
            + tbl(
                tr(*HEAD), tr(ONE[0], tc(ONE[1], DOWN), *ONE[2:]), tr(TWO[0], tc("", ON), *TWO[2:])
            )
        ),
        BOTH,
        "a.docx",
    ),
    FileCase(
        "a table broken over two pages, header repeated",
        docx(p(TITLE) + tbl(tr(*HEAD), tr(*ONE)) + p("") + tbl(tr(*HEAD), tr(*TWO))),
        wanted({3: FIRST, 5: SECOND}, "header-repeated A4"),
        "a.docx",
    ),
    FileCase(
        "a table broken over two pages without a header",
        docx(p(TITLE) + tbl(tr(*HEAD), tr(*ONE)) + p("") + tbl(tr(*TWO))),
        BOTH,
        "a.docx",
    ),
    FileCase(
        "a table inside a cell",
        docx(
            p(TITLE)
            + tbl(
                tr(*HEAD),
                tr(*ONE[:3], f"<w:tc>{tbl(tr('名称'), tr('对象'))}<w:p/></w:tc>", *ONE[4:]),
                tr(*TWO),
            )
        ),
        BOTH,
        "a.docx",
    ),
    FileCase(
        "boxes of a symbol font",
        docx(p(TITLE) + tbl(tr(*HEAD), tr(*ONE[:6], BOXES), tr(*TWO))),
        BOTH,
        "a.docx",
    ),
    FileCase(
        "boxes to be clicked",
        docx(p(TITLE) + tbl(tr(*HEAD), tr(*ONE[:6], CONTROLS), tr(*TWO))),
        BOTH,
        "a.docx",
    ),
    FileCase(
        "words deleted and inserted in a review",
        docx(
            p(TITLE)
            + tbl(
                tr(*HEAD),
                tr(
                    *ONE[:2],
                    "<w:tc><w:p><w:del><w:r><w:delText>残疾人</w:delText></w:r></w:del><w:ins><w:r><w:t>老年人</w:t></w:r></w:ins><w:r><w:t>补贴</w:t></w:r></w:p></w:tc>",
                    *ONE[3:],
                ),
                tr(*TWO),
            )
        ),
        BOTH,
        "a.docx",
    ),
    FileCase(
        "words in many runs",
        docx(
            p(TITLE)
            + tbl(
                tr(*HEAD),
                tr(
                    *ONE[:2],
                    "<w:tc><w:p>"
                    + "".join(
                        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{sign}</w:t></w:r><w:proofErr/>"
                        for sign in "老年人补贴"
                    )
                    + "</w:p></w:tc>",
                    *ONE[3:],
                ),
                tr(*TWO),
            )
        ),
        BOTH,
        "a.docx",
    ),
    FileCase(
        "words behind an address",
        docx(
            p(TITLE)
            + tbl(
                tr(*HEAD),
                tr(
                    *ONE[:2],
                    "<w:tc><w:p><w:hyperlink><w:r><w:t>老年人补贴</w:t></w:r></w:hyperlink></w:p></w:tc>",
                    *ONE[3:],
                ),
                tr(*TWO),
            )
        ),
        BOTH,
        "a.docx",
    ),
    FileCase(
        "an instruction of a field is no text",
        docx(
            p(TITLE)
            + tbl(
                tr(*HEAD),
                tr(
                    *ONE[:2],
                    "<w:tc><w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
                    "<w:r><w:t>老年人补贴</w:t></w:r></w:p></w:tc>",
                    *ONE[3:],
                ),
                tr(*TWO),
            )
        ),
        BOTH,
        "a.docx",
    ),
    FileCase(
        "a whole table in a control",
        docx(p(TITLE) + f"<w:sdt><w:sdtContent>{TABLE}</w:sdtContent></w:sdt>"),
        BOTH,
        "a.docx",
    ),
    FileCase(
        "a row that begins a column later",
        docx(
            p(TITLE)
            + tbl(
                tr(*HEAD),
                tr(*ONE),
                "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
                + "".join(tc(text) for text in TWO[1:])
                + "</w:tr>",
            )
        ),
        wanted({3: FIRST, 4: SECOND | {"number": None}}),
        "a.docx",
    ),
    FileCase("a document without a table", docx(p("通知")), "not-a-catalogue", "a.docx"),
]
