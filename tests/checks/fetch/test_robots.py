"""What a site asks of robots is read as the standard says, whatever stands in the file."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.fetch.robots import RULES_MAX, Robots

US = "JilinDisclosureCatalog"
HOST = "https://www.dunhua.gov.cn"


def allowed(text: str, path: str, agent: str = US) -> bool:
    return Robots(text).allowed(agent, HOST + path)


def delay(text: str, agent: str = US) -> float | None:
    return Robots(text).crawl_delay(agent)


def test_nothing_written_allows_all_at_any_pace() -> None:
    assert allowed("", "/zwgk/1.html")
    assert delay("") is None


@pytest.mark.parametrize(
    ("pattern", "path", "free"),
    [
        ("/", "/zwgk/1.html", False),
        ("", "/zwgk/1.html", True),
        ("/admin", "/administration/1.html", False),
        ("/admin/", "/admin", True),
        ("/*.pdf$", "/files/1.pdf", False),
        ("/*.pdf$", "/files/1.pdf?v=2", True),
        ("/*?", "/search?q=1", False),
        ("/*/*/a", "/1/2/3/a", False),
        ("/a*a$", "/a", True),
        ("/公开/", "/%E5%85%AC%E5%BC%80/1.html", False),
        ("/%e5%85%ac%e5%bc%80/", "/公开/1.html", False),
        ("/$", "/", False),
        ("/$", "/index.html", True),
    ],
)
def test_a_pattern_covers_what_it_says(pattern: str, path: str, free: bool) -> None:
    assert allowed(f"User-agent: *\nDisallow: {pattern}", path) is free


def test_the_longest_pattern_decides_and_allow_wins_a_tie() -> None:
    text = "User-agent: *\nDisallow: /zwgk/\nAllow: /zwgk/fdzdgk/\nDisallow: /a\nAllow: /a"
    assert allowed(text, "/zwgk/fdzdgk/1.html")
    assert not allowed(text, "/zwgk/1.html")
    assert allowed(text, "/a")


def test_a_group_of_our_own_replaces_the_one_for_everybody() -> None:
    text = (
        "User-agent: *\nCrawl-delay: 30\nDisallow: /\n\n"
        "user-agent: jilindisclosurecatalog/2.0\nCrawl-delay: 2\nDisallow: /tmp/"
    )
    assert (allowed(text, "/zwgk/"), delay(text)) == (True, 2)
    assert (allowed(text, "/zwgk/", "Other"), delay(text, "Other")) == (False, 30)


def test_several_names_share_a_group_and_groups_of_one_name_are_joined() -> None:
    text = f"User-agent: a\nUser-agent: {US}\nDisallow: /1\n\nUser-agent: {US}\nDisallow: /2"
    assert [allowed(text, path) for path in ("/1", "/2", "/3")] == [False, False, True]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("5", 5.0),
        ("0.5", 0.5),
        (" 10 # please", 10.0),
        ("soon", None),
        ("-3", None),
        ("1e9", None),
        ("inf", None),
        ("", None),
        ("٣", None),
    ],
)
def test_a_delay_is_read_in_seconds(written: str, seconds: float | None) -> None:
    assert delay(f"User-agent: *\nCrawl-delay:{written}") == seconds


def test_a_web_page_in_place_of_the_file_asks_nothing() -> None:
    page = b"\xef\xbb\xbf<html>User-agent: *\nDisallow: /\nCrawl-delay: 9</html>"
    assert Robots.read(page).allowed(US, HOST + "/1.html")
    assert Robots.read(page).crawl_delay(US) is None


def test_a_file_with_a_byte_order_mark_and_old_line_ends_is_read() -> None:
    robots = Robots.read(b"\xef\xbb\xbfUser-Agent: *\r\nCrawl-Delay: 3\rDisallow: /x\r\n")
    assert robots.crawl_delay(US) == 3
    assert not robots.allowed(US, HOST + "/x")


@given(st.binary(max_size=600), st.text(max_size=60))
def test_no_bytes_and_no_address_raise(body: bytes, url: str) -> None:
    robots = Robots.read(b"User-agent: *\nDisallow: " + body + b"\nCrawl-delay: " + body)
    robots.allowed(US, url)
    robots.crawl_delay(US)
    Robots.read(body).allowed(US, url)


def test_a_file_made_to_be_slow_is_read_quickly() -> None:
    began = time.process_time()
    robots = Robots("User-agent: *\n" + ("Disallow: /" + "*a" * 200 + "b$\n") * (2 * RULES_MAX))
    robots.allowed(US, HOST + "/" + "a" * 1900)
    assert time.process_time() - began < 2
