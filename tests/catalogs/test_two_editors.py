"""Two people edit one entry at the same time."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services
from tests.catalogs.screens import BASE, elements, text
from tests.conftest import NOON
from tests.factories.catalogs import a_content, an_entry

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
WHO = {"by": SYSTEM, "at": NOON}


def test_the_second_editor_sees_both_texts_and_loses_nothing(office: FlaskClient) -> None:
    entry = an_entry()
    first = elements(entry, owner="甲局", time_limit="每年年底前")
    second = elements(entry, owner="乙局", note="乙写的备注")
    office.post(f"{BASE}/entries/{entry.id}/edit", data=first)
    answer = office.post(f"{BASE}/entries/{entry.id}/edit", data=second)
    assert answer.status_code == 409
    page = text(answer)
    for words in ("甲局", "乙局", "乙写的备注", "每年年底前", "两人都改了", "只有对方改了"):
        assert words in page
    assert services.entry(entry.id).version.owner == "甲局"

    sent = second | {"base_version": 2, "origin_version": 1}
    undecided = office.post(f"{BASE}/entries/{entry.id}/merge", data=sent | {"decide": "chosen"})
    assert undecided.status_code == 409
    assert "个要素没有选择" in text(undecided)
    office.post(
        f"{BASE}/entries/{entry.id}/merge",
        data=sent
        | {
            "decide": "chosen",
            "take_owner": "mine",
            "take_time_limit": "theirs",
            "take_note": "mine",
        },
    )
    merged = services.entry(entry.id).version
    assert (merged.number, merged.owner, merged.note) == (3, "乙局", "乙写的备注")
    assert merged.time_limit == "每年年底前"


@pytest.mark.parametrize(("decide", "owner"), [("mine", "乙局"), ("theirs", "甲局")])
def test_one_side_may_be_taken_where_both_changed(
    office: FlaskClient, decide: str, owner: str
) -> None:
    """What only one of the two changed is kept either way."""
    entry = an_entry()
    second = elements(entry, owner="乙局", note="乙写的备注")
    office.post(
        f"{BASE}/entries/{entry.id}/edit", data=elements(entry, owner="甲局", phases=["result"])
    )
    sent = second | {"base_version": 2, "origin_version": 1, "decide": decide}
    office.post(f"{BASE}/entries/{entry.id}/merge", data=sent)
    merged = services.entry(entry.id).version
    assert (merged.owner, merged.note, merged.phases) == (owner, "乙写的备注", ["result"])


def test_a_third_editor_during_the_choice_is_noticed_too(office: FlaskClient) -> None:
    entry = an_entry()
    mine = elements(entry, owner="乙局")
    for number, owner in ((1, "甲局"), (2, "丙局")):
        content = a_content(owner=owner)
        services.revise_entry(entry.id, content, base_version=number, **WHO)
    sent = mine | {"base_version": 2, "origin_version": 1, "decide": "mine"}
    answer = office.post(f"{BASE}/entries/{entry.id}/merge", data=sent)
    assert answer.status_code == 409
    assert "丙局" in text(answer)
    assert "乙局" in text(answer)


@pytest.mark.parametrize(
    ("element", "value", "told"),
    [
        ("name", "", "请填写事项名称"),
        ("name", "长" * 301, "不能超过 300 个字"),
        ("method", ["no_such_method"], "公开方式"),
    ],
)
def test_the_choice_is_held_to_the_rules_of_every_edit(
    office: FlaskClient, element: str, value: object, told: str
) -> None:
    """The second text travels in hidden fields, which anybody can change."""
    entry = an_entry()
    services.revise_entry(entry.id, a_content(owner="甲局"), base_version=1, **WHO)
    sent = elements(entry, owner="乙局") | {
        "base_version": 2,
        "origin_version": 1,
        "decide": "mine",
        element: value,
    }
    answer = office.post(f"{BASE}/entries/{entry.id}/merge", data=sent)
    assert answer.status_code == 422
    assert told in text(answer)
    assert re.search(r'<input[^>]*name="base_version"[^>]*value="1"', text(answer)), (
        "still of the first version"
    )
    assert f'action="{BASE}/entries/{entry.id}/edit"' in text(answer)
    assert services.entry(entry.id).version.owner == "甲局"


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "²", "-1", "x"])
def test_a_version_that_cannot_be_is_not_found_and_never_a_fault(
    office: FlaskClient, number: str
) -> None:
    entry = an_entry()
    sent = elements(entry, owner="乙局", base_version=number, origin_version=number)
    for deed in ("edit", "merge", "withdraw", "take-back", "restore", "relate"):
        more = {"reason": "不再公开", "number": number, "standard_item": number}
        answer = office.post(f"{BASE}/entries/{entry.id}/{deed}", data=sent | more)
        assert answer.status_code in {302, 404, 409, 422}, deed
    assert services.entry(entry.id).version.number == 1
