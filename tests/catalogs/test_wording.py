"""Elements in plain words, and two wordings side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalog_app.catalogs import wording
from catalog_app.catalogs.services.merging import disputes, merged
from tests.factories.catalogs import a_content


def joined(lines: list[wording.Line]) -> list[str]:
    return ["".join(mark.text for mark in line) for line in lines]


def changed(lines: list[wording.Line]) -> list[str]:
    return [mark.text for line in lines for mark in line if mark.changed]


def test_codes_become_words() -> None:
    assert wording.lines("levels", ("county", "village")) == ["县级", "村级"]
    assert wording.lines("channels", ("政府网站", "其他:敦化发布")) == [
        "政府网站",
        "其他：敦化发布",
    ]
    assert wording.lines("owner", None) == []


def test_only_the_changed_words_are_marked() -> None:
    both = wording.sides("time_limit", "之日起10个工作日内公开", "之日起20个工作日内公开")
    assert (changed(both.before), changed(both.after)) == (["10"], ["20"])


def test_an_added_element_leaves_its_neighbours_unmarked() -> None:
    both = wording.sides("content", ("名称", "标准"), ("名称", "电话", "标准"))
    assert changed(both.before) == []
    assert changed(both.after) == ["电话"]


def test_the_order_of_ticked_boxes_does_not_matter() -> None:
    both = wording.sides("levels", ("county", "township"), ("township", "county"))
    assert changed(both.before) == changed(both.after) == []


def test_texts_that_have_little_in_common_are_replaced_whole() -> None:
    both = wording.sides("owner", "敦化市民政局", "吉林银行")
    assert changed(both.before) == ["敦化市民政局"]


@given(st.lists(st.text(max_size=20), max_size=4), st.lists(st.text(max_size=20), max_size=4))
def test_nothing_of_either_text_is_lost(before: list[str], after: list[str]) -> None:
    both = wording.sides("content", before, after)
    assert joined(both.before) == before
    assert joined(both.after) == after


def test_what_only_one_changed_is_settled() -> None:
    base = a_content()
    theirs, mine = a_content(owner="甲", note="注"), a_content(owner="乙", time_limit="每年")
    found = {each.field: each.settled for each in disputes(base, theirs, mine)}
    assert found == {"owner": None, "note": "theirs", "time_limit": "mine"}
    result = merged(theirs, mine, {"owner": "theirs", "note": "theirs", "time_limit": "mine"})
    assert (result.owner, result.note, result.time_limit) == ("甲", "注", "每年")
