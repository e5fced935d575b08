"""Personal numbers are found, told from other long numbers, and never shown whole."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog_app.checks.page import read_page
from catalog_app.checks.privacy import identity_numbers, mask, masked, personal_data
from catalog_app.citizen_ids import CHECKS, WEIGHTS, is_id_number

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
        "2299 9919 7001 0100 51",
        " ".join(ID),
        "\n".join(ID),
        "229999-19700101-0051",
        f"（{ID}）",
        f"{ID[:10]}\u200b{ID[10:]}",
        f"\ufeff{ID[:6]}\u00ad{ID[6:14]}\u2060{ID[14:]}",
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
        f"统一社会信用代码：{ID}",
        f"订单号 {ID}",
        f"项目编号：{ID}",
        f"项目代码：{ID}",
        "2026-03-01 08:30 2026-03-02 09:30",
        "0430-5550001 0430-5550002 0430-5550003",
        "22000020240101 2024010100012345",
        "22\n9999\n19700101\n0051",
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


def test_a_serial_behind_a_year_is_no_mobile_number() -> None:
    assert _kinds("招标编号 YHZB-2025-13900000001") == []
    assert _kinds("电话 0430-13900000001") == ["mobile"]


def test_a_hit_says_where_it_stands() -> None:
    (found,) = personal_data(f"甲 {ID} 乙")
    assert (found.start, found.end) == (2, 20)
    assert found.masked == "22*************051"


def test_masking_leaves_the_rest_of_the_text() -> None:
    text = f"甲 {ID}，电话13900000000，卡号{CARD}。"
    assert mask(text) == "甲 22*************051，电话139****0000，卡号***************0128。"


def test_a_card_in_a_table_is_masked_though_its_header_is_far_above() -> None:
    text = "姓名\n银行账号\n" + "演示甲\n" * 30 + CARD
    assert _kinds(text) == []
    assert mask(text).endswith("***0128")


@given(st.text(alphabet="0123456789xX -甲银行"))
def test_nothing_found_once_is_found_again_after_masking(text: str) -> None:
    assert personal_data(mask(text)) == ()


@given(st.integers(10**17, 10**18 - 1).map(str))
def test_a_number_is_an_identity_number_only_when_every_test_holds(number: str) -> None:
    assert ("id_number" in _kinds(number)) == is_id_number(number)


@given(st.lists(st.integers(0, 9), min_size=19, max_size=40))
def test_digits_of_a_longer_run_are_nobodys_number(digits: list[int]) -> None:
    run = "".join(map(str, digits))
    assert "id_number" not in _kinds(run)
    assert identity_numbers(run.encode()) == ()


@given(st.lists(st.sampled_from(["", " ", "\u00a0"]), min_size=17, max_size=17))
@example([" " if place in (5, 16) else "" for place in range(17)])  # 19700101005 in the middle
def test_gaps_anywhere_do_not_hide_an_identity_number(gaps: list[str]) -> None:
    spaced = "".join(digit + gap for digit, gap in zip(ID, [*gaps, ""], strict=True))
    assert _kinds(f"身份证 {spaced}。") == ["id_number"]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>2299<b>99</b>1970<font>0101</font>0051</p>",
        f"<table><tr><td>张三（演示）</td><td>{ID}</td></tr></table>",
        f'<input type="hidden" value="{ID}">',
        f'<tr><td data-id="{ID}">张三（演示）</td></tr>',
        f"<script>var rows=[{{name:'张三（演示）',sfzh:'{ID}'}}]</script>",
        f"<!-- {ID} -->",
        f'<div style="display:none">{ID}</div>',
        "<table><tr>" + "".join(f"<td>{digit}</td>" for digit in ID) + "</tr></table>",
    ],
)
def test_an_identity_number_is_found_wherever_the_page_holds_it(markup: str) -> None:
    page = read_page(f"<body>{markup}</body>".encode())
    assert page.personal_data == ("id_number",)
    assert ID not in str(page.to_dict(file="a.html"))


def test_evidence_is_masked_however_deep_and_keeps_all_else() -> None:
    whole = {"files": [f"/{ID}.xls", 3], "steps": ((302, "?tel=13904331234"),), "none": None}
    assert masked(whole) == {
        "files": ["/22*************051.xls", 3],
        "steps": [[302, "?tel=139****1234"]],
        "none": None,
    }
