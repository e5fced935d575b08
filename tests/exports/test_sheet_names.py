"""Names of the sheets of an exported workbook."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exports.sheet_names import SheetNames

EXCEL_FORBIDS = set("[]:*?/\\")


def test_a_sheet_is_named_after_its_domain() -> None:
    assert SheetNames().take("养老服务", "敦化市") == "养老服务"


def test_the_same_domain_of_another_region_is_named_with_the_region() -> None:
    names = SheetNames()
    assert names.take("村务", "官地村") == "村务"
    assert names.take("村务", "江东村") == "村务 江东村"
    assert names.take("村务", "江东村") == "村务 (2)"


def test_long_names_that_begin_alike_stay_apart() -> None:
    names = SheetNames()
    taken = [names.take("国有土地上房屋征收与补偿领域" * 4, "敦化市") for _ in range(12)]
    assert len(set(taken)) == 12


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=8))
def test_excel_accepts_every_name(catalogs: list[tuple[str, str]]) -> None:
    names = SheetNames()
    taken = [names.take(domain, region) for domain, region in catalogs]
    assert len({name.casefold() for name in taken}) == len(taken)
    for name in taken:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not EXCEL_FORBIDS & set(name)
        assert name.strip("'") == name
        assert name.casefold() != "history"
