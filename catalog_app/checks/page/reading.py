"""What a program sees on a government page: one frozen record, made from bytes alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from catalog_app.addresses import host_name
from catalog_app.checks.page import elements as promised
from catalog_app.checks.page import kind as kinds
from catalog_app.checks.page import text as texts
from catalog_app.checks.page import title as titles
from catalog_app.checks.page.attachments import Attachment, read_attachments
from catalog_app.checks.page.charset import decode
from catalog_app.checks.page.elements import ElementReading
from catalog_app.checks.page.hidden_links import HiddenLink, find_hidden_links
from catalog_app.checks.page.kind import Evidence, Kind
from catalog_app.checks.page.labels import Labels, read_labels
from catalog_app.checks.page.lists import NO_LIST, Item, MainList, read_list
from catalog_app.checks.page.made_on import MadeOn, read_made_on
from catalog_app.checks.page.outline import Outline, outline
from catalog_app.checks.page.published import Published, Source, read_published
from catalog_app.checks.page.records import unfold_records, unfold_scripts
from catalog_app.checks.page.redirect import refresh_address
from catalog_app.checks.page.tables import page_leaks
from catalog_app.checks.page.zones import Zone, find_zone
from catalog_app.checks.privacy import (
    Leak,
    PersonalDatum,
    identity_numbers,
    mask,
    personal_data,
)

SHOWN = frozenset(("label", "script"))
COLUMNS = frozenset(("list", "empty_column"))
UNREADABLE = frozenset(("blocked", "redirect", "error"))
FILES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"\x89PNG", b"\xff\xd8\xff")
LOADS = re.compile(
    r"\.(?:ajax|get|post|getJSON|load|html|append|innerHTML)\b|fetch\(|axios|XMLHttpRequest|Vue|document\.write"
)
FETCHES = re.compile(
    r"\.ajax\b|\$\.(?:get|post)\(|getJSON|fetch\(|axios|XMLHttpRequest|new Vue|createApp|\.load\("
)
ABOUT = 1000  # characters that say what a page is about
LOGIN_FIELD = 'input[type="password" i]'
NAMED_IN_SCRIPT = re.compile(
    r"""["']#([\w-]{1,60})["'\s]|getElementById\(\s*["']([\w-]{1,60})["']"""
)
HELD_ENTRIES = 80
FILLABLE = frozenset("ul ol dl tbody table div section".split())
MOST_NAMES = 40
Hits = tuple[PersonalDatum, ...]
NO_DATE = Published(None, "none", certain=False)


@dataclass(frozen=True, slots=True)
class PageReading:
    """Everything the rules ask of a page. Names and dates are as a reader sees them, None if absent.

    `published_certain` is False when two dates on the page differ or only the address hints at one.
    `refused` holds the words of a firewall that answers in place of the page: its verdict is
    "cannot judge", whatever the kind. `explained_empty` is an empty page that says why;
    `loaded_later` is one whose own part a script or a frame may fill when a reader opens it.
    `head` and `described` are what it calls itself in its head: title element, keywords, description.
    `elsewhere`: a picture, a frame or a script may say what the short text does not. `hidden_links`
    lead to other hosts from where no reader sees them. `leaks` are the personal data that accuse the
    page; `personal_hits` all numbers on it, an office's own too.
    """

    kind: Kind
    title: str | None
    published: date | None
    published_source: Source
    published_certain: bool
    item_count: int | None
    newest_item_date: date | None
    items: tuple[Item, ...]
    site_name: str | None
    site_domain: str | None
    site_id_code: str | None
    column_name: str | None
    breadcrumb: tuple[str, ...]
    owner: str | None
    document_number: str | None
    attachments: tuple[Attachment, ...]
    personal_data: tuple[str, ...]
    personal_hits: tuple[PersonalDatum, ...]
    explained_empty: bool
    placeholder: str | None
    refused: str | None
    text: str
    text_hash: str
    charset: str
    elements: Mapping[str, ElementReading]
    refresh_url: str | None
    made_on: MadeOn | None = None
    loaded_later: bool = False
    head: str = ""
    described: str = ""
    column_type: str | None = None
    elsewhere: bool = False
    hidden_links: tuple[HiddenLink, ...] = ()
    leaks: tuple[Leak, ...] = ()

    def to_dict(self, *, file: str | None = None) -> dict[str, Any]:
        """The JSON object of the page contract; texts quoted in it are masked."""
        return {
            "file": file,
            "kind": self.kind,
            "title": self.title,
            "published": _iso(self.published),
            "published_source": self.published_source,
            "published_certain": self.published_certain,
            "made_on": _iso(self.made_on.day) if self.made_on else None,
            "item_count": self.item_count,
            "newest_item_date": _iso(self.newest_item_date),
            "site_name": self.site_name,
            "site_domain": self.site_domain,
            "site_id_code": self.site_id_code,
            "column_name": self.column_name,
            "breadcrumb": list(self.breadcrumb),
            "owner": self.owner,
            "document_number": self.document_number,
            "attachments": [attachment.name for attachment in self.attachments],
            "personal_data": list(self.personal_data),
            "personal_hits": [hit.masked for hit in self.personal_hits],
            "leaks": [leak.to_dict() for leak in self.leaks],
            "explained_empty": self.explained_empty,
            "placeholder": self.placeholder,
            "refused": self.refused,
            "refresh_url": self.refresh_url,
            "charset": self.charset,
            "text_hash": self.text_hash,
            "elements": {
                name: {
                    "verdict": found.verdict,
                    "evidence": mask(found.evidence) if found.evidence else None,
                }
                for name, found in self.elements.items()
            },
        }


def read_page(
    body: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    status: int = 200,
    elements: Sequence[str] = (),
) -> PageReading:
    """Read one page. `url` makes addresses absolute, `elements` are the promised content elements.

    Never raises, whatever the bytes: what cannot be found is None, empty or "none". A file that is
    no page (PDF, workbook, picture) gives an empty reading of kind "other".
    """
    text, charset = ("", "") if body.startswith(FILES) else decode(body, content_type)
    text = unfold_records(text)
    reader = _Reader(LexborHTMLParser(text), url, status)
    if reader.holds_entries_in_scripts() and (unfolded := unfold_scripts(text)) != text:
        reader = _Reader(LexborHTMLParser(unfolded), url, status)
    return reader.reading(charset, elements, body if text else b"")


class _Reader:
    """The steps of one reading, in the order in which they build on one another."""

    def __init__(self, tree: LexborHTMLParser, url: str | None, status: int) -> None:
        self.url = url
        self.hidden_links = find_hidden_links(tree, host_name(url or "") or None)
        self.head = titles.head_title(tree)
        self.tree = tree
        self.page: Outline = outline(tree)
        self.labels: Labels = read_labels(self.page.metas)
        self.zone: Zone = find_zone(self.page)
        self.refresh_url = refresh_address(self.page, url)
        self.named = titles.document_title(self.page, self.zone, self.labels, self.head)
        self.published = read_published(self.page, self.zone, self.labels, self.named.line, url)
        named = self.labels.names_document(self.zone.column)
        bare = self.published.source not in SHOWN  # a dated page without dated rows is a document
        self.listed: MainList = (
            NO_LIST if named else read_list(self.page, self.zone, url, bare=bare)
        )
        self.attachments = read_attachments(self.page, self.zone, url)
        self.evidence = Evidence(
            page=self.page,
            zone=self.zone,
            labels=self.labels,
            listed=self.listed,
            published=self.published,
            head=self.head,
            attachments=len(self.attachments),
            refresh_url=self.refresh_url,
            status=status,
            url=url,
            own_title=titles.repeats_head(self.named, self.zone, self.head),
            asks_password=len(self.page.text) <= kinds.SHORT_PAGE
            and tree.css_first(LOGIN_FIELD) is not None,
        )
        self.kind: Kind = kinds.judge_kind(self.evidence)

    def reading(self, charset: str, wanted: Sequence[str], source: bytes) -> PageReading:
        published = self.published if self.kind == "article" else NO_DATE
        listed, text = self.shown_list(), self.main_text()
        shown, held = self.personal_hits(source)
        return PageReading(
            kind=self.kind,
            title=self.title(),
            published=published.day,
            published_source=published.source,
            published_certain=published.certain,
            item_count=len(listed.items) if listed else (0 if self.kind in COLUMNS else None),
            newest_item_date=listed.newest if listed else None,
            items=listed.items if listed else (),
            site_name=titles.site_name(self.labels, self.head, self.foot()),
            site_domain=self.labels.site_domain or host_name(self.url or "") or None,
            site_id_code=self.labels.site_id_code or texts.site_code(self.foot()),
            column_name=self.labels.column_name or self.column(),
            breadcrumb=self.zone.trail,
            owner=texts.shown_owner(self.page, self.zone) or self.labels.content_source,
            document_number=self.document_number(),
            attachments=() if listed else self.attachments,
            personal_data=tuple(dict.fromkeys(hit.kind for hit in (*shown, *held))),
            personal_hits=(*shown, *held),
            leaks=page_leaks(self.tree, self.page, shown, held, self.about(text)),
            explained_empty=self.explains(text),
            placeholder=self.unfinished(text),
            refused=kinds.refusal(self.evidence),
            text=text,
            text_hash=texts.text_hash(text),
            charset=charset,
            elements=self.judged(wanted, text),
            made_on=self.made_on(text),
            refresh_url=self.refresh_url,
            loaded_later=self.kind in ("empty_column", "other") and self.loads_later(),
            head=self.head,
            described=self.labels.described,
            column_type=self.labels.column_type,
            elsewhere=self.kind not in COLUMNS and self.shows_elsewhere(text, files=False),
            hidden_links=self.hidden_links,
        )

    def holds_entries_in_scripts(self) -> bool:
        """Whether a column shows no entries and its own scripts are long enough to hold them."""
        if self.kind not in ("empty_column", "other") or not self.zone.has_trail:
            return False
        return any(len(script) >= HELD_ENTRIES for _, script in self.scripts_inside())

    def scripts_inside(self) -> Iterator[tuple[int, str]]:
        """The scripts in the page's own part, and the line each stands before."""
        zone = self.zone
        return ((at, script) for at, script in self.page.scripts if zone.start <= at <= zone.end)

    def shown_list(self) -> MainList | None:
        return self.listed if self.kind in ("list", "home") else None

    def main_text(self) -> str:
        """The text of the page's matter; of an article, from below its title."""
        title_line = self.named.line if self.kind == "article" else None
        return texts.main_text(self.page, self.zone, title_line)

    def personal_hits(self, source: bytes) -> tuple[Hits, Hits]:
        """What the page shows, and identity numbers it holds without showing them."""
        shown = personal_data(self.page.text)
        known = {hit.masked for hit in shown}
        return shown, tuple(hit for hit in identity_numbers(source) if hit.masked not in known)

    def about(self, text: str) -> str:
        """What the page says of its matter first, without the site's menus."""
        return f"{self.head}\n{self.named.text or ''}\n{text[:ABOUT]}"

    def title(self) -> str | None:
        if self.kind == "article":
            return self.named.text
        if self.kind == "home":
            return titles.site_title(self.labels, self.head)
        if self.kind in ("list", "empty_column", "other") or self.zone.has_trail:
            first = min(self.listed.date_lines, default=None) if self.kind == "list" else None
            return titles.column_title(self.page, self.zone, self.labels, self.head, first)
        return self.head or None

    def column(self) -> str | None:
        """The last step of the trail that is not the document itself."""
        steps = [step for step in self.zone.trail if step != self.named.text]
        return steps[-1] if steps else None

    def foot(self) -> str:
        return "\n".join(line.text for line in self.page.lines[self.zone.end :])

    def made_on(self, text: str) -> MadeOn | None:
        if self.kind != "article":
            return None
        shown = [line.text for line in self.page.lines[: self.zone.end] if not line.hidden]
        return read_made_on(shown, text)

    def document_number(self) -> str | None:
        if self.kind != "article":
            return None
        return texts.document_number(self.page, self.zone, self.named.line)

    def explains(self, text: str) -> bool:
        """An article explains an absence only when it calls itself an explanation."""
        if self.kind not in ("empty_column", "other") and "说明" not in (self.named.text or ""):
            return False
        return texts.explains_absence(text)

    def unfinished(self, text: str) -> str | None:
        if self.kind == "list":
            text = "\n".join(item.title for item in self.listed.items)
        bare = self.kind in ("empty_column", "under_construction")
        return texts.placeholder(self.title() or "", text, bare=bare)

    def judged(self, wanted: Sequence[str], text: str) -> dict[str, ElementReading]:
        """Elements are missing only where the page's own text is all there is to read."""
        if not wanted:
            return {}
        if self.kind in UNREADABLE or not self.page.lines:
            return dict.fromkeys(wanted, ElementReading("cannot_judge", None))
        elsewhere = self.kind in ("list", "home") or self.shows_elsewhere(text)
        names = [self.title() or "", *(file.name for file in self.attachments)]
        names += [item.title for item in self.listed.items if self.kind == "list"]
        return promised.judge_elements(wanted, text, names, whole=not elsewhere)

    def loads_later(self) -> bool:
        """Whether a frame, a form to ask with, or a script that asks the server stands in the zone,
        or a script behind it asks for what an empty part of the zone shall show."""
        zone = self.zone
        asked = (line for line, tag in self.page.embedded if tag in ("form", "iframe", "frame"))
        if any(zone.start <= line <= zone.end for line in asked):
            return True
        if any(FETCHES.search(script) for _, script in self.scripts_inside()):
            return True
        behind = (script for line, script in self.page.scripts if line > zone.end)
        return any(FETCHES.search(script) and self.fills_a_part(script) for script in behind)

    def fills_a_part(self, script: str) -> bool:
        """Whether a script names an element that is empty and holds more than a number."""
        names = [one or other for one, other in NAMED_IN_SCRIPT.findall(script)][:MOST_NAMES]
        found = (self.tree.css_first(f'[id="{name}"]') for name in dict.fromkeys(names))
        return any(
            part is not None and part.tag in FILLABLE and not part.text(strip=True)
            for part in found
        )

    def shows_elsewhere(self, text: str, *, files: bool = True) -> bool:
        """Whether a file, a scan, a frame or a script may say what the short text does not;
        without `files`, whether anything but a file may."""
        length = texts.body_length(text, self.attachments)
        if length >= promised.SUFFICIENT:
            return False
        zone = self.zone
        shown = [tag for line, tag in self.page.embedded if zone.start <= line <= zone.end]
        attached = bool(files and self.attachments)
        if texts.leaves_to_file(text) and (attached or shown):
            return True
        scripts = (script for line, script in self.page.scripts if line >= zone.start)
        loads = any(LOADS.search(script) for script in scripts)
        return length < promised.READABLE and bool(attached or shown or loads)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
