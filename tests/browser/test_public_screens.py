"""The public's screens in a real browser: no barrier, nothing cut off, everything by keyboard."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.browser.conftest import barriers
from tests.conftest import make_app
from tests.factories.search import a_published_catalog

pytestmark = pytest.mark.browser
JIANGNAN = "222403110"
SCREENS = (
    *(
        "/",
        f"/r/{JIANGNAN}",
        f"/search?region={JIANGNAN}&q=补贴",
        "/search?q=航天",
        "/places?name=江南",
    ),
    *(f"/r/{JIANGNAN}/elderly_care", "/items/1", "/help", "/handbook", "/handbook/problems"),
    "/r/999999",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("public")
    app = make_app(f"sqlite:///{folder}/catalog.sqlite3", folder, DEMONSTRATION=True)
    _fill(app)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _fill(app: Flask) -> None:
    with app.app_context():
        a_published_catalog(entries=[f"老年人补贴{number}" for number in range(25)])
        a_published_catalog(JIANGNAN, entries=["乡镇敬老院"])


def _page(browser: Browser, width: int, *, large: bool = False, site: str = "") -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900})
    if large:
        context.add_cookies([{"name": "display", "value": "large", "url": site}])
    return context.new_page()


@pytest.mark.parametrize(("width", "large"), [(1280, False), (390, False), (390, True)])
def test_every_screen_is_free_of_barriers_and_fits_its_width(
    browser: Browser, site: str, width: int, large: bool
) -> None:
    page = _page(browser, width, large=large, site=site)
    for address in SCREENS:
        page.goto(site + address)
        assert barriers(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_page_with_its_style_stays_under_60_kilobytes(browser: Browser, site: str) -> None:
    page = _page(browser, 390)
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(f"{site}/search?region={JIANGNAN}&q=补贴", wait_until="networkidle")
    assert sum(sizes) < 60_000


def test_an_item_is_found_with_the_keyboard_alone(browser: Browser, site: str) -> None:
    page = _page(browser, 1280)
    page.goto(f"{site}/r/{JIANGNAN}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.focus("#q")
    page.keyboard.type("敬老院")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    page.focus("article h3 a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/**")
    assert page.text_content("h1") == "乡镇敬老院"


def test_large_type_is_one_press_away_and_stays(browser: Browser, site: str) -> None:
    page = _page(browser, 390)
    page.goto(f"{site}/r/{JIANGNAN}")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.click("text=大字版")
    assert page.url.rstrip("?") == f"{site}/r/{JIANGNAN}"
    page.goto(f"{site}/help")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= before * 1.2
