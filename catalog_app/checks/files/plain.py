"""Files that are text: plain, comma separated, or rich text (.rtf)."""

from __future__ import annotations

import re

from catalog_app.checks.files.draft import Draft, Part
from catalog_app.checks.files.limits import Budget, Unreadable
from imports.readers.delimited import decode, read_delimited
from imports.refusal import Refused

RTF_WORD = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?|\\(par|line|row|cell|tab)\b ?|"
    rb"\\[a-zA-Z]+-?\d* ?|\\[^a-zA-Z]|[{}\r\n]|([^\\{}\r\n]+)"
)
RTF_ASIDE = re.compile(
    rb"\{\\(?:\*|fonttbl|colortbl|stylesheet|info|pict|generator|listtable|themedata)[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}"
)
BREAKS = {b"par": b"\n", b"line": b"\n", b"row": b"\n", b"cell": b"\t", b"tab": b"\t"}


def read_text(body: bytes, budget: Budget) -> Draft:
    """Lines, or rows where commas or tabs part columns; raises Unreadable for what is no text."""
    text = decode(body)
    if text is None or "\0" in text:
        raise Unreadable("不是能识别的文件格式")
    text = budget.take(text)
    try:
        tables = read_delimited(text)
    except Refused:
        tables = []
    lines = Part([[line] for line in text.splitlines()])
    parts = [Part(tables[0].rows, lines=False) if tables else lines]
    return Draft("text", parts, cut=budget.cut)


def read_rtf(body: bytes, budget: Budget) -> Draft:
    """Lines of a rich text, its Chinese in escapes of GB18030 or Unicode."""
    pieces: list[bytes] = []
    for sign, code, mark, words in RTF_WORD.findall(RTF_ASIDE.sub(b"", body)):
        if sign:
            pieces.append(bytes.fromhex(sign.decode("ascii")))
        elif code:
            pieces.append(chr(int(code) % 65536).encode("gb18030", "replace"))
        else:
            pieces.append(BREAKS.get(mark, words))
    text = budget.take(b"".join(pieces).decode("gb18030", "replace"))
    return Draft("rtf", [Part([[line] for line in text.splitlines()])], cut=budget.cut)
