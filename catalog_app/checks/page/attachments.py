"""Files linked from the body of a document."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from catalog_app.checks.page.outline import Link, Outline
from catalog_app.checks.page.zones import Zone

FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|xlsm|wps|et|dps|pptx?|ofd|rar|zip|7z|csv|txt|rtf|ceb)(?=$|[?#&])", re.I
)
NAMED_FILE = re.compile(FILE.pattern.replace("(?=$|[?#&])", r"\s*[)）]?$"), re.I)
VIEWED = re.compile(r"[?&](?:file|src|url|furl)=([^&]+)", re.I)
FETCHED = re.compile(r"(?:down_?file|download|file_?id=|/attach(?:ment)?/)", re.I)


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file: the name a reader sees (else the file's own) and its address."""

    name: str
    url: str


def read_attachments(page: Outline, zone: Zone, url: str | None) -> tuple[Attachment, ...]:
    """The distinct files linked or shown between the trail and the foot, links first, in order."""
    found: dict[str, Attachment] = {}
    for link in page.links:
        if zone.start <= link.line <= zone.end and _is_file(held := link.address, link):
            address = _resolve(url, held)
            found.setdefault(address, Attachment(link.text or _file_name(address), address))
    for line, shown in page.viewers:
        if zone.start <= line <= zone.end and FILE.search(shown):
            address = _resolve(url, _viewed(shown))
            found.setdefault(address, Attachment(_file_name(address), address))
    return tuple(found.values())


def _viewed(address: str) -> str:
    """The file that a viewer is told to show: viewer.html?file=/upload/1.pdf."""
    told = VIEWED.search(address)
    return unquote(told[1]) if told else address


def _is_file(address: str, link: Link) -> bool:
    if FILE.search(address):
        return True
    if FETCHED.search(address):
        return FILE.search(link.text) is not None
    return "?" in address and NAMED_FILE.search(link.text) is not None


def _resolve(base: str | None, address: str) -> str:
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def _file_name(address: str) -> str:
    try:
        return unquote(urlsplit(address).path.rpartition("/")[2]) or address
    except ValueError:
        return address
