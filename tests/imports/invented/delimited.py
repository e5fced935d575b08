"""The small table as text: commas, tabs, semicolons, in every encoding."""

from __future__ import annotations

from collections.abc import Sequence

from tests.imports.invented.file_case import (
    BOTH,
    FIRST,
    ONE,
    ROWS,
    SECOND,
    TWO,
    FileCase,
    wanted,
)


def lines(
    separator: str, rows: Sequence[Sequence[str]] = ROWS, *, quote: bool = True, end: str = "\r\n"
) -> str:
    def cell(text: str) -> str:
        marked = '"' + text.replace('"', '""') + '"'
        return marked if quote and (set(text) & {"\n", '"', separator}) else text

    width = max(map(len, rows))
    full = ([*row, *[""] * (width - len(row))] for row in rows)
    return end.join(separator.join(map(cell, row)) for row in full) + end


DELIMITED = [
    FileCase("commas in UTF-8 with a mark", lines(",").encode("utf-8-sig"), BOTH, "a.csv"),
    FileCase("commas in GB18030", lines(",").encode("gb18030"), BOTH, "a.csv"),
    FileCase("commas, lines ended by line feeds", lines(",", end="\n").encode(), BOTH, "a.csv"),
    FileCase("commas, lines ended by returns", lines(",", end="\r").encode(), BOTH, "a.csv"),
    FileCase("semicolons", lines(";").encode("utf-8-sig"), BOTH, "a.csv"),
    FileCase("a line that names the comma", ("sep=,\r\n" + lines(",")).encode(), BOTH, "a.csv"),
    FileCase("a line that names the semicolon", ("sep=;\n" + lines(";")).encode(), BOTH, "a.csv"),
    FileCase("bars", lines("|").encode(), BOTH, "a.txt"),
    FileCase("tabs in UTF-8", lines("\t").encode(), BOTH, "a.tsv"),
    FileCase("tabs in UTF-8 with a mark", lines("\t").encode("utf-8-sig"), BOTH, "a.tsv"),
    FileCase("tabs in GB18030", lines("\t").encode("gb18030"), BOTH, "a.tsv"),
    FileCase("Unicode text of a spreadsheet", lines("\t").encode("utf-16"), BOTH, "a.txt"),
    FileCase("Unicode text, big end first", b"\xfe\xff" + lines("\t").encode("utf-16-be"), BOTH),
    FileCase("Unicode text that lost its mark", lines("\t").encode("utf-16-le"), BOTH, "a.txt"),
    FileCase("Unicode with commas", lines(",").encode("utf-16"), BOTH, "a.csv"),
    FileCase(
        "blank lines before and between",
        ("\r\n,,\r\n" + lines(",")).encode(),
        wanted({5: FIRST, 6: SECOND}),
        "a.csv",
    ),
    FileCase(
        "a comma inside quotes",
        lines(
            ",",
            (*ROWS[:2], (*ONE[:4], "信息形成之日起7个工作日内,法律另有规定的除外", *ONE[5:])),
        ).encode(),
        wanted({3: FIRST | {"time_limit": "信息形成之日起7个工作日内,法律另有规定的除外"}}),
        "a.csv",
    ),
    FileCase(
        "quotes inside quotes",
        lines(",", (*ROWS[:2], (*ONE[:2], '"一老"补贴', *ONE[3:]))).encode(),
        wanted({3: FIRST | {"name": '"一老"补贴'}}),
        "a.csv",
    ),
    FileCase(
        "apostrophes before what would be calculated",
        lines(",", (*ROWS[:2], (*ONE[:2], "'=老年人补贴", *ONE[3:]))).encode(),
        wanted({3: FIRST | {"name": "=老年人补贴"}}),
        "a.csv",
    ),
    FileCase(
        "lone quotes for the same as above",
        lines("\t", (*ROWS[:3], (*TWO[:4], '"', '"', TWO[6])), quote=False)
        .replace("名称\n对象", '"名称\n对象"')
        .encode(),
        wanted({3: FIRST, 4: SECOND | {"time_limit": "及时公开"}}, "ditto E4", "ditto F4"),
        "a.tsv",
    ),
]
