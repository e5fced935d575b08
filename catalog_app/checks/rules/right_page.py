"""P01: the page is about the item it is linked from. Advice only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog_app.checks.page import PageReading
from catalog_app.checks.rules.likeness import best, pairs_of, says_something, share
from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    Judgement,
    LinkRule,
    LinkSubject,
    Severity,
    Threshold,
    cannot_judge,
    not_met,
)
from catalog_app.checks.rules.readable import readable
from catalog_app.checks.rules.topics import topics_in, topics_of

FOUND = Threshold("P01.found", "与名称相符，至少", 75, 50, 100, "%")
DOUBTED = Threshold("P01.doubted", "低于此为不相符", 50, 10, 75, "%")
CONTENT_KINDS = {"article", "list", "other"}
ROWS = 10
TOPIC_WORDS = 3
"""So many words of the item's domain in a text may make it a page about the item."""
BODY = 3000
"""Characters of the text that are searched for the item's name."""


def right_page(subject: LinkSubject) -> Judgement:
    """P01: the page's title, column, newest rows or text are about the item."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    if page.kind not in CONTENT_KINDS:
        return NOT_CHECKED
    names = [name for name in (subject.entry.name, subject.entry.group) if name]
    body = page.text[:BODY]
    if any(says_something(name) and name in body for name in names):
        return MET
    titles = tuple(_titles(page))
    score, title = best(names, titles)
    if score >= subject.presets[FOUND]:
        return MET
    told = {"title": page.title or title, "similarity": round(score)}
    in_text = max(share(name, pairs_of(body)) for name in names)
    near = score >= subject.presets[DOUBTED] or in_text >= subject.presets[FOUND]
    if near or not title or not _is_foreign(subject, names, titles, body):
        return cannot_judge("网页标题与事项名称不太一致，请人工看一眼。", **told)
    return not_met(f"网页讲的像是另一件事：“{told['title']}”。", **told)


def _is_foreign(
    subject: LinkSubject, names: Sequence[str], titles: Sequence[str], body: str
) -> bool:
    """Is nothing of the item's domain in the page's titles, and next to nothing in its text? An
    item whose name could be any item's, in a domain not known, is never sure to be elsewhere; nor
    is a column that any item could stand in (通知公告): it has older rows."""
    page = subject.page
    if page is None or (page.kind == "list" and not says_something(page.title or "")):
        return False
    topics = topics_of(subject.place.domain, *names)
    if not topics or topics & set(topics_in("\n".join(titles))):
        return False
    in_body = topics_in(body)
    return all(in_body[topic] < TOPIC_WORDS for topic in topics)


def _titles(page: PageReading) -> Iterator[str]:
    """What the page is called, where it stands, and its newest rows."""
    yield from (title for title in (page.title, page.head, page.column_name) if title)
    yield from page.breadcrumb
    yield from (row.title for row in page.items[:ROWS])
    yield from (file.name for file in page.attachments[:ROWS])


RULES = (
    LinkRule(
        "P01",
        2,
        Severity.WARNING,
        "是否正确网页",
        "网页的标题、栏目或列表应与事项名称相符。",
        "请核对链接是否填错；填对了的，可提出异议并说明理由。",
        advisory=True,
        thresholds=(FOUND, DOUBTED),
        judge=right_page,
    ),
)
