"""C04 and C05: files open, and what stands in them can be searched and copied."""

from __future__ import annotations

import pytest

from catalog_app.checks.files.read import read_file
from catalog_app.checks.files.reading import FileReading
from catalog_app.checks.rules.model import AttachmentVisit
from tests.checks.files.documents import SAMPLES, workbook
from tests.checks.rules.subjects import ARTICLE, a_document, judged, judgement, seen

PDF = AttachmentVisit("申请表.pdf", "http://a.example/1.pdf", "ok", b"%PDF-1.4", 900)


def a_file(name: str, body: bytes) -> AttachmentVisit:
    url = f"http://a.example/{name}"
    return AttachmentVisit(name, url, "ok", body[:512], len(body), read_file(body, name))


def of_files(*files: AttachmentVisit) -> str:
    return judged("C05", seen(a_document(), files=files))


@pytest.mark.parametrize(
    ("file", "verdict"),
    [
        (PDF, "met"),
        (AttachmentVisit("表.pdf", "http://a.example/1.pdf", "ok", b"<html>", 900), "not_met"),
        (AttachmentVisit("表.pdf", "http://a.example/1.pdf", "ok", b"", 0), "not_met"),
        (AttachmentVisit("表.pdf", "http://a.example/1.pdf", "dead"), "not_met"),
        (AttachmentVisit("表.pdf", "http://a.example/1.pdf", "blocked"), "cannot_judge"),
        (AttachmentVisit("表.pdf", "http://a.example/1.pdf", "timeout"), "cannot_judge"),
        (
            AttachmentVisit("表.pdf", "http://a.example/1.pdf", "too_large", b"%PDF", 9_000_000),
            "met",
        ),
        (AttachmentVisit("表.xlsx", "http://a.example/d?id=7", "ok", b"PK\x03\x04", 90), "met"),
        (AttachmentVisit("表.xlsx", "http://a.example/d?id=7", "ok", b"<!DOCTYPE", 9), "not_met"),
        (AttachmentVisit("图.ofd", "http://a.example/1.ofd", "ok", b"anything", 90), "met"),
    ],
)
def test_a_file_opens_and_is_what_its_name_says(file: AttachmentVisit, verdict: str) -> None:
    assert judged("C04", seen(a_document(), files=(file,))) == verdict


def test_one_bad_file_among_good_ones_is_named() -> None:
    bad = AttachmentVisit("名单.xls", "http://a.example/2.xls", "ok", b"<html>", 90)
    told = judgement("C04", seen(a_document(), files=(PDF, bad)))
    assert told.verdict == "not_met"
    assert "名单.xls" in told.message
    assert "申请表" not in told.message


@pytest.mark.parametrize("rule", ["C04", "C05"])
def test_a_faulty_file_that_was_taken_off_the_page_is_no_fault_any_more(rule: str) -> None:
    assert judged(rule, seen(a_document())) == "met"


@pytest.mark.parametrize("rule", ["C04", "C05"])
def test_of_files_nobody_looked_at_nothing_is_said(rule: str) -> None:
    linked = a_document(f'{ARTICLE}<p><a href="http://b.example/1.pdf">名单.pdf</a></p>')
    assert judged(rule, seen(linked)) == "not_checked"
    assert judged(rule, seen(None)) == "not_checked"


def test_a_scan_that_does_not_answer_today_is_not_put_right_by_its_neighbour() -> None:
    silent = AttachmentVisit("扫描.pdf", "http://a.example/2.pdf", "timeout")
    good = a_file("名单.docx", SAMPLES["名单.docx"])
    assert judged("C05", seen(a_document(), files=(good, silent))) == "cannot_judge"


def a_page_of(files: int) -> str:
    """An article that links so many files, the first of them 名单.docx."""
    names = ["名单.docx", *(f"表{n}.docx" for n in range(2, files + 1))]
    links = "".join(f'<p><a href="http://a.example/{name}">{name}</a></p>' for name in names)
    return a_document(ARTICLE + links)


@pytest.mark.parametrize("rule", ["C04", "C05"])
def test_of_seven_files_one_of_which_was_opened_it_is_said_how_many_were_not(rule: str) -> None:
    opened = (a_file("名单.docx", SAMPLES["名单.docx"]),)
    assert judged(rule, seen(a_page_of(1), files=opened)) == "met"
    told = judgement(rule, seen(a_page_of(7), files=opened))
    assert told.verdict == "cannot_judge"
    assert told.message == "打开的 1 个附件没有问题，另有 6 个附件没有打开，不能下结论。"
    assert len(told.evidence["unopened"]) == 6


@pytest.mark.parametrize("rule", ["C04", "C05"])
def test_a_fault_among_the_opened_files_counts_whatever_was_not_opened(rule: str) -> None:
    bad = AttachmentVisit(
        "名单.docx",
        "http://a.example/1.docx",
        "ok",
        b"PK\x03\x04",
        9,
        FileReading("docx", blank=True),
    )
    disguised = AttachmentVisit("名单.docx", "http://a.example/1.docx", "ok", b"<html>", 9)
    faulty = bad if rule == "C05" else disguised
    told = judgement(rule, seen(a_page_of(7), files=(faulty,)))
    assert told.verdict == "not_met"
    assert told.evidence["faulty"] == ["http://a.example/1.docx"]


def test_a_link_straight_to_a_file_is_opened_too() -> None:
    assert judged("C04", seen(None, files=(PDF,))) == "met"


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("名单.docx", "met"),
        ("名单.pdf", "met"),
        ("名单.doc", "met"),
        ("名单.zip", "met"),
        ("扫描.pdf", "not_met"),
        ("密码.pdf", "not_met"),
        ("图.png", "not_checked"),
    ],
)
def test_a_file_can_be_searched_unless_it_is_a_scan_or_locked(name: str, verdict: str) -> None:
    assert of_files(a_file(name, SAMPLES[name])) == verdict


def test_a_blank_workbook_is_told() -> None:
    told = judgement("C05", seen(a_document(), files=(a_file("表.xlsx", workbook([])),)))
    assert told.message == "附件“表.xlsx”打开是空白的。"


def test_what_our_reader_cannot_read_is_no_fault_of_the_county() -> None:
    broken = a_file("名单.pdf", b"%PDF-1.4 and no more")
    assert of_files(broken) == "cannot_judge"
    assert of_files(a_file("名单.rar", b"Rar!\x1a\x07\x00")) == "cannot_judge"


def test_files_that_were_not_read_are_not_judged() -> None:
    assert of_files(PDF) == "not_checked"


def test_a_scan_beside_a_readable_file_is_named_alone() -> None:
    files = (a_file("名单.docx", SAMPLES["名单.docx"]), a_file("扫描.pdf", SAMPLES["扫描.pdf"]))
    told = judgement("C05", seen(a_document(), files=files))
    assert told.verdict == "not_met"
    assert "扫描.pdf" in told.message
    assert "名单.docx" not in told.message


def test_a_web_page_in_place_of_a_file_is_left_to_the_rule_about_opening() -> None:
    disguised = AttachmentVisit(
        "表.pdf", "http://a.example/1.pdf", "ok", b"<html>", 90, FileReading("html", blank=True)
    )
    assert of_files(disguised) == "not_checked"
