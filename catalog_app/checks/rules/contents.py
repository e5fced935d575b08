"""C and V rules: the page holds what it promises, and nothing it must not show."""

from __future__ import annotations

from catalog_app.checks.rules.links import READ
from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    AttachmentVisit,
    Judgement,
    LinkRule,
    LinkSubject,
    Severity,
    cannot_judge,
    not_met,
)
from catalog_app.checks.rules.readable import readable

EMPTY_TEXT = 50
"""Characters of a column's own text from which on it is not called empty."""
FILE_READ = READ | {"too_large"}
MAGIC = {
    "pdf": (b"%PDF",),
    "doc": (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK\x03\x04"),
    "xls": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),
    "rar": (b"Rar!",),
    "wps": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    "et": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
}


def column_filled(subject: LinkSubject) -> Judgement:
    """C01: no empty column, unless the page explains why nothing is there."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    if page.kind != "empty_column":
        return MET
    if page.explained_empty:
        return Judgement(
            MET.verdict, "栏目没有信息，但页面说明了原因。", {"excerpt": page.text[:120]}
        )
    if page.loaded_later:
        return cannot_judge("栏目是空的，但内容可能在打开时才由网站载入，请人工看一眼。")
    if len(page.text) >= EMPTY_TEXT:
        return cannot_judge(
            "栏目里有文字，但看不出是什么信息，请人工看一眼。", excerpt=page.text[:120]
        )
    return not_met(
        "栏目是空的：没有任何信息，也没有说明原因。", title=page.title, excerpt=page.text[:120]
    )


def no_placeholder(subject: LinkSubject) -> Judgement:
    """C02: no text that only holds a place: 建设中, 敬请期待, 请输入, XX."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    if page.placeholder:
        return not_met(
            f"网页上是占位文字“{page.placeholder}”，没有实际内容。", excerpt=page.placeholder
        )
    if page.kind == "under_construction":
        return not_met("网页显示正在建设或维护，没有实际内容。", excerpt=page.text[:120])
    return MET


def attachments_open(subject: LinkSubject) -> Judgement:
    """C04: every file linked, or the file the link itself leads to, opens and is what its name
    says, not a web page in disguise."""
    if not subject.attachments:
        return NOT_CHECKED
    faults = [fault for each in subject.attachments if (fault := _file_fault(each))]
    if faults:
        return not_met("；".join(faults) + "。", files=[each.url for each in subject.attachments])
    unseen = [each.name for each in subject.attachments if each.outcome not in FILE_READ]
    if unseen:
        return cannot_judge(f"没有读到附件：{'、'.join(unseen)}。")
    return MET


def _file_fault(each: AttachmentVisit) -> str | None:
    if each.outcome == "dead":
        return f"附件“{each.name}”不存在"
    if each.outcome not in FILE_READ:
        return None
    if each.size == 0:
        return f"附件“{each.name}”是空文件"
    suffix = _suffix(each)
    if suffix is None or each.head.lstrip().startswith(MAGIC[suffix]):
        return None
    kind = "网页" if b"<" in each.head[:200] else "其他内容"
    return f"附件“{each.name}”打不开：它其实是{kind}，不是 {suffix} 文件"


def _suffix(each: AttachmentVisit) -> str | None:
    """The kind of file the address or else the name promises; None for kinds we cannot tell."""
    for text in (each.url.partition("?")[0], each.name):
        suffix = text.rpartition(".")[2].lower()
        if suffix in MAGIC:
            return suffix
    return None


def no_identity_numbers(subject: LinkSubject) -> Judgement:
    """V01: no citizen identity number (GB 11643: real date, MOD 11-2). Evidence stays masked."""
    page = subject.page
    if page is None:
        return NOT_CHECKED
    hits = [hit.masked for hit in page.personal_hits if hit.kind == "id_number"]
    if hits:
        return not_met(f"网页上有 {len(hits)} 个未遮盖的身份证号码。", excerpt="、".join(hits[:5]))
    page_or_verdict = readable(subject)
    return page_or_verdict if isinstance(page_or_verdict, Judgement) else MET


RULES = (
    LinkRule(
        "C01",
        1,
        Severity.ERROR,
        "空白栏目",
        "栏目不能是空白。确实没有信息的，应在页面上说明原因。",
        "请补充信息；确无此类信息的，在栏目里写明原因，例如“截至某年某月，本县没有此类事项”。",
        judge=column_filled,
    ),
    LinkRule(
        "C02",
        1,
        Severity.ERROR,
        "占位内容",
        "网页不能只有“建设中”“敬请期待”“XX”之类的占位文字。",
        "请发布实际内容，删去占位文字。",
        judge=no_placeholder,
    ),
    LinkRule(
        "C04",
        1,
        Severity.ERROR,
        "附件能否打开",
        "网页上的附件应能下载，并且确实是它名称所说的文件。",
        "请重新上传附件，并自己下载打开一次。",
        judge=attachments_open,
    ),
    LinkRule(
        "V01",
        1,
        Severity.BLOCK,
        "身份证号码泄露",
        "公开的网页不能出现完整的公民身份号码。附件里的内容目前请自行核对。",
        "请立即撤下或遮盖后重新发布，只保留前 2 位和后 3 位以内的数字。",
        at_once=True,
        judge=no_identity_numbers,
    ),
)
