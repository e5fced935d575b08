"""Personal numbers are found, told from other long numbers, and never shown whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.privacy import CHECKS, WEIGHTS, is_id_number, mask, personal_data

# Invented: 229999 is no division.
ID = "229999197001010051"
CARD = "6222021234567890128"


def _kinds(text: str) -> list[str]:
    return [found.kind for found in personal_data(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"身份证号：{ID}，",
        f"ID{ID}号",
        "229999 19700101 0051",
        "２２９９９９１９７００１０１００５１",
    ],
)
def test_an_identity_number_is_found_however_it_is_set(text: str) -> None:
    assert _kinds(text) == ["id_number"]


@pytest.mark.parametrize(
    "text",
    [
        "229999197001010052",  # wrong check character
        "992222197001010051",  # no such province
        "229999197013010051",  # month 13
        f"1{ID}",  # part of a longer run
        f"{ID}7",
        "220182********0017",  # masked
        "0430-55500011",
        "360A12-07-2024-0008-1",
    ],
)
def test_other_numbers_are_no_identity_numbers(text: str) -> None:
    assert "id_number" not in _kinds(text)


@given(
    st.sampled_from(["11", "22", "35", "65"]),
    st.integers(0, 9999),
    st.dates(),
    st.integers(0, 999),
)
def test_every_well_formed_identity_number_is_known(
    province: str, place: int, born: object, serial: int
) -> None:
    day = str(born).replace("-", "")
    digits = f"{province}{place:04d}{day}{serial:03d}"
    total = sum(int(char) * weight for char, weight in zip(digits, WEIGHTS, strict=True))
    number = digits + CHECKS[total % 11]
    assert is_id_number(number) == ("1900" <= day[:4] < "2100")
    assert not is_id_number(digits + CHECKS[(total + 1) % 11])


def test_a_card_number_needs_a_word_about_accounts() -> None:
    assert _kinds(f"银行账号 {CARD}") == ["bank_card"]
    assert _kinds(f"流水 {CARD}") == []
    assert _kinds("银行账号 6222021234567890127") == []


def test_a_mobile_number_beside_a_date_is_found() -> None:
    assert _kinds("2026-03-01 13900000000") == ["mobile"]
    assert _kinds("0591-24312618 139-0000-0001") == ["mobile"]
    assert _kinds("12345") == []


def test_a_hit_says_where_it_stands() -> None:
    (found,) = personal_data(f"甲 {ID} 乙")
    assert (found.start, found.end) == (2, 20)
    assert found.masked == "22*************051"


def test_masking_leaves_the_rest_of_the_text() -> None:
    text = f"甲 {ID}，电话13900000000，卡号{CARD}。"
    assert mask(text) == "甲 22*************051，电话139****0000，卡号***************0128。"


@given(st.text(alphabet="0123456789xX -甲银行"))
def test_nothing_found_once_is_found_again_after_masking(text: str) -> None:
    assert personal_data(mask(text)) == ()
