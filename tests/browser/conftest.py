"""A real server, a real Chromium, and the small county site to check against."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from catalog_app import create_app
from catalog_app.accounts import services as accounts
from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Role
from catalog_app.demo.site.running import RunningSite
from catalog_app.regions.services import region_by_code
from tests.prepared import lay_down

PASSWORD = "geheim-2026-probe"
WIDE, NARROW = 1280, 390
CHROMIUM_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
AXE = Axe()
VIOLATIONS = "options => axe.run(options).then(found => found.violations)"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
START_SECONDS = 40
SMALLEST_TARGET = 24
PEOPLE = {
    "dunhua": (Role.COUNTY_OFFICE, "222403"),
    "baicheng": (Role.COUNTY_OFFICE, "220871"),
    "shengting": (Role.PROVINCIAL_DEPARTMENT, "220000"),
}


def chromium() -> str | None:
    """The system's browser, or the one `CATALOG_CHROMIUM` names."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CATALOG_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for one file of tests. While Playwright runs, its thread has a running event loop;
    kept for the whole session it would keep other tests from starting theirs."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield running
        running.close()


@dataclass(frozen=True)
class System:
    """A served system and the demonstration's county site beside it."""

    address: str
    site: RunningSite


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """`catalog serve` on an embedded database of its own, with one user for each desk."""
    instance, port = tmp_path_factory.mktemp("served"), free_port()
    settings = {
        "CATALOG_INSTANCE": str(instance),
        "CATALOG_PORT": str(port),
        "CATALOG_ALLOWED_NETWORKS": "127.0.0.0/8",
        "CATALOG_HOST_DELAY": "0",
        "CATALOG_FETCH_SECONDS": "2",
    }
    _settle(instance)
    command = [sys.executable, "-m", "catalog_app", "serve"]
    with RunningSite() as site:
        serving = subprocess.Popen(command, env=os.environ | settings)
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz", serving)
            yield System(f"http://127.0.0.1:{port}", site)
        finally:
            serving.terminate()
            serving.wait(15)


def _settle(instance: Path) -> None:
    lay_down(f"sqlite:///{instance}/catalog.sqlite3")
    app = create_app({"INSTANCE": instance})
    with app.app_context():
        for name, (role, region) in PEOPLE.items():
            grants = [(role, region_by_code(region).id, None)]
            accounts.create_user(
                name, f"{name}（测试）", PASSWORD, grants, by=SYSTEM, at=datetime.now(UTC)
            )


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(
    address: str, serving: subprocess.Popen[bytes], seconds: float = START_SECONDS
) -> None:
    """Until the server answers; fails when it has not after so many seconds, or has ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and serving.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address):
            return
        time.sleep(0.1)
    pytest.fail(f"the server did not start (exit code {serving.poll()})")


def barriers(page: Page, **options: Any) -> list[tuple[str, str]]:
    """What axe finds in the way of a reader: each fault with the first element that has it. Asked for
    nothing else, it is twice as quick."""
    page.evaluate(AXE.axe_script)
    found = page.evaluate(VIOLATIONS, {"resultTypes": ["violations"], **options})
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found]


class Visitor:
    """A person at a screen of one width. Every page opened is looked over for what hinders them."""

    def __init__(self, page: Page, address: str, pictures: Path | None) -> None:
        self.page, self.address, self.pictures = page, address, pictures
        self.seen = 0

    @property
    def width(self) -> int:
        size = self.page.viewport_size
        return size["width"] if size else WIDE

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.address + path)
        self.look()

    def press(self, name: str, *, exact: bool = False) -> None:
        """Press the first button or follow the first link of this name, and look at what comes."""
        button = self.page.get_by_role("button", name=name, exact=exact)
        link = self.page.get_by_role("link", name=name, exact=exact)
        button.or_(link).first.click()
        self.page.wait_for_load_state()
        self.look()

    def log_in(self, name: str, password: str = PASSWORD) -> None:
        self.open("/login")
        self.page.get_by_label("用户名").fill(name)
        self.page.get_by_label("密码").fill(password)
        self.press("登录", exact=True)

    def reads(self, text: str) -> None:
        """The page holds these words."""
        assert text in self.page.locator("main").inner_text(), f"{text!r} not on {self.page.url}"

    def look(self) -> None:
        """No accessibility violation, nothing wider than the screen, no control too small."""
        self.seen += 1
        if self.pictures is not None:
            name = f"{self.width}_{self.seen:02d}.png"
            self.page.screenshot(path=self.pictures / name, full_page=True)
        assert barriers(self.page, runOnly=list(RULES)) == [], self.page.url
        overflow = self.page.evaluate("document.documentElement.scrollWidth")
        assert overflow <= self.width, f"{self.page.url} is {overflow} px wide"
        assert self.page.evaluate(TOO_SMALL, SMALLEST_TARGET) == [], self.page.url

    def look_on_a_telephone(self) -> None:
        """The same page on a narrow screen."""
        before = self.page.viewport_size
        self.page.set_viewport_size({"width": NARROW, "height": 900})
        self.look()
        if before:
            self.page.set_viewport_size(before)


TOO_SMALL = """smallest => [...document.querySelectorAll('button, input, select, textarea, a.btn')]
  .map(e => ({e, b: e.getBoundingClientRect()}))
  .filter(({e, b}) => b.width > 1 && b.height > 1
      && (b.width < smallest || b.height < smallest)
      && !['checkbox', 'radio', 'hidden'].includes(e.type))
  .map(({e, b}) => `${e.outerHTML.slice(0, 80)} ${b.width}x${b.height}`)"""


@pytest.fixture
def visitor(browser: Browser, system: System) -> Iterator[Callable[[int], Visitor]]:
    """A new person at a screen so many pixels wide. `CATALOG_PICTURES` names a folder for what
    they saw."""
    folder = os.environ.get("CATALOG_PICTURES")
    contexts = []

    def arrive(width: int) -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visitor(context.new_page(), system.address, Path(folder) if folder else None)

    yield arrive
    for context in contexts:
        context.close()
