"""What a basis text cites, and which row of the register is meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.bases.citing import Citation, citations, first_number
from catalog_app.bases.register import Register, Row
from catalog_app.bases.standing import Standing

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (
            "《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号）第十九条",
            [Citation("中华人民共和国政府信息公开条例", "国务院令第711号", ("第十九条",))],
        ),
        ("国令第711号", [Citation("", "国务院令第711号")]),
        ("民发[2012]220号", [Citation("", "民发〔2012〕220号")]),
        ("根据民发（2012）第220号", [Citation("", "民发〔2012〕220号")]),
        (
            "《财政部关于印发〈地方预决算公开操作规程〉的通知》(财预〔2016〕143号)、《预算法》",
            [
                Citation("财政部关于印发〈地方预决算公开操作规程〉的通知", "财预〔2016〕143号"),
                Citation("预算法"),
            ],
        ),
        ("各地相关政策法规文件", []),
        ("", []),
    ],
)
def test_titles_numbers_and_articles_are_read(text: str, cited: list[Citation]) -> None:
    assert list(citations(text)) == cited


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    citations(text)
    assert first_number(first_number(text)) in {first_number(text), ""}


OLD = Row(1, "中华人民共和国政府信息公开条例", "国务院令第492号", status="repealed", confirmed=True,
          ended_on=date(2019, 5, 15), replaced_by_id=2)  # fmt: skip
NEW = Row(2, "中华人民共和国政府信息公开条例", "国务院令第711号", status="in_force", confirmed=True,
          in_force_from=date(2019, 5, 15), aliases=("信息公开条例",))  # fmt: skip
VILLAGES = Row(3, "中华人民共和国村民委员会组织法", status="amended", confirmed=True,
               in_force_from=date(2026, 1, 1), articles_shifted=True)  # fmt: skip
CARE = Row(4, "最低生活保障审核审批办法(试行)", "民发〔2012〕220号", status="repealed",
           replaced_by_id=5)  # fmt: skip
CARE_NOW = Row(5, "最低生活保障审核确认办法", "民发〔2021〕57号")
REGISTER = Register([OLD, NEW, VILLAGES, CARE, CARE_NOW])


@pytest.mark.parametrize(
    ("text", "row", "sure"),
    [
        ("《政府信息公开条例》", 2, True),
        ("《政府信息公开条例》（国务院令第492号）", 1, True),
        ("国务院令第492号", 1, True),
        ("《信息公开条例》", 2, True),
        ("《关于印发〈最低生活保障审核确认办法〉的通知》", 5, True),
        ("《最低生活保障的审核确认办法》", 5, False),
        ("《最低生活保障审核变更办法》", None, False),
        ("《水法》", None, False),
    ],
)
def test_a_citation_is_matched_to_its_row(text: str, row: int | None, sure: bool) -> None:
    (cited,) = REGISTER.cited([text], DAY)
    assert (cited.row_id, cited.sure) == (row, sure)


@pytest.mark.parametrize(
    ("text", "day", "standing"),
    [
        ("国务院令第492号", date(2019, 5, 14), Standing.HOLDS),
        ("国务院令第492号", date(2019, 5, 15), Standing.REPLACED),
        ("《村民委员会组织法》第三十条", date(2025, 12, 31), Standing.HOLDS),
        ("《村民委员会组织法》第三十条", date(2026, 1, 1), Standing.SHIFTED),
        ("民发〔2012〕220号", DAY, Standing.REPLACED),
        ("民发〔2021〕57号", DAY, Standing.UNVERIFIED),
        ("《水法》", DAY, Standing.UNKNOWN),
    ],
)
def test_a_text_stands_as_it_does_on_the_day(text: str, day: date, standing: Standing) -> None:
    (cited,) = REGISTER.cited([text], day)
    assert cited.standing is standing


def test_before_the_new_text_the_title_means_the_old_one() -> None:
    (cited,) = REGISTER.cited(["《政府信息公开条例》"], date(2018, 1, 1))
    assert cited.row_id == 1


def test_what_replaces_a_text_is_named() -> None:
    (cited,) = REGISTER.cited(["国务院令第492号"], DAY)
    assert cited.replaced_by == "《中华人民共和国政府信息公开条例》（国务院令第711号）"
    assert cited.since == date(2019, 5, 15)


def test_a_number_that_belongs_to_another_title_is_noticed() -> None:
    (cited,) = REGISTER.cited(["《政府信息公开条例》（民发〔2021〕57号）"], DAY)
    assert cited.misfit == "最低生活保障审核确认办法"
    assert cited.row_id == 2
