"""The handbook: every chapter is served, its links lead somewhere, and it speaks of what is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import catalog_app
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.rules.model import Rule
from catalog_app.checks.wording import SEVERITY_NAMES
from catalog_app.public import handbook
from domains import vocabulary
from tests.factories.accounts import a_user, log_in

on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
APPLICATION = Path(catalog_app.__file__).parent
CHAPTERS = list(handbook.FILES)
QUOTED = re.compile("「(.+?)」")
LITERAL = re.compile("'([^'{}]+)'|\"([^\"{}]+)\"")
TEXT = re.compile(r"(?:^|[>}])([^<>{}]+)(?=[<{]|$)", re.MULTILINE)


def source(slug: str) -> str:
    return (handbook.FOLDER / handbook.FILES[slug]).read_text(encoding="utf-8")


@cache
def words_on_screens() -> frozenset[str]:
    """Every text of the templates between tags, and every text in the code behind them."""
    found: set[str] = set()
    for template in APPLICATION.glob("templates/**/*.html"):
        text = template.read_text(encoding="utf-8")
        found.update(TEXT.findall(text))
        found.update(one or two for one, two in LITERAL.findall(text))
    for module in APPLICATION.glob("**/*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    for terms in (vocabulary.METHODS, vocabulary.CHANNELS, vocabulary.LEVELS, vocabulary.PHASES):
        found.update(term.name for term in terms)
    found.add(vocabulary.AUDIENCE_PUBLIC)
    return frozenset(text.strip() for text in found)


def on_screen(label: str) -> bool:
    """Whether a text on some screen is this label; … stands for a name or number put in."""
    if "…" not in label:
        return label in words_on_screens()
    start = label.partition("…")[0].strip()
    return any(text.startswith(start) for text in words_on_screens())


@on_sqlite
@pytest.mark.parametrize("slug", CHAPTERS)
def test_every_chapter_is_served_with_its_neighbours(client: FlaskClient, slug: str) -> None:
    page = client.get(f"/handbook/{slug}")
    assert page.status_code == 200
    tree = HTMLParser(page.text)
    chapter = handbook.chapter(slug)
    assert [each.text() for each in tree.css("h1")] == [chapter.title]
    assert [each.text() for each in tree.css("article h2, article h3")] == [
        each.text for each in chapter.headings
    ]
    turned = {each.attributes["rel"] for each in tree.css("a[rel]")} & {"prev", "next"}
    assert len(turned) == (1 if slug in (CHAPTERS[0], CHAPTERS[-1]) else 2)


@on_sqlite
def test_the_contents_list_every_chapter_with_what_it_is_about(client: FlaskClient) -> None:
    tree = HTMLParser(client.get("/handbook").text)
    listed = [each.attributes["href"] for each in tree.css("main ol a")]
    assert listed == [f"/handbook/{slug}" for slug in CHAPTERS]
    assert all(len(each.text()) > 15 for each in tree.css("main ol p"))


@pytest.mark.parametrize("slug", CHAPTERS)
def test_no_marks_of_the_source_are_left_on_a_page(slug: str) -> None:
    """Between Chinese characters bold text does not open or close everywhere."""
    shown = HTMLParser(handbook.chapter(slug).html).text()
    assert not re.search(r"\*\*|^#|\|--|\]\(", shown, re.MULTILINE)


def test_no_file_of_the_handbook_is_left_out() -> None:
    assert {file.name for file in handbook.FOLDER.glob("*.md")} == set(handbook.FILES.values())


@on_sqlite
def test_every_link_in_the_handbook_leads_to_a_place(client: FlaskClient) -> None:
    places: dict[str, set[str]] = {"/handbook": set()}
    for slug in CHAPTERS:
        tree = HTMLParser(client.get(f"/handbook/{slug}").text)
        ids = [each.attributes["id"] or "" for each in tree.css("[id]")]
        assert len(ids) == len(set(ids)), slug
        places[f"/handbook/{slug}"] = set(ids)
    for slug in CHAPTERS:
        page = f"/handbook/{slug}"
        for link in HTMLParser(client.get(page).text).css("article a[href]"):
            parts = urlsplit(urljoin(page, link.attributes["href"] or ""))
            assert parts.path in places, f"{slug}: {link.html}"
            assert not parts.fragment or unquote(parts.fragment) in places[parts.path], link.html


def test_links_between_the_files_work_where_the_files_are_read() -> None:
    for slug in CHAPTERS:
        for target in re.findall(r"\]\(([^)#]+\.md)", source(slug)):
            assert (handbook.FOLDER / target).is_file(), f"{handbook.FILES[slug]}: {target}"


@on_sqlite
def test_an_unknown_chapter_is_told_in_plain_words(client: FlaskClient) -> None:
    page = client.get("/handbook/none")
    assert page.status_code == 404
    assert "手册页面" in page.text


@pytest.mark.parametrize("slug", CHAPTERS)
def test_every_button_and_field_named_in_a_chapter_is_on_a_screen(slug: str) -> None:
    named = QUOTED.findall(source(slug))
    assert [label for label in named if not on_screen(label)] == []


def test_the_chapters_name_the_buttons_they_tell_to_press() -> None:
    named = {label for slug in CHAPTERS for label in QUOTED.findall(source(slug))}
    assert len(named) > 100
    assert not on_screen("没有这个按钮")


@pytest.mark.parametrize("rule", ALL_RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_is_explained_as_it_is_applied(rule: Rule) -> None:
    sections = source("rules").split("\n### ")
    section = next(each for each in sections if each.startswith(f"{rule.id} {rule.title}\n"))
    about = section.partition("\n\n")[2]
    when = "当次确认" if rule.at_once else "三天确认"
    assert about.startswith(f"程度：{SEVERITY_NAMES[rule.severity]} · {when}")
    assert ("仅供参考" in about) == rule.advisory
    assert "**怎么办**：" in about


def test_the_rules_chapter_explains_no_rule_that_is_gone() -> None:
    written = re.findall(r"^### (\S+) (.+)$", source("rules"), re.MULTILINE)
    assert dict(written) == {rule.id: rule.title for rule in ALL_RULES.values()}


def test_raw_html_and_scripts_come_out_as_text() -> None:
    text = "# 标题\n\n<script>alert(1)</script> [点](javascript:alert(1)) <b>粗</b>\n\n<div onclick=x>\n"
    page = HTMLParser(handbook.render("start", text).html)
    assert not page.css("script, b, div, a")
    assert "<script>alert(1)</script>" in page.text()


def test_cells_of_a_table_belong_to_their_row_and_column() -> None:
    table = "| 甲 | 乙 | 丙 |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n"
    page = HTMLParser(handbook.render("start", f"# 题\n\n{table}").html)
    assert [each.text() for each in page.css("table.cards tbody th[scope=row]")] == ["1", "4"]
    cells = [(each.attributes["data-label"], each.text()) for each in page.css("tbody td")]
    assert cells == [("乙", "2"), ("丙", "3"), ("乙", "5"), ("丙", "6")]


def test_headings_of_the_same_words_get_addresses_of_their_own() -> None:
    chapter = handbook.render("start", "# 题\n\n## L01 网址，格式\n\n## L01 网址，格式\n")
    assert [each.id for each in chapter.headings] == ["l01-网址格式", "l01-网址格式-1"]


@on_sqlite
def test_every_staff_screen_has_a_chapter_that_is_there(app: Flask) -> None:
    areas = ("accounts.", "catalogs.", "checks.", "duties.", "exchange.", "reviews.", "worklist.")
    staff = [each.endpoint for each in app.url_map.iter_rules() if each.endpoint.startswith(areas)]
    assert len(staff) > 40
    assert {handbook.chapter_for(endpoint) for endpoint in staff} <= set(CHAPTERS)


@on_sqlite
@pytest.mark.parametrize(
    ("screen", "slug"),
    [("/staff/", "start"), ("/staff/exchange/", "import"), ("/staff/checks/rules", "rules")],
)
def test_help_opens_at_the_chapter_of_the_present_screen(
    client: FlaskClient, screen: str, slug: str
) -> None:
    page = log_in(client, a_user()).get(screen, follow_redirects=True)
    link = next(each for each in HTMLParser(page.text).css(".top a") if each.text() == "帮助")
    assert link.attributes["href"] == f"/handbook/{slug}"
    assert client.get(f"/handbook/{slug}").status_code == 200
