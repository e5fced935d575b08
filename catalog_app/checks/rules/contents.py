"""C01 and C02: there is something on the page, and it is no text that only holds a place."""

from __future__ import annotations

from catalog_app.checks.rules.model import (
    MET,
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
)
