"""What is kept of a page holds no personal number, wherever the page or its server had put one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.checks.models import PageCheck
from catalog_app.citizen_ids import CHECKS, WEIGHTS
from catalog_app.database import Base
from catalog_app.search.services import document
from tests.checks.patrols import check, check_on_days, entry_linked_to
from tests.factories.catalogs import a_catalog
from tests.factories.search import publish

MOBILE = "13904331234"


def id_numbers() -> Iterator[str]:
    """Invented identity numbers, every one another."""
    for serial in count(100):
        digits = f"22240319210101{serial}"
        total = sum(int(char) * weight for char, weight in zip(digits, WEIGHTS, strict=True))
        yield digits + CHECKS[total % 11]


IDS = id_numbers()
LEAKY = f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<title>{next(IDS)}低保公示</title>
<meta name="ArticleTitle" content="关于{next(IDS)}的公示"><meta name="SiteName" content="站{next(IDS)}">
<meta name="ContentSource" content="民政局{next(IDS)}"><meta name="ColumnName" content="栏{next(IDS)}">
</head><body><h1>关于{next(IDS)}的公示</h1><p>发布时间：2026-11-10 来源：民政局{next(IDS)}</p>
<div class="content">补贴名称：{next(IDS)}{"正文内容" * 40} 电话 {MOBILE}</div>
<a href="/{next(IDS)}.xls">附件{next(IDS)}名单.xls</a><a href="/a.xls?id={next(IDS)}">名单.xls</a>
</body></html>"""
ITEMS = "".join(
    f'<li><a href="/{number}.html?id={next(IDS)}">{next(IDS)}公示</a><span>2026-11-{number}</span></li>'
    for number in range(10, 20)
)
LIST = f"<!doctype html><title>名单{next(IDS)}</title><h1>名单{next(IDS)}</h1><ul>{ITEMS}</ul>"
GONE = f"<!doctype html><title>没有{next(IDS)}</title><p>页面不存在</p>"
HEADERS = {
    "ETag": f'"{next(IDS)}"',
    "Last-Modified": f"Tue, 10 Nov 2026 00:00:00 GMT {next(IDS)}",
    "Server": f"nginx {next(IDS)}",
}
REDIRECT = f"/leaky.html?who={next(IDS)}&tel={MOBILE}"
NULLS = """<!doctype html><title>名\x00单&#0;&#xD800;</title><meta name="SiteName" content="站\x00">
<h1>名\x00单</h1><p>来源：民政\x00局 2026-11-10</p>正\x00文。<a href="/a\x00.xls">附\x00件.xls</a>"""
IN_TYPE = next(IDS)
PLANTED = (MOBILE, "222403192101011")  # what all those identity numbers begin with


class Leaky(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        pages = {"/leaky.html": LEAKY, "/list.html": LIST, "/nulls.html": NULLS}
        path = self.path.partition("?")[0]
        if path == "/moved.html":
            return self._answer(302, "", {"Location": REDIRECT})
        return self._answer(200 if path in pages else 404, pages.get(path, GONE), {})

    def _answer(self, status: int, page: str, headers: dict[str, str]) -> None:
        body = page.encode()
        self.send_response_only(status)
        for name, value in (HEADERS | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"text/html; charset=utf-8; id={IN_TYPE}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: the test's own output stays readable."""


@pytest.fixture
def leaky_site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Leaky) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def everything_kept(session: Session) -> Iterator[tuple[str, str]]:
    """(table and column, text) of every value in the database, unpacked."""
    session.expire_all()
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)).mappings():
            for name, value in row.items():
                unpacked = zlib.decompress(value) if isinstance(value, bytes) else value
                yield f"{table.name}.{name}", str(unpacked)


@pytest.mark.parametrize("page", ["leaky.html", "list.html", "moved.html", "gone.html"])
def test_no_personal_number_of_a_page_is_kept_anywhere(
    session: Session, leaky_site: str, tmp_path: Path, page: str
) -> None:
    catalog = a_catalog()
    entry = entry_linked_to(f"{leaky_site}/{page}", catalog)
    publish(catalog)
    check_on_days(tmp_path, 3, entry_id=entry.id)
    assert session.scalars(select(PageCheck)).first() is not None
    kept = [
        (place, text[:80])
        for place, text in everything_kept(session)
        if any(number in text for number in PLANTED)
    ]
    assert kept == []


def test_the_public_sees_the_title_of_such_a_page_masked(
    session: Session, leaky_site: str, tmp_path: Path
) -> None:
    catalog = a_catalog()
    entry = entry_linked_to(f"{leaky_site}/leaky.html", catalog)
    publish(catalog)
    check(tmp_path, entry_id=entry.id)
    title = document(entry.id).links[0]["title"]
    assert "公示" in title
    assert "22*************" in title


def test_null_characters_and_half_signs_of_a_page_stop_no_run(
    session: Session, leaky_site: str, tmp_path: Path
) -> None:
    """PostgreSQL keeps neither."""
    catalog = a_catalog()
    entry = entry_linked_to(f"{leaky_site}/nulls.html", catalog)
    publish(catalog)
    assert check(tmp_path, entry_id=entry.id).state == "finished"
    assert "单" in document(entry.id).links[0]["title"]
    assert [place for place, text in everything_kept(session) if "\x00" in text] == []
