"""The nearest guide of a table's item names: proposed only where nothing else is near."""

from __future__ import annotations

from dataclasses import replace

from domains.nearest import nearest_domains, proposed
from domains.standard import domain, load_domains


def names(code: str, count: int = 100) -> list[str]:
    return [item.name for item in domain(code).items[:count]]


def test_every_guides_own_items_lead_to_it() -> None:
    for each in load_domains():
        own = [item.name for item in each.items]
        if len(set(own)) > 1:
            found = proposed(nearest_domains(own))
            assert found is not None, each.code
            assert (found.code, found.percent) == (each.code, 100)


def test_names_nearly_the_guides_own_count_too() -> None:
    near = [f"{name}信息" if len(name) > 8 else name for name in names("elderly_care")]
    found = proposed(nearest_domains([*near, "本县独有的事项"]))
    assert found is not None
    assert found.code == "elderly_care"
    assert found.percent < 100


def test_items_that_many_guides_have_propose_nothing() -> None:
    assert proposed(nearest_domains(["政策法规文件", "部门规章", "法律法规"])) is None


def test_a_table_half_of_one_domain_and_half_of_another_is_left_to_a_person() -> None:
    mixed = [*names("elderly_care", 8), *names("public_culture", 8)]
    found = nearest_domains(mixed)
    assert {found[0].code, found[1].code} == {"elderly_care", "public_culture"}
    assert proposed(found) is None


def test_one_name_alone_may_be_chance_and_no_name_tells_nothing() -> None:
    assert proposed(nearest_domains(names("elderly_care", 1))) is None
    assert nearest_domains(["", "本县独有的事项", "与指引无关的一行"]) == ()


def test_a_further_domain_is_near_among_the_given_ones() -> None:
    further = replace(domain("elderly_care"), code="tourism", name="旅游市场监管")
    found = nearest_domains(names("elderly_care"), [domain("public_culture"), further])
    assert [each.code for each in found] == ["tourism"]
