"""Writes the large workbook of the benchmarks: the catalogues of a prefecture's counties.

    python tests/benchmarks/big_workbook.py BIG.xlsx [ROWS]

Each county repeats the items of the standards and changes what counties change. The share of distinct
texts in a column is that of a real county's 463 items, where a name comes again in 5 rows of 100, a
公开内容 in 48, a 公开依据 in 78, a 公开时限, 公开主体 or 公开渠道 in about 90. Here every name is
distinct. The same bytes of text for every run: nothing is drawn at random.
"""

from __future__ import annotations

import sys
from functools import cache
from itertools import groupby
from pathlib import Path

import xlsxwriter

from domains.entry import EntryContent
from domains.standard import load_domains
from domains.vocabulary import AUDIENCE_PUBLIC

ROWS = 20_000  # with the 551 items of the standards: 36 counties and a part of one
HEADER = (
    ("序号", ""),
    ("公开事项", "一级事项"),
    ("", "二级事项"),
    ("公开内容（要素）", ""),
    ("公开依据", ""),
    ("公开时限", ""),
    ("公开主体", ""),
    ("公开渠道和载体", ""),
    ("公开对象", "全社会"),
    ("", "特定群体"),
    ("公开方式", "主动"),
    ("", "依申请公开"),
    ("公开层级", "县级"),
    ("", "乡级"),
)
CHANNELS = (
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏(电子屏)",
    "精准推送",
)
PLACES = ("龙门", "石岘", "三道湾", "朝阳川", "依兰", "小营", "春化", "敬信", "板石", "英安")
GROUP, OWNER = 1, 6  # the columns with merged cells
ITEM_IN_OWN_WORDS = 9  # of 20: an element of the county's own; the item's texts repeat otherwise
LIMIT_IN_OWN_WORDS = 40  # one of so many
BASIS_OF_OWN = 6

OPTIONS = {"constant_memory": False, "strings_to_urls": False}

Row = tuple[int | str, ...]


def write(path: Path, rows: int = ROWS) -> None:
    """Write the workbook: all rows in one sheet."""
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        title = "延边朝鲜族自治州基层政务公开标准目录汇总表"
        _write_sheet(book.add_worksheet("汇总"), title, [_row(n) for n in range(1, rows + 1)])


def write_by_county(path: Path, rows: int = ROWS) -> None:
    """Write the same rows with a sheet for each county, as a prefecture gathers them."""
    numbers = groupby(range(1, rows + 1), lambda number: entry(number)[0])
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        for county, own in numbers:
            name = _place_name(county)
            title = f"{name}基层政务公开标准目录"
            _write_sheet(book.add_worksheet(name), title, [_row(n) for n in own])


def write_county(path: Path, county: int, name: str) -> None:
    """Write one county's own workbook as counties send it: a sheet for each pilot domain."""
    number = county * len(_items())
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        for domain in (each for each in load_domains() if each.kind == "pilot"):
            title = f"{name}{domain.name}领域基层政务公开标准目录"
            rows = [_row(number + place) for place in range(1, len(domain.items) + 1)]
            number += len(rows)
            _write_sheet(book.add_worksheet(domain.name[:31]), title, rows)


def _write_sheet(sheet: xlsxwriter.worksheet.Worksheet, title: str, rows: list[Row]) -> None:
    """Title, header and rows; the level-1 item and the owner are merged over the rows they hold for."""
    sheet.merge_range(0, 0, 0, 13, title)
    for column, words in enumerate(HEADER):
        sheet.write_column(1, column, words)
    for column in (1, 8, 10, 12):
        sheet.merge_range(1, column, 1, column + 1, HEADER[column][0])
    for place, row in enumerate(rows, 3):
        sheet.write_row(place, 0, row)
    for column in (GROUP, OWNER):
        _merge_repeated(sheet, rows, column)


def _merge_repeated(sheet: xlsxwriter.worksheet.Worksheet, rows: list[Row], column: int) -> None:
    for text, run in groupby(enumerate(rows, 3), lambda each: (each[1][GROUP], each[1][column])):
        first, *others = [place for place, _ in run]
        if others:
            sheet.merge_range(first, column, others[-1], column, text[1])


@cache
def _items() -> list[EntryContent]:
    return [item.content for domain in load_domains() for item in domain.items]


def entry(number: int) -> tuple[int, EntryContent]:
    """The county, counted from 0, and the content of the entry with this number, counted from 1."""
    county, position = divmod(number - 1, len(_items()))
    item, place = _items()[position], _place_name(county)
    content = EntryContent(
        name=f"{place}{item.name}({position + 1}号)",
        group=item.group or "其他政务公开事项",
        content=_content(number, item, place),
        basis=_basis(number, item, place),
        time_limit=_time_limit(number, item),
        owner=place + (item.owner or "人民政府办公室"),
        method=("proactive", "on_request") if number % 11 == 0 else ("proactive",),
        channels=_channels(number, item, county),
        audience="申请人" if number % 6 == 0 else AUDIENCE_PUBLIC,
        levels=("county", "township") if "township" in item.levels else ("county",),
    )
    return county, content


def _place_name(county: int) -> str:
    tens, ones = divmod(county, len(PLACES))
    return f"{PLACES[ones]}{'一二三四五六七八九'[tens % 9]}{'' if tens < 9 else tens // 9}县"


def _row(number: int) -> Row:
    _, content = entry(number)
    public = content.audience == AUDIENCE_PUBLIC
    return (
        number,
        content.group or "",
        content.name,
        _numbered(content.content),
        "\n".join(content.basis),
        content.time_limit or "",
        content.owner or "",
        _boxes(content.channels),
        "√" if public else "",
        "" if public else content.audience or "",
        "√",
        "√" if "on_request" in content.method else "",
        "√",
        "√" if "township" in content.levels else "",
    )


def _numbered(elements: tuple[str, ...]) -> str:
    return "\n".join(f"{place}.{text}" for place, text in enumerate(elements, 1))


def _boxes(ticked: tuple[str, ...]) -> str:
    """The printed list of all channels, each with its box."""
    boxes = [f"{'■' if name in ticked else '□'}{name}" for name in CHANNELS]
    boxes.append("□其他")
    return "\n".join(" ".join(boxes[start : start + 2]) for start in range(0, len(boxes), 2))


def _content(number: int, item: EntryContent, place: str) -> tuple[str, ...]:
    own = (f"{place}办理第{number}项的地点和咨询电话",)
    return (item.content or (item.name,)) + (own if number % 20 < ITEM_IN_OWN_WORDS else ())


def _basis(number: int, item: EntryContent, place: str) -> tuple[str, ...]:
    own = (f"《关于印发{place}政务公开工作方案的通知》(政办发〔2020〕{number % 977}号)",)
    basis = item.basis or ("《中华人民共和国政府信息公开条例》",)
    return basis + (own if number % BASIS_OF_OWN == 0 else ())


def _time_limit(number: int, item: EntryContent) -> str:
    if number % LIMIT_IN_OWN_WORDS == 0:
        return f"每年{number % 12 + 1}月{number % 28 + 1}日前公开,变更后{number % 19 + 2}个工作日内更新"
    return item.time_limit or "信息形成或者变更之日起20个工作日内"


def _channels(number: int, item: EntryContent, county: int) -> tuple[str, ...]:
    """A county ticks two more than the standard, and now and then a third."""
    further = {CHANNELS[county % 12], CHANNELS[(county * 5 + county // 12 + 1) % 12]}
    if number % 7 == 0:
        further.add(CHANNELS[number % len(CHANNELS)])
    return tuple(name for name in CHANNELS if name in further or name in item.channels)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROWS)
