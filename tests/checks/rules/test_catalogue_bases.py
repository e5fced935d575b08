"""K07: no entry rests on a text that has been repealed or replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from catalog_app.bases.standing import CitedBasis, Standing
from catalog_app.checks.rules.catalogue_bases import bases_live
from catalog_app.checks.rules.model import EntrySubject, Judgement
from tests.factories.catalogs import a_content

DEAD = CitedBasis(
    "国务院令第492号",
    Standing.REPLACED,
    sure=True,
    confirmed=True,
    since=date(2019, 5, 15),
    replaced_by="《中华人民共和国政府信息公开条例》（国务院令第711号）",
)


def told(*bases: CitedBasis) -> Judgement:
    return bases_live(EntrySubject(a_content(), bases=bases))


def test_a_replaced_text_is_a_fault_and_its_successor_named() -> None:
    judged = told(DEAD)
    assert (judged.verdict, judged.advisory) == ("not_met", False)
    assert "国务院令第711号" in judged.message
    assert "2019年5月15日起" in judged.message


@pytest.mark.parametrize("doubt", [{"confirmed": False}, {"sure": False}])
def test_what_is_not_confirmed_or_not_surely_meant_only_advises(doubt: dict[str, bool]) -> None:
    judged = told(replace(DEAD, **doubt))
    assert (judged.verdict, judged.advisory) == ("not_met", True)
    assert "待省里核实" in judged.message


def test_beside_a_proven_fault_doubts_are_not_told() -> None:
    doubtful = replace(DEAD, cited="民发〔2012〕220号", confirmed=False)
    judged = told(doubtful, DEAD)
    assert not judged.advisory
    assert "220号" not in judged.message


def test_articles_of_an_amended_law_are_to_be_looked_up() -> None:
    shifted = CitedBasis("《村民委员会组织法》", Standing.SHIFTED, sure=True, confirmed=True)
    assert told(shifted).verdict == "met"
    judged = told(replace(shifted, articles=("第三十条",)))
    assert judged.advisory
    assert "第三十条" in judged.message


def test_a_number_of_another_title_is_advice() -> None:
    judged = told(CitedBasis("《预算法》（财预〔2016〕143号）", misfit="地方预决算公开操作规程"))
    assert judged.advisory
    assert "《地方预决算公开操作规程》" in judged.message


@pytest.mark.parametrize("standing", [Standing.HOLDS, Standing.UNKNOWN, Standing.UNVERIFIED])
def test_what_holds_or_nobody_knows_is_left_alone(standing: Standing) -> None:
    assert told(CitedBasis("《水法》", standing)).verdict == "met"
    assert told().verdict == "met"
