"""Two people edit one entry at the same time."""

from __future__ import annotations

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
