"""Pages in the encodings of older sites are read, whoever declares them: the server, the page, nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.checks.models import PageCheck
from tests.checks.own_site import Answer, OwnSite
from tests.checks.patrols import check, entry_linked_to

WORDS = {
    "big5": "敦化縣老年人補貼發放標準公告",
    "gb18030": "敦化市老年人补贴发放标准公告㐂",
    "gbk": "敦化市老年人补贴标准",
}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("encoding", "by_server", "by_page"),
    [
        ("big5", True, False),
        ("big5", False, True),
        ("gbk", True, False),
        ("gbk", False, True),
        ("gbk", False, False),
        ("gb18030", False, False),
    ],
)
def test_a_page_is_read_in_its_encoding(
    session: Session, tmp_path: Path, encoding: str, by_server: bool, by_page: bool
) -> None:
    title = WORDS[encoding]
    meta = f'<meta charset="{encoding}">' if by_page else ""
    page = f"<!doctype html>{meta}<title>{title}</title><h1>{title}</h1><p>发布时间：2026-11-10</p>"
    if encoding == "big5":
        page = page.replace("发布时间", "發佈時間")
    kind = f"text/html; charset={encoding}" if by_server else "text/html"
    with OwnSite({"/1.html": Answer(page.encode(encoding), kind=kind)}) as site:
        check(tmp_path, entry_id=entry_linked_to(site.url("/1.html")).id)
    reading = session.scalars(select(PageCheck.reading)).one()
    assert reading is not None
    assert reading["title"] == title
