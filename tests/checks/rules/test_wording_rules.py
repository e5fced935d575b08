"""C06: fixed phrases are whole, and offices that are gone are not named as if they stood."""

from __future__ import annotations

import pytest

from tests.checks.rules.subjects import (
    ARTICLE,
    a_column,
    a_document,
    dated_rows,
    judged,
    judgement,
    seen,
)


def saying(sentence: str, published: str = "2026-11-03") -> str:
    return a_document(f"{ARTICLE}<p>{sentence}</p>", published=published)


def test_a_broken_phrase_is_shown_with_the_right_one() -> None:
    told = judgement("C06", seen(saying("按照《办法》和政府信息公开条列的规定办理。")))
    assert told.verdict == "not_met"
    assert "政府信息公开条例" in told.message
    assert told.evidence["words"][0]["quote"]


def test_an_office_gone_for_years_is_not_named_in_a_new_paper() -> None:
    assert judged("C06", seen(saying("请报国务院扶贫办备案。"))) == "not_met"


@pytest.mark.parametrize(
    ("sentence", "published"),
    [
        ("请报国务院扶贫办备案。", "2019-05-06"),
        ("根据《国务院扶贫办关于完善公告公示制度的通知》执行。", "2026-11-03"),
        ("由原国务院扶贫办划转的职责不变。", "2026-11-03"),
        ("本县没有这类事项，特此说明。", "2026-11-03"),
    ],
)
def test_old_papers_titles_and_former_names_are_no_slips(sentence: str, published: str) -> None:
    assert judged("C06", seen(saying(sentence, published))) == "met"


def test_columns_are_not_read_for_words() -> None:
    assert judged("C06", seen(a_column(dated_rows()))) == "not_checked"
