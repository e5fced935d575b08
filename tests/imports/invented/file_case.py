"""A whole file of any kind, and the small table that most of them hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from imports.readers import read_tables
from imports.refusal import Refused
from tests.imports.invented.case import Wanted, differences

TITLE = "敦化市养老服务领域基层政务公开标准目录"
HEAD = ("序号", "一级事项", "二级事项", "公开内容", "公开时限", "公开主体", "公开渠道")
ONE = ("1", "业务办理", "老年人补贴", "名称\n对象", "及时公开", "民政局", "■政府网站 □政府公报")
TWO = ("2", "业务办理", "高龄津贴", "标准", "实时公开", "民政局", "□政府网站 ■政府公报")
FIRST = {
    "number": "1",
    "group": "业务办理",
    "name": "老年人补贴",
    "content": ["名称", "对象"],
    "time_limit": "及时公开",
    "owner": "民政局",
    "channels": ["政府网站"],
    "urls": [],
}
SECOND = FIRST | {
    "number": "2",
    "name": "高龄津贴",
    "content": ["标准"],
    "time_limit": "实时公开",
    "channels": ["政府公报"],
}


@dataclass(frozen=True)
class FileCase:
    """A file's bytes, and the tables in it or the code of the refusal."""

    name: str
    data: bytes
    wanted: Sequence[Wanted] | str
    file: str = "目录.xlsx"

    def differences(self) -> list[str]:
        try:
            tables = read_tables(self.data)
        except Refused as refused:
            return [] if refused.code == self.wanted else [f"refused as {refused.code}"]
        return differences(tables, self.wanted, self.file)


def wanted(entries: Mapping[int, Mapping[str, Any]], *problems: str, **facts: Any) -> list[Wanted]:
    known: dict[str, Any] = {"title": TITLE, "domain": "elderly_care"}
    return [Wanted(entries, frozenset(problems), known | facts)]


BOTH = wanted({3: FIRST, 4: SECOND})
ROWS = ((TITLE,), HEAD, ONE, TWO)
