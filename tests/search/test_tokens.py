"""How text becomes tokens: every character can be asked for, nothing is lost between words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalog_app.search.tokens import Phrase, halves, joined, phrases, tokens, words

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8)
MIXED = st.text(st.sampled_from("农业补贴发放2026abAＢ，、 （）·"), max_size=20)


def _stands_in(phrase: Phrase, text: str) -> bool:
    """What the engines do: the tokens follow each other, the last as a beginning if so asked."""
    have, want = tokens(text), list(phrase.tokens)
    for start in range(len(have) - len(want) + 1):
        part = have[start : start + len(want)]
        last = part[-1].startswith(want[-1]) if phrase.prefix else part[-1] == want[-1]
        if part[:-1] == want[:-1] and last:
            return True
    return False


def test_chinese_is_cut_into_pairs_and_the_last_character_is_kept() -> None:
    assert tokens("补贴发放") == ["补贴", "贴发", "发放", "放"]


def test_letters_and_digits_stay_whole_and_width_and_case_do_not_count() -> None:
    assert tokens("ＧＢ／Ｔ 2260号") == ["gb", "t", "2260", "号"]


def test_a_query_of_one_character_finds_words_that_begin_with_it() -> None:
    assert phrases("补") == [Phrase(("补",), prefix=True)]


def test_a_query_without_letters_asks_for_nothing() -> None:
    assert phrases(" ，。*\"' OR ") == [Phrase(("or",), prefix=True)]
    assert phrases("%%__--") == []


def test_a_long_question_falls_into_words_of_two_characters() -> None:
    assert halves("危房改造补助标准") == ["危房", "改造", "补助", "标准"]
    assert halves("低保") == words("低保")


@given(before=CHINESE, asked=CHINESE, after=CHINESE)
def test_whatever_stands_in_a_text_is_found(before: str, asked: str, after: str) -> None:
    assert all(_stands_in(phrase, before + asked + after) for phrase in phrases(asked))


@given(text=MIXED, asked=CHINESE)
def test_chinese_that_does_not_stand_in_a_text_is_not_found(text: str, asked: str) -> None:
    found = all(_stands_in(phrase, text) for phrase in phrases(asked))
    assert found == (asked in text)


@given(st.text(max_size=60))
def test_tokens_hold_nothing_that_could_leave_a_quoted_expression(text: str) -> None:
    every = [*joined([text]).split(), *(t for p in phrases(text) for t in p.tokens)]
    assert all(token.isalnum() and "_" not in token for token in every)
