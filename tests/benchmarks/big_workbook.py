"""Writes the large workbook of the reading benchmark: 20,000 items, 14 columns, 8,000 merged ranges.

    python tests/benchmarks/big_workbook.py BIG.xlsx [ROWS]

The same bytes of text for every run: nothing is drawn at random.
"""

from __future__ import annotations

import sys
from pathlib import Path

import xlsxwriter

ROWS = 20_000
ROWS_IN_GROUP = 5
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
    "其他",
)
CONTENT = (
    "补贴名称(高龄津贴、护理补贴等)",
    "补贴依据和对象",
    "申请材料清单及格式",
    "办理流程、办理部门和办理时限",
    "办理时间、地点和咨询电话",
)
LIMITS = ("信息形成或者变更之日起20个工作日内", "实时公开", "制定或获取信息之日起10个工作日内")


def write(path: Path, rows: int = ROWS) -> None:
    """Write the workbook: every group of five rows has its group and its owner merged."""
    book = xlsxwriter.Workbook(path, {"constant_memory": False, "strings_to_urls": False})
    sheet = book.add_worksheet("养老服务")
    sheet.merge_range(0, 0, 0, 13, "敦化市养老服务领域基层政务公开标准目录")
    for column, words in enumerate(HEADER):
        sheet.write_column(1, column, words)
    for column in (1, 8, 10, 12):
        sheet.merge_range(1, column, 1, column + 1, HEADER[column][0])
    for number in range(1, rows + 1):
        sheet.write_row(number + 2, 0, _row(number))
    for first in range(0, rows, ROWS_IN_GROUP):
        last = min(first + ROWS_IN_GROUP, rows) - 1
        for column in (1, 6):
            text = _row(first + 1)[column]
            sheet.merge_range(first + 3, column, last + 3, column, text)
    book.close()


def _row(number: int) -> tuple[int | str, ...]:
    group = (number - 1) // ROWS_IN_GROUP + 1
    content = [f"第{number}项的{words}" for words in CONTENT]
    return (
        number,
        f"第{group}类养老服务业务办理",
        f"养老服务事项第{number}项办理信息",
        "\n".join(f"{place}.{text}" for place, text in enumerate(content, 1)),
        "《中华人民共和国政府信息公开条例》\n"
        f"《关于进一步做好养老服务第{number}号工作的通知》(民发〔2019〕{number % 977}号)",
        LIMITS[number % len(LIMITS)],
        f"敦化市民政局第{group % 40}科",
        "\n".join(_boxes(number)),
        "√" if number % 7 else "",
        "" if number % 7 else "申请人",
        "√",
        "√" if number % 11 == 0 else "",
        "√",
        "√" if number % 3 == 0 else "",
    )


def _boxes(number: int) -> list[str]:
    boxes = [
        f"{'■' if place == 0 or (number >> place) % 4 == 0 else '□'}{name}"
        for place, name in enumerate(CHANNELS[:-1])
    ]
    boxes.append("□其他")
    return [" ".join(boxes[start : start + 2]) for start in range(0, len(boxes), 2)]


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROWS)
