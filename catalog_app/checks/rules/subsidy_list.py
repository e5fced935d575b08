"""P07: a list of subsidies paid says to whom, where, for what, by what standard, how much, and
whom to complain to (涉农补贴领域 公开内容). Advice only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from catalog_app.checks.page import PageReading
from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    AttachmentVisit,
    Judgement,
    LinkRule,
    LinkSubject,
    Severity,
    Threshold,
    cannot_judge,
    not_met,
)
from catalog_app.checks.rules.readable import readable

FIELDS = Threshold("P07.fields", "六项中至少有", 5, 2, 6, "项")
PAID = re.compile(r"(?:补贴|补助|津贴|救助金|补偿费)")
LISTED = re.compile(r"发放|公示|名单|名册|结果|明细|花名")
HEADERS: dict[str, re.Pattern[str]] = {
    "补贴对象": re.compile(
        r"(?:户主|农户|对象|人员|.{0,4}[人者户])?(?:姓名|名称|户名)|户主|补[贴助]对象|(?:申请|享受|领取|受益)人|"
        r"(?:合作社|企业|单位|主体)名称|购机者|农户"
    ),
    "所在村": re.compile(
        r"(?:所[在属])?(?:村(?:名|组|屯|民?小组|委会)?|社区|行政村|乡[镇(（]?.{0,6}|屯|.{0,4}[地住]址|住所)"
        r"(?:名称)?"
    ),
    "数量或面积": re.compile(
        r".{0,8}(?:面积|亩数|数量|台数|台[（(]套[)）]|头数|只数|人数|月数|公顷数)(?:[（(].{1,6}[)）])?"
    ),
    "补贴标准": re.compile(r".{0,8}(?:标准|单价|每亩|每台|档次|每人)(?:[（(].{1,10}[)）])?"),
    "补贴金额": re.compile(
        r".{0,10}(?:金额|资金|补[贴助]额|合计|实发|总额|补[贴助]款)(?:[（(].{1,6}[)）])?"
    ),
}
COMPLAIN = re.compile(r"监督|举报|投诉|异议|反映|12345|12388")
PHONE = re.compile(
    r"(?<!\d)(?:0\d{2,3}[-—－ )）]?)?[2-9]\d{6,7}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|123(?:45|88)|\d{4}-\d{7,8}"
)
COMPLAINT = "投诉电话"
NEEDED = ("补贴对象", "补贴金额", COMPLAINT)
"""What a list of any subsidy says."""
FARM_FIELDS = (*HEADERS, COMPLAINT)
FARM = re.compile(r"涉农|农[业机户资]|耕地|种粮|粮食|良种|畜|养殖|渔|退耕|造林|草原|秸秆")
HEADER_MAX = 16
HEADS_AT_LEAST = 3
"""So many field names near one another are the head of a list."""
NEAR = 15
DIGIT = re.compile(r"\d")
Cells = Sequence[str]


def list_complete(subject: LinkSubject) -> Judgement:
    """P07: the list in the page or in its workbooks has the fields, and at least one row."""
    page, name = readable(subject), subject.entry.name
    if isinstance(page, Judgement):
        return page
    if not (PAID.search(name) and LISTED.search(name)) or page.kind != "article":
        return NOT_CHECKED
    wanted = FARM_FIELDS if _is_farm(subject) else NEEDED
    best = max(_tables(page, subject.attachments), key=len)
    if len(best) < min(HEADS_AT_LEAST, len(wanted) - 1):
        return cannot_judge("网页和能读出的附件里没有看到补贴名单表格。")
    have = best | ({COMPLAINT} if _complaint(page, subject.attachments) else frozenset())
    missing = [field for field in wanted if field not in have]
    spared = len(FARM_FIELDS) - subject.presets[FIELDS]
    if len(missing) <= spared and not set(missing) & set(NEEDED):
        return MET
    told = {"fields": sorted(have), "missing": missing}
    return not_met(f"补贴名单缺少：{'、'.join(missing)}。", **told)


def _is_farm(subject: LinkSubject) -> bool:
    """The six fields are those of farm subsidies; other lists have no area and no village."""
    return (
        FARM.search(f"{subject.entry.name}{subject.entry.group}{subject.place.domain}") is not None
    )


def _tables(page: PageReading, files: Iterable[AttachmentVisit]) -> Iterator[frozenset[str]]:
    """The fields of every list found: in the page's cells, in workbooks, in the texts of files."""
    yield _fields_among(page.text.split("\n"))
    for file in files:
        if file.reading is None:
            continue
        for sheet in file.reading.sheets:
            yield _fields_of_sheet(sheet)
        if not file.reading.sheets:
            yield _fields_among(re.split(r"[\n\t]+| {2,}", file.reading.text))


def _fields_of_sheet(rows: Sequence[Cells]) -> frozenset[str]:
    """The fields of the row that has most of them, if a row with a figure follows it."""
    heads = [(_fields(row), number) for number, row in enumerate(rows[:NEAR])]
    found, number = max(heads, key=lambda head: len(head[0]), default=(frozenset(), 0))
    filled = any(DIGIT.search(cell) for row in rows[number + 1 :] for cell in row)
    return found if filled else frozenset()


def _fields_among(cells: Cells) -> frozenset[str]:
    """The fields of a run of short lines, as the cells of a page's table become, with figures after."""
    places = [n for n, cell in enumerate(cells) if _fields((cell,))]
    best: frozenset[str] = frozenset()
    for start in places:
        found = _fields(cells[start : start + NEAR])
        after = cells[start + len(found) : start + 4 * NEAR]
        if len(found) > len(best) and any(DIGIT.search(cell) for cell in after):
            best = found
    return best


def _fields(cells: Cells) -> frozenset[str]:
    plain = ["".join(cell.split()) for cell in cells]
    short = [cell for cell in plain if 0 < len(cell) <= HEADER_MAX]
    return frozenset(
        field for field, head in HEADERS.items() if any(head.fullmatch(cell) for cell in short)
    )


def _complaint(page: PageReading, files: Iterable[AttachmentVisit]) -> bool:
    texts = [page.text, *(file.reading.text for file in files if file.reading)]
    return any(COMPLAIN.search(text) and PHONE.search(text) for text in texts)


RULES = (
    LinkRule(
        "P07",
        1,
        Severity.WARNING,
        "补贴名单栏目",
        "补贴、补助的发放名单应列出补贴对象、所在村、数量或面积、补贴标准、补贴金额和投诉电话。",
        "请在名单里补上缺少的栏目，并写明监督举报电话；个人信息按要求遮盖。",
        advisory=True,
        thresholds=(FIELDS,),
        judge=list_complete,
    ),
)
