"""C10: an empty budget table says why it is empty."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from catalog_app.checks.files.reading import FileReading
from catalog_app.checks.rules.model import AttachmentVisit, LinkSubject
from tests.checks.rules.places import at
from tests.checks.rules.subjects import ARTICLE, a_document, judged, judgement, seen

NAME = "政府性基金预算支出表"
EMPTY = ((NAME,), ("2026年",), ("项目", "本年预算数", "合计"), ("", "", ""))
FILLED = (*EMPTY[:3], ("基本支出", "12.5", "12.5"))
ZERO = (*EMPTY[:3], ("基本支出", "0", "0"))


def budget(sheet: tuple[tuple[str, ...], ...], body: str = ARTICLE, **reading: Any) -> LinkSubject:
    file = AttachmentVisit(
        "预算.xlsx",
        "http://a.example/1.xlsx",
        "ok",
        b"PK",
        9,
        FileReading("xlsx", "表", sheets=(sheet,), **reading),
    )
    page = a_document(body, title="云海县民政局2026年部门预算")
    return at(seen(page, files=(file,)), entry={"name": "部门预算"})


def test_an_empty_table_without_a_word_is_a_fault() -> None:
    told = judgement("C10", budget(EMPTY))
    assert told.verdict == "not_met"
    assert NAME in told.message


def test_a_sentence_of_explanation_is_enough() -> None:
    why = ARTICLE + "<p>本单位没有政府性基金预算拨款安排的支出，故本表无数据。</p>"
    assert judged("C10", budget(EMPTY, why)) == "met"


def test_a_table_of_figures_or_zeros_is_not_empty() -> None:
    assert judged("C10", budget(FILLED)) == "met"
    assert judged("C10", budget(ZERO)) == "met"


def test_an_empty_table_in_the_page_itself_is_seen() -> None:
    cells = "".join(f"<td>{cell}</td>" for cell in (NAME, "项目", "本年预算数", "合计"))
    page = a_document(f"{ARTICLE}<table><tr>{cells}</tr></table>", title="2026年部门预算")
    assert judged("C10", at(seen(page), entry={"name": "部门预算"})) == "not_met"


def test_a_table_of_which_only_the_beginning_was_read_is_not_called_empty() -> None:
    assert judged("C10", budget(EMPTY, cut=True)) == "cannot_judge"


def test_figures_in_sentences_are_figures() -> None:
    lines = "".join(
        f"<p>{line}</p>" for line in ("部门预算收支总表", "基本支出", "项目支出", "本年收入")
    )
    page = a_document(
        f"{lines}<p>2026年安排三十人，共计356.2万元。</p>{ARTICLE}", title="部门预算说明"
    )
    assert judged("C10", at(seen(page), entry={"name": "部门预算"})) == "met"


def test_other_items_have_no_budget_tables() -> None:
    assert judged("C10", at(seen(a_document()))) == "not_checked"


def test_what_a_file_that_was_not_read_may_explain_is_left_to_people() -> None:
    subject = budget(EMPTY)
    scan = AttachmentVisit(
        "说明.pdf", "http://a.example/2.pdf", "ok", b"%PDF", 9, FileReading("pdf", scanned=True)
    )
    unseen = AttachmentVisit("说明.docx", "http://a.example/3.docx", "timeout")
    for other in (scan, unseen):
        with_other = replace(subject, attachments=(*subject.attachments, other))
        assert judged("C10", with_other) == "cannot_judge"
    link = '<p><a href="http://a.example/1.xlsx">预算.xlsx</a> <a href="/9.pdf">说明.pdf</a></p>'
    assert judged("C10", budget(EMPTY, ARTICLE + link)) == "cannot_judge"
