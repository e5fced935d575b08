"""V01-V06: no personal data on a page, in its files, their hidden sheets (政务公开要点 2018: 去标识化).

The readings say what stands where, masked, and leave out what an office must publish: rosters of
duty, firms, penalties. Here it is weighed and put into words. Evidence is masked before it comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalog_app.checks.privacy import Leak, LeakPlace
from catalog_app.checks.rules.files import unopened
from catalog_app.checks.rules.links import READ
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

SHOWN = 5
IN_FILE = "附件“"
NAMED = Threshold("V03.named", "姓名旁的手机号码达到", 1, 1, 100, "个")
ALONE = Threshold("V03.page", "没有姓名、也不是办公用的手机号码达到", 3, 1, 100, "个")
ADDRESSES = Threshold("V04.rows", "写到门牌、组、室的个人住址达到", 1, 1, 100, "个")
CELLS = Threshold("V05.cells", "没有遮盖的格子达到", 1, 1, 100, "个")


@dataclass(frozen=True, slots=True)
class Place:
    """One hit as it is shown: where it stands, in words, "" in the page's own text; and masked."""

    where: str
    masked: str

    def __str__(self) -> str:
        return f"{self.where}：{self.masked}" if self.where else self.masked


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind: how many, and the first places."""

    count: int
    places: Sequence[Place]
    faulty: Sequence[str]
    """Addresses of the page or files it stands in."""

    def judge(self, what: str) -> Judgement:
        """Not met; `what` is put behind the number of hits."""
        told = "；".join(map(str, self.places))
        evidence = self.evidence | {"count": self.count, "faulty": self.faulty}
        return not_met(f"发现 {self.count} {what}：{told}。", **evidence)

    @property
    def evidence(self) -> dict[str, Any]:
        rows = [{"where": place.where, "quote": place.masked} for place in self.places]
        shown = [place.masked for place in self.places if not place.where.startswith(IN_FILE)]
        return {"excerpt": shown[0] if shown else None, "places": rows}


def no_identity_numbers(subject: LinkSubject) -> Judgement:
    """V01: no citizen identity number (GB 11643: real date, MOD 11-2), on the page or in its files,
    hidden sheets too; on the page also where no reader sees it."""
    hits = _hits(subject, "id_number")
    return hits.judge("个未遮盖的身份证号码") if hits.count else _nothing(subject)


def no_bank_cards(subject: LinkSubject) -> Judgement:
    """V02: no bank card of a person: prefix, Luhn, and words about accounts or a person's row."""
    hits = _hits(subject, "bank_card")
    return hits.judge("个未遮盖的银行卡号") if hits.count else _nothing(subject)


def no_private_mobiles(subject: LinkSubject) -> Judgement:
    """V03: no mobile number beside a person's name, nor several that no office calls its own."""
    named, alone = _hits(subject, "named_mobile"), _hits(subject, "mobile")
    if named.count >= subject.presets[NAMED]:
        return named.judge("个姓名旁的手机号码")
    if named.count + alone.count >= subject.presets[ALONE]:
        places, faulty = [*named.places, *alone.places], [*named.faulty, *alone.faulty]
        both = Hits(named.count + alone.count, places[:SHOWN], faulty)
        return both.judge("个像是个人的手机号码")
    return _nothing(subject)


def no_home_addresses(subject: LinkSubject) -> Judgement:
    """V04: no person's address beyond the township: 组, 号楼, 单元, 室 or a house number."""
    hits, doubts = _hits(subject, "address"), _hits(subject, "doubtful_address")
    if hits.count >= subject.presets[ADDRESSES]:
        return hits.judge("处个人住址写到了组、楼或门牌")
    if doubts.count:
        return cannot_judge(
            f"名单里有写到组、楼或门牌的地点（{doubts.count} 处），请看一眼是不是个人住址。",
            **doubts.evidence,
        )
    return _nothing(subject)


def no_open_columns(subject: LinkSubject) -> Judgement:
    """V05: no column for identity or account numbers, addresses, illness or disability whose cells
    are not covered, in a list of people."""
    hits = _hits(subject, "sensitive")
    if hits.count >= subject.presets[CELLS]:
        return hits.judge("个敏感栏目的格子没有遮盖")
    return _nothing(subject)


def no_weak_masks(subject: LinkSubject) -> Judgement:
    """V06: no mask that leaves 14 or more of an identity number's 18 digits to be read."""
    hits = _hits(subject, "weak_mask")
    return hits.judge("个身份证号码遮盖得太少") if hits.count else _nothing(subject)


def _hits(subject: LinkSubject, kind: str) -> Hits:
    found = list(_leaks(subject, kind))
    places = [_place(source, place) for _, source, leak in found for place in leak.places]
    faulty = list(dict.fromkeys(url for url, _, _ in found))
    count = sum(leak.count for _, _, leak in found)
    return Hits(count, list(dict.fromkeys(places))[:SHOWN], faulty)


def _leaks(subject: LinkSubject, kind: str) -> Iterator[tuple[str, str, Leak]]:
    """(address, where: "" for the page, else the file; leak) of this kind."""
    if subject.page is not None:
        yield from ((subject.url, "", leak) for leak in subject.page.leaks if leak.kind == kind)
    for file in subject.attachments:
        if file.reading is not None:
            name = f"{IN_FILE}{file.name}”"
            yield from ((file.url, name, leak) for leak in file.reading.leaks if leak.kind == kind)


def _place(source: str, place: LeakPlace) -> Place:
    """附件“名单.xlsx”第2个工作表“底表”（隐藏）第15行“身份证号”：22*************017"""
    header = f"“{place.header}”" if place.header else ""
    return Place(f"{source}{place.where}{header}", place.masked)


def _nothing(subject: LinkSubject) -> Judgement:
    """Met only where there was something to search, and all of it could be searched."""
    page = NOT_CHECKED if subject.page is None else readable(subject)
    if isinstance(page, Judgement) and (subject.page is not None or not subject.attachments):
        return page
    unread = [file for file in subject.attachments if _is_unread(file)]
    left = [*(file.url for file in unread), *unopened(subject)]
    if unread:
        told = f"没有发现；但附件“{unread[0].name}”的内容读不出来，请人工看一眼。"
        return cannot_judge(told, unopened=left)
    if left:
        return cannot_judge(f"没有发现；但有 {len(left)} 个附件没有打开。", unopened=left)
    return MET


def _is_unread(file: AttachmentVisit) -> bool:
    """Whether something may stand in the file that could not be searched; a dead link holds nothing."""
    reading = file.reading
    if reading is None or reading.kind == "html":
        return file.outcome != "dead" and not (file.outcome in READ and file.size == 0)
    return bool(reading.fault or reading.scanned or reading.encrypted) and not reading.blank


RULES = (
    LinkRule(
        "V01",
        2,
        Severity.BLOCK,
        "身份证号码泄露",
        "公开的网页和附件（包括隐藏的工作表）不能出现完整的公民身份号码。",
        "请立即撤下或遮盖后重新发布，只保留前 2 位和后 3 位以内的数字；表格里隐藏的底表要删掉。",
        at_once=True,
        judge=no_identity_numbers,
    ),
    LinkRule(
        "V02",
        1,
        Severity.BLOCK,
        "银行卡号泄露",
        "公开的网页和附件不能出现个人完整的银行卡号。单位的账号不算。",
        "请立即撤下或遮盖后重新发布，只保留最后 4 位数字。",
        at_once=True,
        judge=no_bank_cards,
    ),
    LinkRule(
        "V03",
        1,
        Severity.ERROR,
        "手机号码泄露",
        "名单里不应出现个人的手机号码。咨询、监督、值班等办公电话，企业和承办人的电话不算。",
        "请遮盖中间 4 位，例如 138****1234；本来就要公布的办公电话，请提出异议并说明。",
        at_once=True,
        advisory=True,
        thresholds=(NAMED, ALONE),
        judge=no_private_mobiles,
    ),
    LinkRule(
        "V04",
        1,
        Severity.ERROR,
        "家庭住址泄露",
        "名单里个人的住址只应写到乡镇、街道，不应写到组、楼栋、单元、室或门牌。",
        "请把住址改到乡镇、街道一级后重新发布。",
        at_once=True,
        thresholds=(ADDRESSES,),
        judge=no_home_addresses,
    ),
    LinkRule(
        "V05",
        1,
        Severity.BLOCK,
        "敏感栏目没有遮盖",
        "个人名单里的身份证号、银行账号、家庭住址、病种、残疾类别等栏目应删去或遮盖。",
        "请立即撤下，删去这些栏目或遮盖后重新发布。",
        at_once=True,
        thresholds=(CELLS,),
        judge=no_open_columns,
    ),
    LinkRule(
        "V06",
        1,
        Severity.ERROR,
        "身份证号码遮盖不够",
        "遮盖后的身份证号码仍能看到 14 位或更多，等于没有遮盖。",
        "请重新遮盖，只保留前 2 位和后 3 位以内的数字。",
        at_once=True,
        judge=no_weak_masks,
    ),
)
