"""K08: the time limit can be read, and is no weaker than the guide's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.rules.catalogue_facts import BaselineItem
from catalog_app.checks.rules.catalogue_limits import SPARE, limit_holds
from catalog_app.checks.rules.model import EntrySubject, Judgement
from catalog_app.checks.rules.presets import Presets
from tests.factories.catalogs import a_content

GUIDE = "信息形成或变更之日起20个工作日内"


def told(
    here: str | None, guide: str | None = GUIDE, *, sure: bool = True, spare: float = 0
) -> Judgement:
    return limit_holds(
        EntrySubject(
            a_content(time_limit=here),
            item=BaselineItem("老年人补贴", guide, sure=sure),
            presets=Presets(values={SPARE.key: spare}),
        )
    )


@pytest.mark.parametrize(
    "here",
    [
        GUIDE,
        "自信息形成之日起5个工作日内",
        "20个工作日内",
        "信息形成之日起20日内",
        "信息形成之日起30日内",  # twenty working days can last as long
        "收到申请之日起30个工作日内",  # counted from something else
        "及时公开",
        "长期公开",
        "每季度公开一次",
        "同上",
        None,
    ],
)
def test_what_is_not_surely_weaker_is_left_alone(here: str | None) -> None:
    assert told(here).verdict == "met"


@pytest.mark.parametrize(
    ("here", "guide"),
    [
        ("信息形成之日起30个工作日内", GUIDE),
        ("信息形成之日起60日内", GUIDE),
        ("信息形成之日起3个月内", GUIDE),
        ("信息形成之日起20个工作日内", "信息形成之日起7日内"),
        ("每年公开一次", "每季度公开一次"),
        ("每年3月31日前", "每季度第一个月10日前"),
        ("公示5个工作日", "公示7个工作日"),
    ],
)
def test_a_limit_weaker_than_the_guides_is_told(here: str, guide: str) -> None:
    judged = told(here, guide)
    assert judged.verdict == "not_met"
    assert "宽松" in judged.message
    assert judged.evidence["guide"] == guide


def test_a_stricter_limit_of_the_place_is_welcome() -> None:
    assert told("公示10个工作日", "公示7个工作日").verdict == "met"
    assert told("每月公开一次", "每季度公开一次").verdict == "met"


def test_a_phrase_that_names_no_limit_is_told() -> None:
    judged = told("按照上级文件精神办理")
    assert judged.verdict == "not_met"
    assert "按照上级文件精神办理" in judged.message


def test_a_guide_row_only_recalled_is_no_measure() -> None:
    assert told("信息形成之日起60日内", sure=False).verdict == "met"
    assert told("按照上级文件精神办理", sure=False).verdict == "not_met"


def test_the_province_may_spare_some_days() -> None:
    assert told("信息形成之日起22日内", "信息形成之日起20日内").verdict == "not_met"
    assert told("信息形成之日起22日内", "信息形成之日起20日内", spare=2).verdict == "met"


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_phrases_are_judged(here: str, guide: str) -> None:
    assert told(here, guide).verdict in {"met", "not_met"}
