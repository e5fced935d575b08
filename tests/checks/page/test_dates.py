"""The date reader: the forms agree, nonsense is refused, nothing raises."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.page.dates import address_date, first_date, label_date

NUMERALS = "〇一二三四五六七八九"


def _small(number: int) -> str:
    tens, units = divmod(number, 10)
    if not tens:
        return NUMERALS[units]
    return ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[units] if units else "")


def _numeral(day: date) -> str:
    year = "".join(NUMERALS[int(digit)] for digit in str(day.year))
    return f"{year}年{_small(day.month)}月{_small(day.day)}日"


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_way_of_writing_a_day_gives_the_same_day(day: date) -> None:
    written = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02d}.{day.day:02d} 09:30",
        f"{day.year}年{day.month}月{day.day}日",
        f"发布时间： {day.year} 年 {day.month} 月 {day.day} 日",
        _numeral(day),
        _numeral(day).replace("〇", "零"),
    ]
    assert {first_date(text) for text in written} == {day}


@pytest.mark.parametrize(
    "text",
    [
        "版权所有 2010-2026",
        "2026年",
        "2026-13-01",
        "2026年2月30日",
        "12026-01-01",
        "20260101号",
        "",
    ],
)
def test_years_and_impossible_days_are_no_dates(text: str) -> None:
    assert first_date(text) is None


@given(st.text())
def test_no_text_makes_the_reader_raise(text: str) -> None:
    first_date(text)
    label_date(text)
    address_date(text)


@given(st.text(alphabet="〇零一二十九元年月日20-/.26 "))
def test_no_heap_of_date_parts_makes_the_reader_raise(text: str) -> None:
    first_date(text)


def test_a_label_may_be_compact() -> None:
    assert label_date("20260305") == date(2026, 3, 5)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/zwgk/202603/t20260305_41046.htm",
        "https://a.example/art/2026/3/5/art_1_2.html",
        "https://a.example/2026-03-05/1.html",
    ],
)
def test_an_address_may_hint_at_a_day(url: str) -> None:
    assert address_date(url) == date(2026, 3, 5)


def test_a_number_in_an_address_is_no_day() -> None:
    assert address_date("https://a.example/content/post_9901188.html") is None
