"""What was read on a saved page, in Chinese, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_app.checks.page import PageReading
from catalog_app.checks.wording import PAGE_KIND_NAMES, PERSONAL_DATA_NAMES, VERDICT_NAMES


def summary(name: str, page: PageReading) -> str:
    """A few lines: what kind of page, its title, dates, files and what it lacks."""
    return "\n".join((f"{name}：{PAGE_KIND_NAMES[page.kind]}", *(f"  {f}" for f in _facts(page))))


def _facts(page: PageReading) -> Iterator[str]:
    told = {
        "标题": page.title,
        "发布日期": page.published,
        "列表条数": page.item_count,
        "最新一条的日期": page.newest_item_date,
        "网站": page.site_name,
        "来源": page.owner,
        "文号": page.document_number,
        "附件": "、".join(file.name for file in page.attachments),
        "占位文字": page.placeholder,
        "个人信息": "、".join(PERSONAL_DATA_NAMES.get(kind, kind) for kind in page.personal_data),
    }
    yield from (f"{label}：{value}" for label, value in told.items() if value not in (None, ""))
    if page.explained_empty:
        yield "栏目没有信息，但说明了原因"
    for element, found in page.elements.items():
        yield f"要素“{element}”：{VERDICT_NAMES[found.verdict]}"
