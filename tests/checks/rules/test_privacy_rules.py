"""V rules: people's data is found on the page and in its files; offices and firms are left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from catalog_app.checks.files.read import read_file
from catalog_app.checks.page import read_page
from catalog_app.checks.rules.model import AttachmentVisit, LinkSubject, Presets
from catalog_app.demo.site.invented import invented_card, invented_id_number, invented_mobile
from tests.checks.files.documents import SAMPLES, workbook
from tests.checks.rules.subjects import ARTICLE, RULES, a_document, judged, judgement, seen

ID, CARD = invented_id_number(), invented_card()
MOBILES = [invented_mobile(number) for number in range(1, 4)]
V_RULES = ("V01", "V02", "V03", "V04", "V05", "V06")


def a_table(*rows: tuple[str, ...]) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def page_with(*rows: tuple[str, ...], title: str = "云海县临时救助对象公示") -> LinkSubject:
    return seen(a_document(ARTICLE + a_table(*rows), title=title))


def accused(subject: LinkSubject) -> set[str]:
    return {rule for rule in V_RULES if judged(rule, subject) == "not_met"}


def a_file(name: str, body: bytes) -> AttachmentVisit:
    url = f"http://a.example/{name}"
    return AttachmentVisit(name, url, "ok", body[:512], len(body), read_file(body, name))


def test_an_identity_number_is_a_leak_and_its_evidence_is_masked() -> None:
    told = judgement("V01", seen(a_document(f"{ARTICLE}<p>演示甲 {ID}</p>")))
    assert told.verdict == "not_met"
    assert ID not in str(told)
    assert "1 个" in told.message


def test_a_masked_number_is_no_leak() -> None:
    hidden = f"{ID[:2]}{'*' * 13}{ID[-3:]}"
    assert accused(seen(a_document(f"{ARTICLE}<p>演示甲 {hidden}</p>"))) == set()


def test_a_number_that_only_the_source_holds_is_a_leak() -> None:
    told = judgement("V01", seen(a_document(f"{ARTICLE}<p data-id='{ID}'>演示甲</p>")))
    assert "网页代码里" in told.message


@pytest.mark.parametrize(
    ("header", "cells", "rules"),
    [
        (("姓名", "身份证号"), ("演示甲", ID), {"V01", "V05"}),
        (("户主姓名", "一卡通账号"), ("演示甲", CARD), {"V02", "V05"}),
        (("姓名", "银行账号"), ("演*甲", "0710421011015200012345"), {"V05"}),
        (("姓名", "手机号"), ("演示甲", MOBILES[0]), {"V03"}),
        (("姓名", "家庭住址"), ("演示甲", "云海县江南镇虚构村三组"), {"V04", "V05"}),
        (("姓名", "住址"), ("张三", "江南街道演示小区3号楼2单元501室"), {"V04", "V05"}),
        (("姓名", "病种"), ("演示甲", "虚构病"), {"V05"}),
        (("残疾人姓名", "残疾类别"), ("张三（演示）", "肢体"), {"V05"}),
        (("姓名", "身份证号"), ("演示甲", ID[:14] + "**" + ID[16:]), {"V06"}),
    ],
)
def test_a_list_of_people_shows_what_it_must_not(
    header: tuple[str, ...], cells: tuple[str, ...], rules: set[str]
) -> None:
    subject = page_with(("序号", *header), ("1", *cells))
    assert accused(subject) == rules
    told = "".join(str(judgement(rule, subject)) for rule in rules)
    assert not any(secret in told for secret in (ID, CARD, MOBILES[0], "三组", "501室"))


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("云海县民政局值班表", [("姓名", "职务", "值班电话"), ("张三", "科长", MOBILES[0])]),
        ("云海县河长名单", [("姓名", "联系电话"), *(("张三", m) for m in MOBILES)]),
        ("家庭医生签约服务团队", [("姓名", "手机"), *(("李四", m) for m in MOBILES)]),
        (
            "云海县企业名录",
            [
                ("企业名称", "统一社会信用代码", "法定代表人", "地址", "电话", "银行账号"),
                ("演示公司", ID, "张三", "江南路12号3号楼", MOBILES[0], CARD),
            ],
        ),
        ("行政处罚决定", [("姓名", "地址"), ("张三", "江南镇虚构村三组12号")]),
        ("不动产登记公告", [("权利人", "坐落"), ("张三", "江南小区3号楼2单元501室")]),
        ("土地征收补偿公示", [("户主", "住址"), ("张三", "江南镇虚构村三组")]),
        ("临时救助标准", [("救助对象", "病种", "标准"), ("低保对象", "尿毒症", "5000")]),
        ("大病保险病种目录", [("序号", "病种"), ("1", "尿毒症")]),
        ("云海县临时救助对象公示", [("姓名", "病种"), ("张*", "尿毒症")]),
        ("云海县临时救助对象公示", [("姓名", "住址"), ("张三", "江南镇虚构村")]),
        ("云海县临时救助对象公示", [("姓名", "身份证号"), ("张三", "229999********0017")]),
        ("云海县补贴发放公示", [("姓名", "项目编号"), ("张三", ID)]),
        ("土地出让公告", [("户名", "账号"), ("云海县公共资源交易中心", CARD)]),
        ("专家门诊安排", [("姓名", "病种"), ("张三", "高血压")]),
    ],
)
def test_what_an_office_must_publish_is_no_leak(title: str, rows: list[tuple[str, ...]]) -> None:
    assert accused(page_with(*rows, title=title)) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        f"联系人：张三，联系电话：{MOBILES[0]}、{MOBILES[1]}、{MOBILES[2]}。",
        f"咨询电话 {MOBILES[0]} 投诉电话 {MOBILES[1]} 监督举报电话 {MOBILES[2]}",
        f"开户名称：云海县财政局 开户银行：演示银行 账号：{CARD}",
        f"统一社会信用代码：{ID}",
        "服务热线12345，0433-5550001、0433-5550002、0433-5550003",
        "项目编号：222403-2024-0101-0001 订单号：220000202401012024",
    ],
)
def test_an_offices_own_numbers_are_no_leak(sentence: str) -> None:
    assert accused(seen(a_document(f"{ARTICLE}<p>{sentence}</p>"))) == set()


def test_a_mobile_beside_a_name_is_a_leak_and_alone_only_in_numbers() -> None:
    named = seen(a_document(f"{ARTICLE}<p>张三，{MOBILES[0]}</p>"))
    alone = seen(a_document(f"{ARTICLE}<p>{MOBILES[0]}</p>"))
    many = seen(a_document(ARTICLE + "".join(f"<p>{mobile}</p>" for mobile in MOBILES)))
    assert [judged("V03", each) for each in (named, alone, many)] == ["not_met", "met", "not_met"]


def test_the_province_may_ask_for_more_mobiles() -> None:
    subject = page_with(("姓名", "手机号"), ("演示甲", MOBILES[0]))
    assert judged("V03", replace(subject, presets=Presets(values={"V03.named": 2}))) == "met"


def test_a_place_that_is_not_called_an_address_is_for_a_person_to_judge() -> None:
    assert (
        judged("V04", page_with(("姓名", "村组"), ("张三", "江南镇虚构村三组"))) == "cannot_judge"
    )


def test_a_hidden_sheet_of_a_file_is_a_leak_and_its_place_is_named() -> None:
    subject = seen(a_document(), files=(a_file("名单.xlsx", SAMPLES["名单.xlsx"]),))
    told = judgement("V01", subject)
    assert told.verdict == "not_met"
    assert "附件“名单.xlsx”第2个工作表“底表（演示）”（隐藏）第2行" in told.message
    assert ID not in str(told)


def test_a_link_straight_to_a_file_is_searched() -> None:
    assert judged("V01", seen(None, files=(a_file("名单.pdf", SAMPLES["名单.pdf"]),))) == "not_met"


def test_what_could_not_be_searched_is_not_called_clean() -> None:
    clean = workbook([("项目", "金额"), ("合计", "12")])
    unread = AttachmentVisit("名单.pdf", "http://a.example/1.pdf", "timeout", size=0)
    files = {
        "met": a_file("表.xlsx", clean),
        "cannot_judge": a_file("扫描.pdf", SAMPLES["扫描.pdf"]),
    }
    for verdict, file in files.items():
        assert judged("V01", seen(a_document(), files=(file,))) == verdict
    assert judged("V01", seen(a_document(), files=(unread,))) == "cannot_judge"


def test_leaks_are_confirmed_at_once_and_only_mobiles_are_advice() -> None:
    assert all(RULES[rule].at_once for rule in V_RULES)
    assert [rule for rule in V_RULES if RULES[rule].advisory] == ["V03"]


@pytest.mark.shared
def test_no_saved_government_page_is_accused_of_more_than_its_labels_say(
    shared_pages: Path,
) -> None:
    found = {
        path.relative_to(shared_pages).as_posix(): rules
        for path in sorted(shared_pages.rglob("*.html"))
        if (rules := accused(_subject_of(path)))
    }
    assert found == {"017.html": {"V01"}, "023.html": {"V01"}}


def _subject_of(path: Path) -> LinkSubject:
    url = f"http://www.example.gov.cn/{path.name}"
    return replace(seen(a_document(), url=url), page=read_page(path.read_bytes(), url=url))


def test_a_page_with_files_that_nobody_opened_is_not_called_clean() -> None:
    files = "".join(f"<p><a href='/f/{n}.pdf'>附件{n}.pdf</a></p>" for n in range(7))
    told = judgement("V01", seen(a_document(ARTICLE + files)))
    assert (told.verdict, told.message) == ("cannot_judge", "没有发现；但有 7 个附件没有打开。")
