"""The demonstration's county site: good pages for every standard item, faults where it says so."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from selectolax.lexbor import LexborHTMLParser

from catalog_app.demo.site import FAULTS, RunningSite, article_path, column_path, most_at_once
from catalog_app.demo.site.misbehaviour import MISBEHAVIOUR
from catalog_app.demo.site.other_places import place_path
from catalog_app.demo.site.visits import Seen
from domains.standard import Domain, load_domains

TODAY = date(2026, 11, 20)
DOMAINS = load_domains()
LONG_NUMBER = re.compile(r"\d{15,}[\dX]?")
PLACEHOLDERS = re.compile("建设中|敬请期待|暂无|测试|请输入|XX|××|此处填写|页面不存在")


@pytest.fixture(scope="module")
def county() -> Iterator[RunningSite]:
    with RunningSite(today=lambda: TODAY, slow_seconds=0.1) as site:
        yield site


def read(site: RunningSite, path: str) -> bytes:
    with urllib.request.urlopen(site.url(path), timeout=10) as answer:
        return bytes(answer.read())


def page(site: RunningSite, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(read(site, path).decode())


def label(tree: LexborHTMLParser, name: str) -> str | None:
    node = tree.css_first(f'meta[name="{name}"]')
    return None if node is None else node.attributes["content"]


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.code)
def test_every_standard_item_has_a_good_page(domain: Domain, county: RunningSite) -> None:
    for item in domain.items:
        tree = page(county, article_path(domain.code, item.number))
        text = tree.body.text() if tree.body else ""
        assert item.name in (label(tree, "ArticleTitle") or "")
        headings = [node.text().partition("、")[2] for node in tree.css("h3")]
        assert headings == list(item.content.content or (item.name,))
        assert date.fromisoformat((label(tree, "PubDate") or "")[:10]) < TODAY
        assert f"发布日期：{(label(tree, 'PubDate') or '')[:10]}" in text
        assert "演示数据" in text
        assert not LONG_NUMBER.search(text)
        assert not PLACEHOLDERS.search(text)


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.code)
def test_every_domain_has_a_column_that_lists_its_pages(
    domain: Domain, county: RunningSite
) -> None:
    tree = page(county, column_path(domain.code))
    links = {node.attributes["href"] for node in tree.css(".list a")}
    assert links == {article_path(domain.code, item.number) for item in domain.items}
    dates = [node.text() for node in tree.css(".list span")]
    assert dates == sorted(dates, reverse=True)
    assert label(tree, "ColumnName") == domain.name


def test_the_site_carries_the_national_labels(county: RunningSite) -> None:
    tree = page(county, article_path("elderly_care", 2))
    assert label(tree, "SiteIDCode") == "2224039999"
    assert "演示" in (label(tree, "SiteName") or "")
    assert label(tree, "ContentSource") == "敦化市民政局"


@pytest.mark.parametrize(("code", "name"), [("220821", "镇赉县"), ("220871", "吉林白城经济开发区")])
def test_other_places_publish_under_their_own_name_and_address(
    county: RunningSite, code: str, name: str
) -> None:
    for path in (place_path(code, "health", 1), f"/places/{code}{column_path('health')}"):
        tree = page(county, path)
        assert name in (label(tree, "SiteName") or "")
        assert (label(tree, "SiteIDCode") or "").startswith(code)
        text = read(county, path).decode()
        assert "敦化" not in text
        assert "dunhua" not in text
        inside = [node.attributes["href"] or "" for node in tree.css(".path a, .nav a, .list a")]
        assert inside
        assert all(link.startswith(f"/places/{code}/zwgk/") for link in inside)
        read(county, inside[-1])


def test_a_place_without_a_site_has_no_pages(county: RunningSite) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        read(county, place_path("220122", "health", 1))


def test_attachments_of_good_pages_open(county: RunningSite) -> None:
    tree = page(county, article_path("elderly_care", 3))
    (link,) = [node.attributes["href"] for node in tree.css(".attachments a")]
    book = openpyxl.load_workbook(BytesIO(read(county, link or "")))
    assert book.active is not None
    assert book.active["A2"].value == "项目"


def test_the_good_pdf_is_one_and_the_bad_one_is_a_page(county: RunningSite) -> None:
    assert read(county, "/files/form.pdf").startswith(b"%PDF-1.4")
    assert read(county, "/files/form.pdf").rstrip().endswith(b"%%EOF")
    assert read(county, "/files/html.pdf").startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize("path", ["/nothing.html", "/zwgk/none/1.html", "/zwgk/health/999.html",
    "/zwgk/none/index.html", "/faults/none.html", "/files/none.txt", "/faults/gbk.html?item=x/y",
    "/faults/query.html?id=13&cat=3"])  # fmt: skip
def test_unknown_paths_are_honestly_missing(path: str, county: RunningSite) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        read(county, path)


def test_one_folder_pretends_to_have_everything(county: RunningSite) -> None:
    assert "您访问的页面不存在" in read(county, "/soft/nothing.html").decode()


def test_a_fault_can_be_about_any_standard_item(county: RunningSite) -> None:
    text = read(county, "/faults/no_date.html?item=health/5").decode()
    assert "公共场所卫生许可" in text
    assert not re.search(r"20\d\d[-年]\d", text)


def test_every_fault_about_an_item_is_the_same_fault(county: RunningSite) -> None:
    content = [fault for fault in FAULTS if fault.expected_outcome == "ok"]
    content = [fault for fault in content if "cookie" not in fault.path]  # urllib keeps none
    assert len(content) > 15
    for fault in content:
        assert read(county, fault.about("elderly_care", 2)) == read(county, fault.path)


def test_the_date_in_the_script_is_nowhere_else(county: RunningSite) -> None:
    tree = page(county, "/faults/script_date.html")
    assert label(tree, "PubDate") is None
    for script in tree.css("script"):
        assert "pubtime" in script.text()
        script.decompose()
    assert tree.html is not None
    assert not re.search(r"20\d\d-\d\d", tree.html)


def test_the_leaked_number_is_a_valid_one_of_nobody(county: RunningSite) -> None:
    (number,) = LONG_NUMBER.findall(read(county, "/faults/leaked_id.html").decode())
    weights = [pow(2, 17 - place, 11) for place in range(18)]
    values = [10 if digit == "X" else int(digit) for digit in number]
    assert sum(value * weight for value, weight in zip(values, weights, strict=True)) % 11 == 1
    assert date.fromisoformat(number[6:14]) < date(1926, 1, 1)


def test_every_planted_fault_is_named_once_and_exists(county: RunningSite) -> None:
    assert len({fault.path for fault in FAULTS}) == len(FAULTS) >= 35
    listed = {node.attributes["href"] for node in page(county, "/faults/index.html").css("li a")}
    assert listed == {fault.path for fault in FAULTS}
    misbehaving = {f"/faults/{name}" for name in MISBEHAVIOUR}
    assert misbehaving < {fault.path for fault in FAULTS}
    assert {fault.verdict for fault in FAULTS} == {"met", "not_met", "cannot_judge"}


def test_a_site_of_its_own_shows_pages_by_its_own_day() -> None:
    with RunningSite(today=lambda: date(2025, 3, 1)) as site:
        text = read(site, article_path("elderly_care", 2)).decode()
    assert "2025-02-" in text


def test_the_record_counts_what_was_answered_at_once() -> None:
    visits = [Seen("h", "/1", 0.0, 2.0), Seen("h", "/2", 1.0, 3.0), Seen("h", "/3", 2.5, None)]
    assert most_at_once(visits) == 2
    assert most_at_once([]) == 0


def test_the_record_names_host_and_path() -> None:
    with RunningSite() as site:
        read(site, "/zwgk/index.html?from=home")
        (seen,) = site.requests
        assert (seen.host, seen.path) == (f"127.0.0.1:{site.port}", "/zwgk/index.html?from=home")
        site.forget()
        assert not site.requests


def test_a_taken_port_is_said_at_once() -> None:
    with RunningSite() as site, pytest.raises(RuntimeError, match="演示网站无法启动"):
        RunningSite(port=site.port).__enter__()


def test_the_site_runs_from_the_command_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "catalog_app.demo.site", "--port", str(port)]
    served = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        assert "演示数据" in _patiently(f"http://127.0.0.1:{port}/")
    finally:
        served.terminate()
        served.wait(10)


def _patiently(url: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the site did not start")
