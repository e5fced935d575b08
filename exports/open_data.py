"""The open-data bundle: published entries as CSV and JSON, with the dictionary that explains both.

The dictionary is the one list from which the files are made, so that they cannot differ. Names of
fields stay the same within a version; SCHEMA_VERSION rises when one changes its meaning.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from tempfile import TemporaryFile
from typing import IO, Any

from domains.entry import EntryContent
from domains.links import LINK_KINDS
from domains.vocabulary import LEVELS, METHODS, PHASES, Term, label
from exports.cells import lines_of, one_line
from exports.csv import csv_lines
from exports.zip_stream import Member, zip_chunks

SCHEMA_VERSION = "1.0"
ENTRIES_CSV, ENTRIES_JSON = "公开事项.csv", "公开事项.json"
OMITTED_CSV = "不适用事项.csv"
DICTIONARY_CSV, DICTIONARY_HTML, README = "数据字典.csv", "数据字典.html", "使用说明.txt"
DICTIONARY_HEADER = ("文件", "列名（CSV）", "字段名（JSON）", "类型", "是否必有", "说明", "取值")
CHUNK = 64 * 1024
LINK_STATES = {
    "ok": "可查看",
    "broken": "链接失效",
    "unsure": "暂时无法判断",
    "unchecked": "尚未核查",
}


@dataclass(frozen=True, slots=True)
class OpenLink:
    """An address of a published entry, as it was last seen."""

    url: str
    channel: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """A published entry with whose it is."""

    id: int
    region_code: str
    region: str
    superior: str
    domain_code: str
    domain: str
    content: EntryContent
    links: Sequence[OpenLink]
    accepted_on: date


@dataclass(frozen=True, slots=True)
class OpenOmitted:
    """An item of the guide that a published catalogue declares not applicable."""

    id: int
    region_code: str
    region: str
    superior: str
    domain_code: str
    domain: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `name` in JSON, `column` in CSV, its kind, what it says and which values it has;
    `plain` gives its value as JSON has it, `text` as the CSV has it."""

    name: str
    column: str
    kind: str
    says: str
    plain: Callable[[Any], Any]
    text: Callable[[Any], str]
    required: bool = False
    values: str = ""


def _words(
    name: str, column: str, says: str, get: Callable[[Any], str | None], **more: Any
) -> Field:
    return Field(name, column, "文本", says, get, lambda e: one_line(get(e) or ""), **more)


def _listed(name: str, column: str, says: str, get: Callable[[Any], Sequence[str]]) -> Field:
    says = f"{says}。CSV 中一行一个"
    return Field(
        name, column, "文本的列表", says, lambda e: list(get(e)), lambda e: lines_of(get(e))
    )


def _coded(
    name: str, column: str, says: str, terms: Sequence[Term], get: Callable[[Any], Sequence[str]]
) -> Field:
    values = "；".join(f"{term.code} {term.name}" for term in terms)
    says = f"{says}。JSON 中是代码，CSV 中是名称，用顿号隔开"
    return Field(
        name,
        column,
        "代码的列表",
        says,
        lambda e: list(get(e)),
        lambda e: "、".join(label(code) for code in get(e)),
        values=values,
    )


_PLACE = (
    Field("id", "编号", "整数", "本系统中的编号，不变", lambda e: e.id, lambda e: str(e.id), True),
    _words("region_code", "地区代码", "12 位区划代码", lambda e: e.region_code, required=True),
    _words("superior", "上级地区", "省以下的各级上级，连写", lambda e: e.superior),
    _words("region", "地区", "编制目录的地区", lambda e: e.region, required=True),
    _words("domain_code", "领域代码", "本系统的领域代码", lambda e: e.domain_code, required=True),
    _words("domain", "领域", "标准指引的领域", lambda e: e.domain, required=True),
)
_LINK_VALUES = "；".join(
    [
        "kind：" + "，".join(f"{code} {name}" for code, name in LINK_KINDS.items()),
        "state：" + "，".join(f"{code} {name}" for code, name in LINK_STATES.items()),
    ]
)
ENTRY_FIELDS = (
    *_PLACE,
    _words("group", "一级事项", "公开事项的类别", lambda e: e.content.group),
    _words("name", "二级事项", "公开事项的名称", lambda e: e.content.name, required=True),
    _listed("content", "公开内容（要素）", "应当公开的要素", lambda e: e.content.content),
    _listed("basis", "公开依据", "法律、法规、文件", lambda e: e.content.basis),
    _words("time_limit", "公开时限", "目录写明的时限", lambda e: e.content.time_limit),
    _words("owner", "公开主体", "负责公开的单位", lambda e: e.content.owner),
    _coded("method", "公开方式", "主动公开或依申请公开", METHODS, lambda e: e.content.method),
    _listed(
        "channels",
        "公开渠道和载体",
        "标准名称；其他的写作“其他:名称”",
        lambda e: e.content.channels,
    ),
    _words("audience", "公开对象", "全社会，或特定群体的名称", lambda e: e.content.audience),
    _coded("levels", "公开层级", "公开的层级", LEVELS, lambda e: e.content.levels),
    _coded("phases", "五公开", "决策、执行、管理、服务、结果", PHASES, lambda e: e.content.phases),
    _words("note", "备注", "备注", lambda e: e.content.note),
    Field(
        "links",
        "公开链接",
        "链接的列表",
        "公开信息所在的网址；JSON 中每个链接有 url、channel、kind、state，CSV 中一行一个网址",
        lambda e: [
            {"url": x.url, "channel": x.channel, "kind": x.kind, "state": x.state} for x in e.links
        ],
        lambda e: lines_of(x.url for x in e.links),
        values=_LINK_VALUES,
    ),
    Field(
        "accepted_on",
        "公布日期",
        "日期",
        "目录验收公布的日期，年-月-日",
        lambda e: e.accepted_on.isoformat(),
        lambda e: e.accepted_on.isoformat(),
        True,
    ),
)
OMITTED_FIELDS = (
    *_PLACE,
    _words("name", "事项", "标准指引中的事项", lambda e: e.name, required=True),
    _words("reason", "不适用的理由", "目录写明的理由", lambda e: e.reason, required=True),
)
NOTICE = """{title}

数据内容：{place}各级政府和村（社区）已经验收公布的基层政务公开标准目录，都是依法主动公开的信息；没有验收的修改不在其中。
数据时间：{at}（北京时间）从系统导出。
结构版本：{version}。同一版本内字段的名称和含义不变；增加字段时版本的小数加一。
记录数量：公开事项 {entries} 项，不适用事项 {omitted} 项。

文件
  {entries_csv}　　一行一个事项，UTF-8（带 BOM），可用 Excel、WPS 打开
  {entries_json}　　同样的内容，给程序用，UTF-8
  {omitted_csv}　　标准指引中有、本地声明不适用的事项和理由
  {dictionary_csv}、{dictionary_html}　　每个字段的含义和取值

使用声明
  可以免费查阅、复制、分析和再利用。引用或再发布时，请注明“吉林省基层政务公开标准目录”和上面的数据时间，不要改变原意。
  以各地政府网站公布的为准；链接的状态是系统最近一次核查的结果，可能随时变化。
  CSV 中以 = + - @（含全角）、制表符或换行开头的文字，前面加了一个英文单引号，防止表格软件把它当公式；
  原来就有单引号的再加一个。用程序读取时去掉最前面的一个即可，JSON 中没有。
"""


def bundle(
    place: str, entries: Iterable[OpenEntry], omitted: Iterable[OpenOmitted], *, at: datetime
) -> Iterator[bytes]:
    """The zip in parts as it is made. `at` is the moment in China time.

    The entries are gone through once: while their CSV is sent, their JSON waits on disk, so that both
    hold the same.
    """
    return zip_chunks(_members(place, entries, omitted, at), at)


def _members(
    place: str, entries: Iterable[OpenEntry], omitted: Iterable[OpenOmitted], at: datetime
) -> Iterator[Member]:
    with TemporaryFile(prefix="open-data-") as aside:
        document = _JsonDocument(aside, place, at)
        yield ENTRIES_CSV, _table(ENTRY_FIELDS, map(document.noted, entries))
        yield ENTRIES_JSON, document.whole()
    counted = _Counted(omitted)
    yield OMITTED_CSV, _table(OMITTED_FIELDS, counted)
    yield DICTIONARY_CSV, csv_lines(DICTIONARY_HEADER, dictionary_rows())
    yield DICTIONARY_HTML, [dictionary_page()]
    yield README, [_notice(place, at, document.entries, counted.number)]


class _JsonDocument:
    """The JSON of the entries, gathered on disk while they pass by."""

    def __init__(self, aside: IO[bytes], place: str, at: datetime) -> None:
        self._aside = aside
        self.entries = 0
        told = {
            "schema_version": SCHEMA_VERSION,
            "region": place,
            "exported_at": at.isoformat(timespec="seconds"),
        }
        head = json.dumps(told, ensure_ascii=False)
        self._write(f'{head[:-1]}, "entries": [')

    def noted(self, entry: OpenEntry) -> OpenEntry:
        plain = {field.name: field.plain(entry) for field in ENTRY_FIELDS}
        separator = ",\n" if self.entries else "\n"
        self._write(f"{separator}{json.dumps(plain, ensure_ascii=False)}")
        self.entries += 1
        return entry

    def whole(self) -> Iterator[bytes]:
        self._write("\n]}\n")
        self._aside.seek(0)
        while part := self._aside.read(CHUNK):
            yield part

    def _write(self, text: str) -> None:
        self._aside.write(text.encode("utf-8", errors="replace"))


class _Counted:
    """Passes records on and counts them."""

    def __init__(self, records: Iterable[Any]) -> None:
        self._records = records
        self.number = 0

    def __iter__(self) -> Iterator[Any]:
        for record in self._records:
            self.number += 1
            yield record


def _table(fields: Sequence[Field], records: Iterable[Any]) -> Iterator[str]:
    rows = ([field.text(record) for field in fields] for record in records)
    return csv_lines([field.column for field in fields], rows)


def dictionary_rows() -> Iterator[list[str]]:
    """The dictionary's rows under DICTIONARY_HEADER."""
    for file, fields in ((ENTRIES_CSV, ENTRY_FIELDS), (OMITTED_CSV, OMITTED_FIELDS)):
        for field in fields:
            told = "是" if field.required else "否"
            yield [file, field.column, field.name, field.kind, told, field.says, field.values]


def dictionary_page() -> str:
    """The dictionary as a page that needs no other file."""
    head = "".join(f"<th>{name}</th>" for name in DICTIONARY_HEADER)
    rows = "\n".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in dictionary_rows()
    )
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>数据字典</title><style>'
        "body{font:15px/1.6 sans-serif;margin:24px}table{border-collapse:collapse}"
        "th,td{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}"
        f"th{{background:#edf2f7}}</style></head><body><h1>数据字典（结构版本 {SCHEMA_VERSION}）</h1>"
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></body></html>\n"
    )


def _notice(place: str, at: datetime, entries: int, omitted: int) -> str:
    told = NOTICE.format(
        title=f"{place}基层政务公开标准目录 开放数据",
        place=place,
        at=f"{at:%Y-%m-%d %H:%M}",
        version=SCHEMA_VERSION,
        entries=entries,
        omitted=omitted,
        entries_csv=ENTRIES_CSV,
        entries_json=ENTRIES_JSON,
        omitted_csv=OMITTED_CSV,
        dictionary_csv=DICTIONARY_CSV,
        dictionary_html=DICTIONARY_HTML,
    )
    return told.replace("\n", "\r\n")
