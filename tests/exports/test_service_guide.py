"""The compiled service guide: what gets in, what is told of it, and its Word document."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from domains.entry import EntryContent
from exports.guide_document import write_guide
from exports.service_guide import GuideSource, Matter, ServiceGuide, compile_guide


def a_source(name: str = "老年人补贴", domain: str = "养老服务", **told: Any) -> GuideSource:
    links, matters = told.pop("links", ()), told.pop("matters", ())
    content = EntryContent(name, **({"phases": ("service",)} | told))
    return GuideSource(domain, "敦化市", content, links, matters)


def guide_of(*sources: GuideSource, **told: Any) -> ServiceGuide:
    return compile_guide("敦化市", "2026年11月20日", sources, **told)


def facts(source: GuideSource) -> dict[str, list[str]]:
    (chapter,) = guide_of(source).chapters
    return {name: list(lines) for name, lines in chapter.items[0].facts}


def test_a_link_to_a_service_page_or_a_matter_of_the_list_makes_it_one() -> None:
    plain = {"phases": ()}
    assert not a_source("部门预算", **plain).is_service
    assert a_source("部门预算", links=[("http://a.cn/", "service")], **plain).is_service
    assert a_source("部门预算", matters=[Matter("预算公开申请")], **plain).is_service


def test_numbers_run_through_all_domains_and_empty_domains_are_left_out() -> None:
    guide = guide_of(
        a_source("甲"),
        a_source("乙", phases=()),
        a_source("丙", domain="财政预决算", phases=()),
        a_source("丁", domain="社会救助"),
    )
    told = [(c.domain, [(i.number, i.name) for i in c.items]) for c in guide.chapters]
    assert told == [("养老服务", [(1, "甲")]), ("社会救助", [(2, "丁")])]
    assert guide.total == 2


def test_it_tells_what_is_kept_and_nothing_else() -> None:
    assert facts(a_source(owner="敦化市民政局")) == {"负责单位": ["敦化市民政局"]}
    told = facts(
        a_source(
            group="养老服务业务办理",
            audience="老年人",
            channels=("政府网站", "政务服务中心", "其他:社保经办窗口"),
            content=("补贴标准", "申请材料：身份证、户口本"),
            basis=("《甲》", "《乙》"),
            time_limit="20个工作日内",
            note="咨询电话 0433-6220000",
        )
    )
    assert told == {
        "事项类别": ["养老服务业务办理"],
        "办理对象": ["老年人"],
        "负责单位": ["敦化市"],
        "线下地点": ["政务服务中心"],
        "公开渠道": ["政府网站、社保经办窗口"],
        "所需材料": ["身份证、户口本"],
        "可查内容": ["补贴标准"],
        "公开时限": ["20个工作日内"],
        "依据": ["《甲》", "《乙》"],
        "备注": ["咨询电话 0433-6220000"],
    }


def test_pages_where_one_applies_come_first_each_once() -> None:
    source = a_source(
        links=[
            ("http://a.cn/1", "article"),
            ("http://a.cn/2", "service"),
            ("http://z.cn", "column"),
        ],
        matters=[Matter("高龄津贴发放", "民政局", "http://z.cn")],
    )
    (chapter,) = guide_of(source).chapters
    assert [(link.told, link.url) for link in chapter.items[0].links] == [
        ("在线办理", "http://z.cn"),
        ("办事页面", "http://a.cn/2"),
        ("公开文章", "http://a.cn/1"),
    ]
    assert ("平台名称", ["高龄津贴发放"]) in chapter.items[0].facts


def test_a_name_that_says_nothing_is_told_with_its_group() -> None:
    (chapter,) = guide_of(a_source("办事指南", group="最低生活保障")).chapters
    assert chapter.items[0].name == "办事指南（最低生活保障）"


def test_matters_no_entry_covers_stand_at_the_end_of_their_domain() -> None:
    missing = {"养老服务": [Matter("养老机构备案")], "社会救助": [Matter("低保申请")]}
    guide = guide_of(a_source(), missing=missing)
    told = [(c.domain, len(c.items), [m.name for m in c.missing]) for c in guide.chapters]
    assert told == [("养老服务", 1, ["养老机构备案"]), ("社会救助", 0, ["低保申请"])]


def test_the_documents_contents_point_to_every_item_by_its_page() -> None:
    stream = BytesIO()
    write_guide(guide_of(a_source("甲"), a_source("乙"), notice="样稿"), stream)
    with zipfile.ZipFile(stream) as package:
        xml = package.read("word/document.xml").decode()
        settings = package.read("word/settings.xml").decode()
    for anchor in ("domain1", "item1", "item2"):
        assert f'w:name="{anchor}"' in xml
        assert f"PAGEREF {anchor} " in xml
    assert "updateFields" in settings
    assert "样稿" in xml
    ids = [part.split('"')[0] for part in xml.split('<w:bookmarkStart w:id="')[1:]]
    assert len(ids) == len(set(ids)) == 3
