"""C04 and C05: the files that a page links open, and can be read, searched and copied."""

from __future__ import annotations

from collections.abc import Sequence

from catalog_app.checks.privacy import mask
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
PICTURES = frozenset(("image",))
WITH_TEXT = frozenset(("article", "list"))


def attachments_open(subject: LinkSubject) -> Judgement:
    """C04: every file linked, or the file the link itself leads to, opens and is what its name
    says, not a web page in disguise."""
    if not subject.attachments:
        return _without_files(subject)
    faults = {each.url: fault for each in subject.attachments if (fault := _file_fault(each))}
    if faults:
        files = [each.url for each in subject.attachments]
        return not_met(f"{'；'.join(faults.values())}。", files=files, faulty=list(faults))
    unseen = [each.url for each in subject.attachments if each.outcome not in FILE_READ]
    return _all_well(len(subject.attachments) - len(unseen), [*unseen, *unopened(subject)])


def unopened(subject: LinkSubject) -> Sequence[str]:
    """Addresses of the page's files that were not even asked for: on other sites, or more than one
    visit takes. What was kept of a file bears its address masked."""
    linked = subject.page.attachments if subject.page is not None else ()
    if len(linked) <= len(subject.attachments):
        return ()
    visited = {mask(each.url) for each in subject.attachments}
    return [each.url for each in linked if mask(each.url) not in visited]


def _all_well(opened: int, left: Sequence[str]) -> Judgement:
    """Met where every file was opened; of the others nothing is known. A finding about one that was
    opened is put right even so (`sightings.record` compares the addresses)."""
    if not left:
        return MET
    told = f"打开的 {opened} 个附件没有问题，另有" if opened else "有"
    return cannot_judge(f"{told} {len(left)} 个附件没有打开，不能下结论。", unopened=list(left))


def _without_files(subject: LinkSubject) -> Judgement:
    """A page that was read and links no file holds no faulty one: taking it away is a remedy. Of a
    page whose content comes by script that cannot be said."""
    page = readable(subject)
    if isinstance(page, Judgement) or page.kind not in WITH_TEXT or page.attachments:
        return NOT_CHECKED
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


def attachments_readable(subject: LinkSubject) -> Judgement:
    """C05: the text of each file can be searched and copied (国办公开办函〔2019〕61号): no scan, no
    password, not blank. A picture that says it is one is none of these faults."""
    if not subject.attachments:
        return _without_files(subject)
    files = [each for each in subject.attachments if each.reading is not None]
    faults = {each.url: fault for each in files if (fault := _unreadable(each))}
    if faults:
        names = [each.name for each in files]
        return not_met(f"{'；'.join(faults.values())}。", files=names, faulty=list(faults))
    unread = [each for each in files if each.reading is not None and each.reading.fault]
    unseen = [each for each in subject.attachments if each.reading is None]
    left = [each.url for each in (*unread, *unseen) if each.outcome != "dead"]
    left += unopened(subject)
    if unread:
        told = "、".join(
            f"“{each.name}”（{each.reading.fault}）" for each in unread if each.reading
        )
        return cannot_judge(f"没有读出附件的内容：{told}。", unopened=left)
    read = sum(map(_was_read, files))
    return _all_well(read, left) if read else NOT_CHECKED


def _unreadable(each: AttachmentVisit) -> str | None:
    reading = each.reading
    if reading is None or reading.kind in PICTURES or each.size == 0:
        return None
    if reading.encrypted:
        return f"附件“{each.name}”设了密码，公众打不开"
    if reading.scanned:
        return f"附件“{each.name}”是扫描件，里面的文字不能搜索和复制"
    if reading.blank and reading.kind not in ("html", "other") and not reading.cut:
        return f"附件“{each.name}”打开是空白的"
    return None


def _was_read(each: AttachmentVisit) -> bool:
    return each.reading is not None and each.reading.kind not in ("image", "html", "other")


RULES = (
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
        "C05",
        1,
        Severity.WARNING,
        "附件能否读取",
        "附件里的文字应能搜索和复制：不是整页的扫描图片，没有打开密码，不是空白。",
        "请上传由文字生成的文件（例如从 WPS 或 Word 直接另存为 PDF），去掉密码；盖章的扫描件可以同时保留。",
        advisory=True,
        judge=attachments_readable,
    ),
)
