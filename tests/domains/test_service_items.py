"""Which items are services that people apply for, and the papers they name."""

from __future__ import annotations

import pytest

from domains.entry import EntryContent
from domains.service_items import is_service_item, papers_in


@pytest.mark.parametrize(
    "content",
    [
        EntryContent("失业登记", phases=("service",)),
        EntryContent("养老机构备案", content=("备案所需材料", "流程")),
        EntryContent("食品生产经营许可服务指南"),
        EntryContent("创业补贴申领"),
    ],
)
def test_an_item_that_people_apply_for_is_a_service(content: EntryContent) -> None:
    assert is_service_item(content)


@pytest.mark.parametrize(
    "content",
    [
        EntryContent("部门预算", phases=("result",), content=("收支总表",)),
        EntryContent("行政处罚", content=("处罚结果",), phases=("execution",)),
    ],
)
def test_what_is_only_made_known_is_none(content: EntryContent) -> None:
    assert not is_service_item(content)


@pytest.mark.parametrize("element", ["申请材料：身份证、户口本", "所需材料: 身份证、户口本"])
def test_papers_that_are_written_out_are_found(element: str) -> None:
    assert papers_in(element) == "身份证、户口本"


@pytest.mark.parametrize("element", ["申请材料", "办理材料清单", "材料：", "补贴标准：每月50元"])
def test_papers_that_are_only_announced_are_none(element: str) -> None:
    assert papers_in(element) is None
