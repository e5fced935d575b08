"""P05: who published the page is who the catalogue says."""

from __future__ import annotations

import pytest

from tests.checks.rules.places import at
from tests.checks.rules.subjects import a_column, a_document, dated_rows, judged, judgement, seen


def published_by(source: str) -> str:
    return a_document().replace("云海县民政局", source)


@pytest.mark.parametrize("source", ["敦化市民政局", "市民政局", "民政局", "敦化市民政和社会保障局"])
def test_the_owner_by_any_of_its_names_is_the_publisher(source: str) -> None:
    assert judged("P05", at(seen(published_by(source)))) == "met"


def test_another_bureau_of_the_county_is_not() -> None:
    told = judgement("P05", at(seen(published_by("敦化市教育局"))))
    assert told.verdict == "not_met"
    assert "敦化市教育局" in told.message


@pytest.mark.parametrize("source", ["吉林日报", "敦化市人民政府办公室", "新华网", "蛟河市教育局"])
def test_what_is_passed_on_cannot_be_judged(source: str) -> None:
    assert judged("P05", at(seen(published_by(source)))) == "cannot_judge"


def test_an_owner_named_by_its_kind_is_found_too() -> None:
    subject = at(seen(published_by("敦化市民政局")), entry={"owner": "县级人民政府民政部门"})
    assert judged("P05", subject) == "met"


@pytest.mark.parametrize("owner", ["相关审批部门", "县级教育部门", "敦化市教育局、有关部门"])
def test_an_owner_that_names_no_body_accuses_nobody(owner: str) -> None:
    subject = at(seen(published_by("敦化市农业农村局")), entry={"owner": owner})
    assert judged("P05", subject) == "cannot_judge"


def test_a_column_and_a_page_without_a_source_are_not_asked() -> None:
    assert judged("P05", at(seen(a_column(dated_rows())))) == "not_checked"
    bare = a_document().replace("来源：云海县民政局", "")
    assert judged("P05", at(seen(bare))) == "not_checked"
