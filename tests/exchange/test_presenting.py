"""How changes and problems are put before the clerk."""

from __future__ import annotations

import pytest

from catalog_app.catalogs.services import FieldDifference
from catalog_app.exchange.presenting import problem_name, sides, told


def shown(lines: list[list[tuple[bool, str]]]) -> list[str]:
    """Each part as one text, what differs in brackets."""
    return ["".join(f"[{text}]" if differs else text for differs, text in line) for line in lines]


def test_only_the_words_that_differ_are_marked() -> None:
    both = sides(FieldDifference("time_limit", "形成之日起20个工作日内", "形成之日起15个工作日内"))
    assert shown(both.before) == ["形成之日起[20]个工作日内"]
    assert shown(both.after) == ["形成之日起[15]个工作日内"]


def test_texts_that_have_nothing_in_common_are_marked_as_a_whole() -> None:
    both = sides(FieldDifference("owner", "市老龄办", "敦化市民政和社会事务局"))
    assert (shown(both.before), shown(both.after)) == (["[市老龄办]"], ["[敦化市民政和社会事务局]"])


def test_elements_are_compared_one_by_one_and_long_sameness_is_counted() -> None:
    same = tuple(f"要素{number}" for number in range(1, 8))
    both = sides(FieldDifference("content", (*same, "旧的"), (*same, "补贴标准", "补贴对象")))
    assert shown(both.before) == ["要素1", "（另有 6 条相同）", "[旧的]"]
    assert shown(both.after) == ["要素1", "（另有 6 条相同）", "[补贴标准]", "[补贴对象]"]


def test_codes_are_told_in_words_and_an_empty_side_has_no_lines() -> None:
    both = sides(FieldDifference("levels", (), ("county",)))
    assert (both.before, shown(both.after)) == ([], ["[县级]"])


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        (
            "没有填写公开主体。请补充负责公开的单位。",
            ("没有填写公开主体。", "请补充负责公开的单位。"),
        ),
        ("“同上”已按上一行的内容填写，请核对。", ("“同上”已按上一行的内容填写，请核对。", "")),
        ("“请示”已导入。若不需要，请删除。", ("“请示”已导入。", "若不需要，请删除。")),
    ],
)
def test_a_message_is_parted_into_what_is_wrong_and_what_to_do(
    message: str, parts: tuple[str, str]
) -> None:
    assert told(message) == parts


def test_a_kind_without_a_name_is_called_by_its_element() -> None:
    assert problem_name("owner-missing", "owner") == "没有公开主体"
    assert problem_name("something-new", "owner") == "公开主体"
    assert problem_name("something-new", None) == "其他"
