"""The worklist's screens: groups, filters, acts on many, comparison, files and the week on paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.models import Role
from catalog_app.checks.models import CheckRun, Finding
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, an_entry
from tests.factories.findings import a_finding

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
LIST = "/staff/checks/"


@pytest.fixture
def three(session: Session) -> list[Finding]:
    """Three findings of 敦化市: two of one page, one whose name a spreadsheet would calculate."""
    catalog = a_catalog()
    page = "http://www.dunhua.gov.cn/one.html"
    first = an_entry("补贴", catalog=catalog, urls=[page])
    second = an_entry("=cmd|机构", catalog=catalog, urls=[page], owner="敦化市卫生健康局")
    third = an_entry("救助", catalog=catalog, urls=["http://www.dunhua.gov.cn/two.html"])
    return [
        a_finding(first, message="网页打不开"),
        a_finding(second, "suspected", "名称不符", "P01", advisory=True, severity="warning"),
        a_finding(third, message="网页不存在", rule="L03"),
    ]


def ids(found: list[Finding]) -> str:
    return ",".join(str(each.id) for each in found)


@pytest.mark.parametrize(
    ("by", "title"),
    [
        ("owner", "敦化市卫生健康局"),
        ("page", "http://www.dunhua.gov.cn/one.html"),
        ("rule", "网页是否存在"),
        ("catalog", "养老服务"),
    ],
)
def test_groups_are_folded_and_lead_to_all_of_theirs(
    client: FlaskClient, three: list[Finding], by: str, title: str
) -> None:
    page = HTMLParser(log_in(client, a_user()).get(f"{LIST}?group={by}").text)
    group = next(
        each for each in page.css("details.group") if title in each.css_first("strong").text()
    )
    link = next(a for a in group.css("a") if "查看全部" in a.text())
    shown = client.get(link.attributes["href"] or "").text
    assert f"全部符合条件的 {len(group.css('tbody tr'))} 个" in shown


def test_the_numbers_beside_the_filters_are_what_they_show(
    client: FlaskClient, three: list[Finding]
) -> None:
    text = log_in(client, a_user()).get(LIST).text
    for words in ("未解决 3", "已确认 2", "疑似 1", "仅供参考 1", "提醒 1", "还没有指派 3"):
        assert words in text, words


def test_advice_is_plainly_marked(client: FlaskClient, three: list[Finding]) -> None:
    log_in(client, a_user())
    assert "仅供参考，不扣分" in client.get(f"{LIST}?rule=P01").text
    assert "仅供参考，不扣分" in client.get(f"{LIST}findings/{three[1].id}").text
    assert "仅供参考，不扣分" not in client.get(f"{LIST}findings/{three[0].id}").text


def test_an_empty_list_says_whether_anybody_looked(client: FlaskClient, session: Session) -> None:
    log_in(client, a_user())
    assert "还没有登记过公开链接" in client.get(LIST).text
    an_entry(urls=["http://www.dunhua.gov.cn/one.html"])
    assert "还一次都没有核查过" in client.get(LIST).text


def test_an_act_is_shown_before_it_is_done(
    client: FlaskClient, session: Session, three: list[Finding]
) -> None:
    log_in(client, a_user())
    ticked = {"act": "contested", "scope": "ticked", "id": [str(three[0].id), str(three[2].id)]}
    text = client.post(f"{LIST}handle", data=ticked).text
    assert "提出异议：选中 2 个问题" in text
    assert "还没有执行" in text
    session.expire_all()
    assert three[0].state == "confirmed"


def test_all_that_the_filter_matches_can_be_chosen(
    client: FlaskClient, three: list[Finding]
) -> None:
    log_in(client, a_user())
    data = {"act": "comment", "scope": "all", "query": "rule=P01&state=suspected"}
    text = client.post(f"{LIST}handle", data=data).text
    assert "留言：选中 1 个问题" in text


def test_an_act_is_done_and_what_could_not_be_is_told(
    client: FlaskClient, session: Session, three: list[Finding]
) -> None:
    log_in(client, a_user())
    data = {"act": "contested", "ids": ids(three), "reason": "网站正在改版，下周恢复"}
    assert "已完成 3 个" in client.post(f"{LIST}handle/do", data=data).text
    again = client.post(f"{LIST}handle/do", data=data)
    assert again.status_code == 200
    assert "一个都没有完成" in again.text
    assert "现在是“有异议”" in again.text


def test_an_act_without_its_reason_is_asked_again(
    client: FlaskClient, session: Session, three: list[Finding]
) -> None:
    log_in(client, a_user())
    answer = client.post(
        f"{LIST}handle/do", data={"act": "contested", "ids": ids(three), "reason": "不"}
    )
    assert answer.status_code == 422
    assert "理由应为 4 到 1000 个字" in answer.text
    assert f'value="{ids(three)}"' in answer.text


def test_reviewers_acts_are_not_the_countys(client: FlaskClient, three: list[Finding]) -> None:
    log_in(client, a_user())
    text = client.post(
        f"{LIST}handle", data={"act": "waived", "id": [str(each.id) for each in three]}
    ).text
    assert "选中的问题都不能这样处理" in text


@pytest.mark.parametrize("data", [{}, {"act": "contested"}, {"act": "burn", "id": "1"}])
def test_nothing_chosen_is_told(
    client: FlaskClient, session: Session, data: dict[str, str]
) -> None:
    answer = log_in(client, a_user()).post(f"{LIST}handle", data=data)
    assert answer.status_code == 422
    assert "先勾选" in answer.text


def test_work_is_given_out_and_taken_back(
    client: FlaskClient, session: Session, three: list[Finding]
) -> None:
    person = a_user(Role.COUNTY_EDITOR, display_name="张三")
    log_in(client, a_user())
    data = {
        "act": "assign",
        "ids": ids(three),
        "assignee": str(person.id),
        "deadline": "2099-01-01",
    }
    assert "撤销这次指派" in client.post(f"{LIST}handle/do", data=data).text
    assert "负责人：张三" in client.get(LIST).text
    client.post(f"{LIST}handle/undo", data={"ids": ids(three)})
    session.expire_all()
    assert {each.assigned_to_id for each in three} == {None}


def test_rules_and_counties_are_compared_in_a_drawing_and_a_table(
    client: FlaskClient, three: list[Finding]
) -> None:
    log_in(client, a_user())
    for by, name in (("rule", "网页是否存在"), ("county", "敦化市")):
        page = HTMLParser(client.get(f"{LIST}compare?by={by}").text)
        assert name in page.css_first("svg.chart").text()
        assert name in page.css_first("table").text()


def test_the_workbook_has_a_summary_and_a_sheet_a_group_and_calculates_nothing(
    client: FlaskClient, three: list[Finding]
) -> None:
    answer = log_in(client, a_user()).get(f"{LIST}findings.xlsx?group=owner")
    book = load_workbook(BytesIO(answer.data))
    assert book.sheetnames == ["汇总", "敦化市民政局", "敦化市卫生健康局"]
    last = [cell.value for cell in book["汇总"][book["汇总"].max_row]]
    assert (last[0], last[-1]) == ("合计", 3)
    cells = [cell for row in book["敦化市卫生健康局"].iter_rows() for cell in row]
    assert "=cmd|机构" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


def test_the_workbook_of_nothing_says_so(client: FlaskClient, session: Session) -> None:
    answer = log_in(client, a_user()).get(f"{LIST}findings.xlsx")
    book = load_workbook(BytesIO(answer.data))
    assert [cell.value for cell in book["汇总"]["A"]][-1] == "没有符合条件的问题"


def test_a_week_is_told_on_paper(client: FlaskClient, three: list[Finding]) -> None:
    text = log_in(client, a_user()).get(f"{LIST}weekly?day=2026-11-20").text
    assert "敦化市链接核查每周汇总" in text
    assert "2026年11月16日至2026年11月22日" in text
    assert "网页不存在" in text


def test_one_finding_is_given_out_discussed_and_looked_at_again(
    client: FlaskClient, session: Session, three: list[Finding]
) -> None:
    person = a_user(Role.COUNTY_EDITOR, display_name="张三")
    log_in(client, a_user())
    where = f"{LIST}findings/{three[0].id}"
    client.post(f"{where}/assign", data={"assignee": str(person.id), "deadline": "2099-01-01"})
    client.post(f"{where}/comment", data={"text": "已联系网站管理员"})
    text = client.get(where).text
    assert "指派给张三，期限2099年1月1日" in text
    assert "留言：已联系网站管理员" in text
    answer = client.post(f"{where}/recheck")
    run = session.scalars(select(CheckRun)).one()
    assert answer.location == f"{where}?run={run.id}"
    assert "正在重新核查：0 / 1 个网页" in client.get(answer.location).text


def test_a_deadline_that_is_no_day_is_asked_again(
    client: FlaskClient, three: list[Finding]
) -> None:
    log_in(client, a_user())
    where = f"{LIST}findings/{three[0].id}/assign"
    assert client.post(where, data={"assignee": "0", "deadline": "明天"}).status_code == 422
    past = client.post(
        where, data={"assignee": "0", "deadline": "2020-01-01"}, follow_redirects=True
    )
    assert "期限不能早于今天" in past.text


def test_an_objection_is_taken_back(
    client: FlaskClient, session: Session, three: list[Finding]
) -> None:
    log_in(client, a_user())
    where = f"{LIST}findings/{three[0].id}"
    client.post(f"{where}/contest", data={"reason": "网站正在改版"})
    assert "撤回异议：确实是问题" in client.get(where).text
    client.post(f"{where}/withdraw", data={"reason": "核对后确实打不开"})
    session.expire_all()
    assert three[0].state == "suspected"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "x"])
@pytest.mark.parametrize("asked", ["?since=", "findings.csv?since=", "weekly?day="])
def test_a_day_of_no_use_in_an_address_is_as_none(
    client: FlaskClient, three: list[Finding], asked: str, day: str
) -> None:
    answer = log_in(client, a_user()).get(f"{LIST}{asked}{day}")
    assert answer.status_code == 200
    assert "网页打不开" in answer.text
