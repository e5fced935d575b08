"""Titles, sheet names and file names of real tables, and the domain they speak of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains.recognition import CERTAIN, LIKELY, recognise
from domains.standard import Domain, domain, domain_named, load_domains


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(二十二)沙湾区环境保护领域基层政务公开标准目录", "ecological_environment"),
        ("5.公共文化服务领域基层政务公开标准目录", "public_culture"),
        ("附件5:税收管理领域基层政务公开标准目录(试行)", "tax_administration"),
        ("附件14 救灾", "disaster_relief"),
        ("救灾生产领域政务公开事项标准目录", "disaster_relief"),
        ("镇赉县预决算领域基层政务公开标准目录", "budget_final_accounts"),
        ("财政预决算", "budget_final_accounts"),
        ("南海区卫生健康领域政务公开标准目录(2024年版)", "health"),
        ("乡村振兴领域基层政务开标准目录", "poverty_alleviation"),
        ("巩固脱贫成果同乡村振兴有效衔接领域", "poverty_alleviation"),
        ("农村集体土地征收基层政务公开标准目录", "land_expropriation_compensation"),
        (
            "国有土地上房屋征收与补偿领域基层政务公开标准目录",
            "state_owned_land_housing_expropriation",
        ),
        ("公共资源配置领域标准目录", "public_resource_trading"),
        ("重大项目建设领域(政务局部分)", "major_construction_projects"),
        ("住房保障领域基层政务公开标准目录", "affordable_housing"),
        ("凌源市就业服务领域基层政务公开标准目录", "employment"),
        ("13_汪清县_就业_网页另存.html", "employment"),
        ("户籍管理(2024年)", "household_registration"),
        ("市政服务领域基层政务公开标准目录(燃气、市政设施)", "municipal_services"),
        ("国土空间规划(城乡规划)领域标准目录", "spatial_planning"),
        ("城市管理综合行政执法局执法领域基层政务公开标准目录", "urban_enforcement"),
        ("11_洮南市_城市综合执法.csv", "urban_enforcement"),
        ("德安县涉农资金领域基层政务公开标准目录", "agricultural_subsidies"),
        ("社 会 救 助 及 福 利 领 域", "social_assistance"),
        ("东坡社区居务公开事项标准目录(暂行)", "community_affairs"),
        ("村务公开事项目录清单", "village_affairs"),
        ("(十三)农村危房改造领域", "rural_dilapidated_housing"),
    ],
)
def test_a_real_title_names_its_domain(text: str, code: str) -> None:
    found = domain_named(text)
    assert found is not None
    assert found[0].code == code


@pytest.mark.parametrize("each", load_domains(), ids=lambda each: each.code)
def test_a_domains_own_name_is_certain(each: Domain) -> None:
    assert domain_named(each.name) == (each, CERTAIN)


@given(
    st.sampled_from(load_domains()[:26]),
    st.sampled_from(["", "(二十二)", "5.", "附件12:", "十五、"]),
    st.sampled_from(["", "敦化市", "大坪镇", "白城经济开发区", "东城街道"]),
    st.sampled_from(["标准目录", "基层政务公开标准目录(试行)", "政务公开事项标准目录(2024年版)"]),
    st.sampled_from(["", " ", "\n", "\u3000"]),
)
def test_number_place_and_suffix_of_a_title_do_not_matter(
    each: Domain, number: str, place: str, suffix: str, blank: str
) -> None:
    title = blank.join(f"{number}{place}{each.name}领域{suffix}")
    assert domain_named(title) == (each, CERTAIN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sheet1",
        "安全生产和救灾领域基层政务公开标准目录",
        "04_大安市_涉农补贴和救灾.xlsx",
        "05_抚松县_住建自然资源三领域合表.xlsx",
        "镇赉县26个试点领域基层政务公开标准目录",
        "(二)凤屯镇政府文件信息领域基层政务公开标准目录",
        "社会救助和养老服务领域基层政务公开标准指引",
        "就业和社会保险领域基层政务公开标准指引",
        "村(居)务公开",
        "抚松县生态环境局部门预算",
        "城乡居民养老保险参保登记",
        "就业率统计表",
    ],
)
def test_a_title_of_none_or_of_several_domains_names_none(text: str) -> None:
    found = domain_named(text)
    assert found is None, found


def test_the_bureau_that_filed_a_table_is_not_its_domain() -> None:
    found = domain_named("汪清县乡村振兴局涉农补贴领域基层政务公开标准目录")
    assert found is not None
    assert found[0].code == "agricultural_subsidies"


def test_a_name_within_a_longer_text_is_less_sure() -> None:
    assert domain_named("养老服务政策汇编") == (domain("elderly_care"), LIKELY)


def test_a_further_domain_is_recognised_among_the_given_ones() -> None:
    further = replace(domain("elderly_care"), code="tourism", name="旅游市场监管", aliases=())
    found = recognise("敦化市旅游市场监管领域标准目录", [*load_domains(), further])
    assert found == (further, CERTAIN)


def test_without_domains_nothing_is_recognised() -> None:
    assert recognise("养老服务", []) is None
