"""P03: each promised element has its verdict and the words it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.files.reading import FileReading
from catalog_app.checks.rules.elements_held import promised_elements
from catalog_app.checks.rules.model import AttachmentVisit, LinkSubject
from catalog_app.checks.rules.presets import Presets
from tests.checks.rules.places import at
from tests.checks.rules.subjects import a_column, a_document, dated_rows, judged, judgement, seen

BODY = (
    "<p>一、补贴依据：《中华人民共和国老年人权益保障法》。</p>"
    "<p>二、补贴对象：年满八十周岁的本县户籍老年人，经村里核实后由乡镇上报，县里复核无误的均可领取。</p>"
    "<p>三、其他：本办法由民政部门解释，自印发之日起执行，过去的做法与本办法不一致的以本办法为准。</p>"
    * 3
)


def promised(*elements: str, page: str = a_document(BODY), **facts: Any) -> LinkSubject:
    return at(seen(page), entry={"content": elements}, **facts)


def table(subject: LinkSubject) -> dict[str, tuple[str, str | None]]:
    rows = judgement("P03", subject).evidence["elements"]
    return {row["name"]: (row["verdict"], row["quote"]) for row in rows}


def a_file(text: str, **reading: Any) -> AttachmentVisit:
    return AttachmentVisit(
        "办法.docx",
        "http://a.example/1.docx",
        "ok",
        b"PK",
        900,
        FileReading("docx", text, **reading),
    )


def attached(page: str) -> str:
    return page.replace(
        "</div><div class='foot'>", "<a href='/1.docx'>办法.docx</a></div><div class='foot'>"
    )


def test_every_element_found_is_quoted() -> None:
    told = judgement("P03", promised("补贴依据", "补贴对象"))
    assert told.verdict == "met"
    assert [row["verdict"] for row in told.evidence["elements"]] == ["met", "met"]
    assert "老年人权益保障法" in told.evidence["elements"][0]["quote"]


def test_a_missing_element_is_named_and_the_others_keep_their_quotes() -> None:
    subject = promised("补贴依据", "补贴对象", "咨询电话")
    told = judgement("P03", subject)
    assert told.verdict == "not_met"
    assert told.message == "内容要素不全：没有找到：咨询电话。"
    assert table(subject)["咨询电话"] == ("not_met", None)
    assert table(subject)["补贴对象"][0] == "met"


def test_most_elements_missing_is_said_by_number() -> None:
    told = judgement("P03", promised("补贴依据", "咨询电话", "收费标准", "办理地点"))
    assert "4 项内容要素只找到 1 项" in told.message
    assert told.severity == "error"


def test_the_province_may_be_content_with_less() -> None:
    subject = promised("补贴依据", "补贴对象", "咨询电话", presets=Presets(values={"P03.warn": 60}))
    assert judged("P03", subject) == "cannot_judge"


def test_what_a_file_holds_is_found_in_the_file() -> None:
    subject = promised("补贴依据", "咨询电话", page=attached(a_document(BODY)))
    held = replace(subject, attachments=(a_file("咨询电话：0433-6212345"),))
    assert judged("P03", held) == "met"
    assert table(held)["咨询电话"][1].startswith("附件“办法.docx”")  # type: ignore[union-attr]


def test_a_file_that_was_read_and_lacks_it_makes_it_missing() -> None:
    subject = promised("补贴依据", "咨询电话", page=attached(a_document(BODY)))
    assert judged("P03", replace(subject, attachments=(a_file("补贴依据"),))) == "not_met"


@pytest.mark.parametrize(
    "files",
    [
        (),
        (AttachmentVisit("办法.docx", "http://a.example/1.docx", "blocked"),),
        (a_file("", scanned=True),),
        (a_file("", encrypted=True),),
        (a_file("补贴", cut=True),),
    ],
)
def test_a_file_that_could_not_be_read_may_hold_it(files: tuple[AttachmentVisit, ...]) -> None:
    subject = promised("补贴依据", "咨询电话", page=attached(a_document(BODY)), attachments=files)
    assert judged("P03", subject) == "cannot_judge"


def test_a_column_may_hold_it_in_its_articles() -> None:
    column = promised("咨询电话", page=a_column(dated_rows()))
    assert judged("P03", column) == "cannot_judge"


def test_a_picture_instead_of_a_text_may_hold_it() -> None:
    page = a_document("<p>详见下图。</p><img src='/1.jpg'>")
    assert judged("P03", promised("咨询电话", page=page)) == "cannot_judge"


def test_an_element_that_ends_in_and_so_on_promises_nothing_in_particular() -> None:
    assert judged("P03", promised("补贴依据", "养老机构收费等")) == "cannot_judge"


def test_an_entry_without_elements_promises_none() -> None:
    assert judged("P03", promised()) == "not_checked"


def test_an_empty_column_is_another_rules_matter() -> None:
    assert judged("P03", promised("补贴依据", page=a_column(""))) == "not_checked"


@pytest.mark.parametrize(
    ("written", "elements"),
    [
        (("1.申请条件；2.申请材料；3.咨询电话",), ("申请条件", "申请材料", "咨询电话")),
        (("办理时间、地点",), ("办理时间", "地点")),
        (("●申请条件 ●申请材料",), ("申请条件", "申请材料")),
        (("一、政策依据\n二、补贴结果",), ("政策依据", "补贴结果")),
        (("①依据②流程",), ("依据", "流程")),
        (("申请指南：包括补贴对象、补贴范围等",), ("申请指南",)),
        (("服务机构信息,包括名称、地点",), ("服务机构信息",)),
        (("补贴名称（项目、批次）",), ("补贴名称（项目、批次）",)),
        (("办理地点(方式)", "办理地点(方式)"), ("办理地点(方式)",)),
        (("1.5倍标准",), ("1.5倍标准",)),
        (("咨询、监督投诉方式",), ("咨询、监督投诉方式",)),
        (("投标报价、工期(交货期),以及评标情况",), ("投标报价", "工期(交货期)", "评标情况")),
        (("关闭、拆除工业固体废物污染环境防治设施",), ("关闭、拆除工业固体废物污染环境防治设施",)),
        ((" ；、",), ()),
    ],
)
def test_elements_are_told_apart_however_they_are_written(
    written: tuple[str, ...], elements: tuple[str, ...]
) -> None:
    assert promised_elements(written) == elements


@given(st.lists(st.text("申请条件材料、；;●1.（）()：包括等\n ", max_size=30)))
def test_any_text_is_split_without_blank_or_repeated_elements(written: list[str]) -> None:
    found = promised_elements(tuple(written))
    assert len(set(found)) == len(found)
    assert all(element.strip() == element and element for element in found)
