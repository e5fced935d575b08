"""Words of the evidence found again in the page, what changed in it, and evidence in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.evidence_words import facts_in_words
from catalog_app.checks.highlight import folded, marked_text
from catalog_app.checks.text_changes import changes

SIGNS = st.text(st.sampled_from("县补贴标准 \n：:。Ａa1"), max_size=60)


def marked(text: str, *quotes: str) -> list[str]:
    return [piece.text for piece in marked_text(text, quotes) if piece.marked]


def test_a_quote_is_found_whatever_its_blanks_and_widths() -> None:
    page = "发布日期：2026-11-10\n来源：敦化市  民政局"
    assert marked(page, "来源:敦化市 民政局") == ["来源：敦化市  民政局"]
    assert marked(page, "没有这句话") == []


def test_every_place_of_a_quote_is_marked_and_overlaps_are_one() -> None:
    assert marked("建设中。建设中。", "建设中") == ["建设中", "建设中"]
    assert marked("正在建设中", "正在建设", "建设中") == ["正在建设中"]


@given(SIGNS, st.lists(SIGNS, max_size=4))
def test_marking_loses_no_sign(text: str, quotes: list[str]) -> None:
    assert "".join(piece.text for piece in marked_text(text, quotes)) == text


def test_a_long_text_is_folded_around_its_marks() -> None:
    text = "甲" * 2000 + "占位文字" + "乙" * 2000
    pieces = folded(marked_text(text, ["占位文字"]))
    assert [piece.text for piece in pieces if piece.marked] == ["占位文字"]
    shown = sum(len(piece.text) for piece in pieces)
    left = sum(piece.left_out for piece in pieces)
    assert (shown < 400, shown + left) == (True, len(text))


def test_a_long_text_without_marks_keeps_its_beginning() -> None:
    pieces = folded(marked_text("甲" * 3000, []))
    assert pieces[0].text == "甲" * 1200
    assert pieces[1].left_out == 1800


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in changes(old, new) if each.kind != "gap"]


def test_a_reworded_sentence_shows_the_words_that_changed() -> None:
    old = "一。补贴标准每月100元。三。"
    new = "一。补贴标准每月120元。三。"
    assert told(old, new) == [
        ("same", "一。"),
        ("same", "补贴标准每月1"),
        ("removed", "0"),
        ("added", "2"),
        ("same", "0元。"),
        ("same", "三。"),
    ]


def test_white_space_alone_is_no_change() -> None:
    assert changes("甲。\n乙。", "甲。 乙。") == []
    assert changes("", "") == []


def test_what_stayed_is_left_out_but_for_the_next_sentence() -> None:
    same = "".join(f"第{n}句。" for n in range(50))
    found = changes(same + "旧的结尾。", same + "完全不同的话在这里！")
    assert found[0].kind == "gap"
    assert found[0].left_out == 49


@given(SIGNS, SIGNS)
def test_taking_out_what_was_added_gives_the_old_text(old: str, new: str) -> None:
    found = changes(old, new)
    if found and not any(each.kind == "gap" for each in found):
        before = "".join(each.text for each in found if each.kind != "added")
        after = "".join(each.text for each in found if each.kind != "removed")
        assert "".join(after.split()) == "".join(new.split())
        # What stayed is shown as it stands now, so only its white space may differ.
        assert "".join(before.split()) == "".join(old.split())


def test_evidence_is_told_in_words_whatever_its_form() -> None:
    facts = facts_in_words(
        {
            "similarity": 42.0,
            "files": ["甲.pdf", "乙.doc"],
            "words": [{"wrong": "扶贫办", "right": "乡村振兴局", "quote": "县扶贫办"}],
            "channels": [{"channel": "公示栏", "kept": "no"}],
            "elements": [{"name": "要素"}],
            "seen_at": "2026-11-20",
            "missing": [],
        }
    )
    assert [(fact.name, fact.lines) for fact in facts] == [
        ("相似程度（满分 100）", ("42",)),
        ("查看过的附件", ("甲.pdf、乙.doc",)),
        ("用词", ("写成：扶贫办；应为：乡村振兴局；原文：县扶贫办",)),
        ("公开渠道", ("渠道：公示栏；有没有落实：没有",)),
    ]
