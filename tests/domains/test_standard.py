"""The domain files: what they hold, a further one, and a wrong one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from domains.entry import EntryContent
from domains.standard import Domain, DomainFileError, domain, load_domains

FURTHER = """
number: 27
code: tourism
name: 旅游市场监管
kind: further
aliases: [旅游]
guide: {title: 《旅游市场监管领域基层政务公开标准指引》, document_number: 文旅发〔2026〕1号}
items:
- number: 1
  group: 行政许可
  name: 旅行社设立许可
  content: [办事指南, 办理结果]
  basis: [《旅行社条例》]
  time_limit: 信息形成或变更之日起20个工作日内
  owner: 县级文化和旅游部门
  method: [proactive]
  channels: [政府网站, '其他:旅游服务热线']
  audience: 全社会
  levels: [county]
  provenance: official_page
  source: https://www.example.gov.cn/guide.html
"""


def with_file(folder: Path, text: str, name: str = "27_tourism.yaml") -> tuple[Domain, ...]:
    (folder / name).write_text(text, encoding="utf-8")
    return load_domains(folder)


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(DomainFileError) as caught:
        with_file(folder, text)
    return str(caught.value)


def test_the_26_pilot_domains_come_in_order_and_the_affairs_lists_last() -> None:
    domains = load_domains()
    assert [each.number for each in domains[:26]] == list(range(1, 27))
    assert [each.code for each in domains[26:]] == ["village_affairs", "community_affairs"]
    assert Counter(each.kind for each in domains)["pilot"] == 26


def test_all_551_items_are_kept_with_their_provenance() -> None:
    items = [item for each in load_domains() for item in each.items]
    assert Counter(item.provenance for item in items) == {
        "official_page": 216,
        "recalled": 208,
        "copy": 127,
    }
    assert all(item.source for item in items if item.provenance == "official_page")
    assert len({item.key for item in items}) == 551


def test_an_item_gives_the_entry_a_catalogue_starts_with() -> None:
    item = domain("elderly_care").item(1)
    assert item.entry() == EntryContent(
        name=item.name,
        group=item.group,
        content=item.content.content,
        basis=("信息公开规定",),
        time_limit="制定或获取文件之日起10个工作日内",
        owner=item.content.owner,
        method=("proactive",),
        channels=item.content.channels,
        audience="全社会",
        levels=item.content.levels,
    )


def test_where_the_table_has_no_second_level_the_group_names_the_item() -> None:
    item = domain("land_expropriation_compensation").item(1)
    assert (item.group, item.name) == ("征地管理政策", "征地管理政策")


def test_a_further_domain_is_added_by_dropping_a_file_into_the_folder(tmp_path: Path) -> None:
    (further,) = with_file(tmp_path, FURTHER)
    assert (further.number, further.code, further.kind) == (27, "tourism", "further")
    assert further.guide.document_number == "文旅发〔2026〕1号"
    assert further.item(1).entry().channels == ("政府网站", "其他:旅游服务热线")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("levels: [county]", "levels: [country]", "字段levels第1项：“country”不在允许的取值中"),
        ("[政府网站, ", "[政府网, ", "字段channels：“政府网”不是标准渠道"),
        ("official_page", "guess", "字段provenance：“guess”不在允许的取值中"),
        ("  owner:", "  ownr:", "字段ownr：不认识的字段"),
        ("- number: 1\n", "- number: 一\n", "字段number：格式不对"),
        ("name: 旅行社设立许可\n  ", "", None),
        ("content: [办事指南, 办理结果]", "content: 办事指南", "字段content：格式不对"),
        ("method: [proactive]", "method: [主动公开]", "“主动公开”不在允许的取值中"),
    ],
)
def test_a_fault_of_an_item_is_named_by_file_item_and_field(
    tmp_path: Path, right: str, wrong: str, said: str | None
) -> None:
    assert right in FURTHER
    if said is None:
        assert with_file(tmp_path, FURTHER.replace(right, wrong))[0].item(1).name == "行政许可"
        return
    message = complaint(tmp_path, FURTHER.replace(right, wrong))
    assert message.startswith("27_tourism.yaml：第1个事项（number: ")
    assert said in message


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = FURTHER.replace("kind: further", "kind: extra").replace("[county]", "[a, b]")
    message = complaint(tmp_path, text)
    assert "字段kind：“extra”不在允许的取值中" in message
    assert "字段levels第1项" in message
    assert "字段levels第2项" in message


def test_a_fault_of_the_file_itself_is_told(tmp_path: Path) -> None:
    assert "字段code：只能用小写英文字母" in complaint(tmp_path, FURTHER.replace("tourism", "T 1"))
    assert "字段name：缺少此项" in complaint(tmp_path, FURTHER.replace("\nname: 旅游市场监管", ""))
    assert "字段guide的titel：不认识的字段" in complaint(
        tmp_path, FURTHER.replace("title", "titel")
    )
    assert "不是有效的YAML：第2行附近" in complaint(tmp_path, "number: 1\nitems: ]")
    assert "应为“字段: 值”" in complaint(tmp_path, "只有一行字")


def test_a_date_needs_no_quotes_and_a_wrong_encoding_is_told(tmp_path: Path) -> None:
    dated = FURTHER.replace("guide: {", "guide: {issued: 2026-03-01, ")
    assert with_file(tmp_path, dated)[0].guide.issued == "2026-03-01"
    (tmp_path / "27_tourism.yaml").write_text(FURTHER, encoding="gb18030")
    with pytest.raises(DomainFileError, match="请另存为UTF-8"):
        load_domains(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DomainFileError, match="找不到领域文件夹"):
        load_domains(tmp_path / "absent")


def test_an_item_without_any_name_is_refused(tmp_path: Path) -> None:
    nameless = FURTHER.replace("  group: 行政许可\n  name: 旅行社设立许可\n", "")
    assert "字段name：一级事项和二级事项不能都为空" in complaint(tmp_path, nameless)


def test_two_items_with_one_number_are_refused(tmp_path: Path) -> None:
    items = FURTHER + "- {number: 1, name: 导游证核发, provenance: recalled}\n"
    assert "序号重复：1" in complaint(tmp_path, items)


def test_two_files_with_one_code_are_refused(tmp_path: Path) -> None:
    with_file(tmp_path, FURTHER)
    with pytest.raises(DomainFileError, match=r"tourism.*2个文件"):
        with_file(tmp_path, FURTHER, "28_again.yaml")
