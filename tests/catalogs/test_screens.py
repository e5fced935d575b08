"""The catalogue screens as an office uses them."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent, Grant, Role, User
from catalog_app.catalogs import services
from catalog_app.catalogs.models import Catalog, Entry, Publication
from catalog_app.database import transaction
from catalog_app.guides.services import current_guide
from catalog_app.regions.services import region_by_code
from catalog_app.reviews import services as reviews
from tests.catalogs.screens import BASE, elements, text
from tests.conftest import NOON
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, a_started_catalog, an_entry
from tests.factories.regions import a_village
from tests.factories.reviews import a_submission
from tests.factories.search import a_published_catalog
from tests.queries import count_queries

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
WHO = {"by": SYSTEM, "at": NOON}


def test_the_list_shows_what_is_kept_and_what_is_not(office: FlaskClient) -> None:
    catalog = a_catalog(entries=3)
    page = text(office.get(f"{BASE}/"))
    assert "敦化市的标准目录" in page
    assert f'href="{BASE}/{catalog.id}"' in page
    assert "还没有建立的 25 个领域" in page
    assert "江南镇" in page


def test_a_prefecture_walks_down_to_a_county(client: FlaskClient, session: Session) -> None:
    a_catalog(entries=3)
    reviewer = log_in(client, a_user(Role.PREFECTURE_REVIEWER, region="222400"))
    assert "敦化市</b><span>1 份目录，3 项" in text(reviewer.get(f"{BASE}/"))
    assert "养老服务" in text(reviewer.get(f"{BASE}/?region=222403"))
    assert "江南镇的标准目录" in text(reviewer.get(f"{BASE}/?region=222403110"))
    assert reviewer.get(f"{BASE}/?region=2201").status_code == 404
    assert reviewer.get(f"{BASE}/?region=220102").status_code == 403


def test_the_list_takes_the_same_statements_for_any_number_of_entries(
    office: FlaskClient, session: Session
) -> None:
    a_catalog(entries=2)
    with count_queries() as few:
        office.get(f"{BASE}/")
    a_catalog(domain="health", entries=60)
    a_catalog(domain="employment", entries=60)
    session.expire_all()
    with count_queries() as many:
        office.get(f"{BASE}/")
    assert many.total <= few.total <= 16


def test_a_catalogue_is_started_from_the_guide_once(office: FlaskClient, session: Session) -> None:
    form = {"region": "222403", "domain": "elderly_care"}
    assert "养老服务 <span" in text(office.get(f"{BASE}/start?region=222403"))
    answer = office.post(f"{BASE}/start", data=form, follow_redirects=True)
    assert "敦化市养老服务标准目录" in text(answer)
    assert "目录已经建立" in text(answer)
    again = office.post(f"{BASE}/start", data=form)
    assert again.status_code == 409
    assert "不能再建一份" in text(again)
    assert len(session.scalars(select(Catalog)).all()) == 1


def test_starting_without_choosing_says_so(office: FlaskClient) -> None:
    assert "还没有选择领域" in text(office.post(f"{BASE}/start", data={"region": "222403"}))


def test_nobody_starts_a_catalogue_for_another_county(
    office: FlaskClient, session: Session
) -> None:
    answer = office.post(f"{BASE}/start", data={"region": "222401", "domain": "elderly_care"})
    assert answer.status_code == 403
    assert session.scalars(select(Catalog)).all() == []


def test_a_reader_sees_no_buttons_to_change(client: FlaskClient, session: Session) -> None:
    entry = an_entry()
    reader = log_in(client, a_user(Role.PREFECTURE_REVIEWER, region="222400"))
    page = text(reader.get(f"{BASE}/entries/{entry.id}"))
    assert "老年人补贴" in page
    assert "撤下" not in page
    assert "登记新的链接" not in page
    for address in ("edit", "withdraw", "not-applicable"):
        assert reader.get(f"{BASE}/entries/{entry.id}/{address}").status_code == 403
    assert reader.post(f"{BASE}/entries/{entry.id}/links", data={}).status_code == 403


@pytest.mark.parametrize("number", [10, 200])
def test_a_catalogue_page_takes_few_statements(
    office: FlaskClient, session: Session, number: int
) -> None:
    catalog_id = a_catalog(entries=number).id
    session.expunge_all()
    with count_queries() as asked:
        page = text(office.get(f"{BASE}/{catalog_id}"))
    assert f"共 {number} 个事项" in page
    assert asked.total <= 13, "\n".join(asked)


def test_a_long_catalogue_is_read_page_by_page(office: FlaskClient) -> None:
    catalog = a_catalog(entries=120)
    page = text(office.get(f"{BASE}/{catalog.id}?page=3&disposition=current"))
    assert "第 3 / 3 页" in page
    assert "公开事项101" in page
    assert "公开事项100<" not in page
    assert f"{BASE}/{catalog.id}?disposition=current&amp;page=2" in page


def test_a_catalogue_is_filtered(office: FlaskClient) -> None:
    catalog = a_catalog(entries=["高龄津贴", "助餐点名录"])
    page = text(office.get(f"{BASE}/{catalog.id}?text=助餐"))
    assert "助餐点名录" in page
    assert "高龄津贴" not in page
    assert "没有符合条件的事项" in text(office.get(f"{BASE}/{catalog.id}?text=水库"))


def test_an_entry_is_explained_in_plain_words(office: FlaskClient) -> None:
    entry = an_entry(channels=("政府网站", "其他:敦化发布"))
    page = text(office.get(f"{BASE}/entries/{entry.id}"))
    assert "意思是：信息形成或变更后20个工作日内" in page
    assert "政府网站、其他：敦化发布" in page
    assert "主动公开" in page
    assert "县级、乡级" in page


def test_an_entry_is_added_with_a_link(office: FlaskClient, session: Session) -> None:
    catalog = a_catalog()
    sent = {
        "standard_item": "0",
        "name": " 助餐点　名录 ",
        "content": "名称\n\n 地址 \n电话",
        "time_limit": "每年3月底前",
        "owner": "敦化市民政局",
        "method": ["proactive"],
        "channels": ["政府网站", "其他"],
        "other_channels": "敦化发布",
        "audience": "group",
        "audience_group": "60周岁以上老年人",
        "levels": ["county"],
        "url": "http://www.dunhua.gov.cn/zc/",
        "action": "save",
    }
    answer = office.post(f"{BASE}/{catalog.id}/entries/new", data=sent, follow_redirects=True)
    assert "还没有填写：公开依据。" in text(answer)
    version = session.scalars(select(Entry)).one().version
    assert version.name == "助餐点 名录"
    assert version.content == ["名称", "地址", "电话"]
    assert version.channels == ["政府网站", "其他:敦化发布"]
    assert version.audience == "60周岁以上老年人"
    assert version.author_name == "王敏"
    assert session.scalars(select(Publication.url)).all() == ["http://www.dunhua.gov.cn/zc/"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "请填写事项名称"),
        ({"name": "长" * 301}, "不能超过 300 个字"),
        ({"channels": ["其他"]}, "请写出渠道的名称"),
        ({"audience": "group"}, "请写明是哪些人"),
        ({"url": "http://192.168.0.1/"}, "内部网络"),
    ],
)
def test_a_wrong_form_is_answered_with_what_to_do_and_keeps_the_text(
    office: FlaskClient, session: Session, wrong: dict[str, object], said: str
) -> None:
    catalog = a_catalog()
    sent = {"standard_item": "0", "name": "助餐点名录", "content": "写了很久的要素"} | wrong
    answer = office.post(f"{BASE}/{catalog.id}/entries/new", data=sent)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "处需要改正，内容还没有保存" in text(answer)
    assert "写了很久的要素" in text(answer)
    assert session.scalars(select(Entry)).all() == []


def test_a_missing_item_is_rewritten_before_it_is_taken_in(
    office: FlaskClient, session: Session
) -> None:
    catalog, guide = a_catalog(), current_guide("elderly_care")
    assert guide is not None
    item = guide.items[0]
    page = text(office.get(f"{BASE}/{catalog.id}/entries/new?item={item.id}"))
    assert f'selected value="{item.id}"' in page
    assert item.name in page
    sent = {"standard_item": str(item.id), "name": item.name, "action": "save"}
    office.post(f"{BASE}/{catalog.id}/entries/new", data=sent)
    assert session.scalars(select(Entry)).one().standard_item_id == item.id


def test_looking_first_saves_nothing(office: FlaskClient) -> None:
    entry = an_entry()
    sent = elements(entry, time_limit="每季度末", action="preview")
    page = text(office.post(f"{BASE}/entries/{entry.id}/edit", data=sent))
    assert "还没有保存" in page
    assert "“每季度末”的意思是" in page
    assert services.entry(entry.id).version.number == 1


def test_saving_the_form_untouched_changes_nothing(office: FlaskClient) -> None:
    entry = an_entry(channels=("政府网站",), audience="全社会")
    office.post(f"{BASE}/entries/{entry.id}/edit", data=elements(entry))
    assert services.entry(entry.id).version.number == 1


def test_the_history_says_who_changed_what_and_restores(office: FlaskClient) -> None:
    entry = an_entry()
    office.post(f"{BASE}/entries/{entry.id}/edit", data=elements(entry, owner="敦化市财政局"))
    page = office.get(f"{BASE}/entries/{entry.id}/history").get_data(as_text=True)
    assert "第 2 版" in page
    assert "王敏" in page
    assert "公开主体" in page
    assert "敦化市<del>民</del>政局" in page
    sent = {"number": "1", "base_version": "2"}
    office.post(f"{BASE}/entries/{entry.id}/restore", data=sent)
    assert services.entry(entry.id).version.owner == "敦化市民政局"


def test_withdrawing_asks_for_a_reason(office: FlaskClient) -> None:
    entry = an_entry()
    address = f"{BASE}/entries/{entry.id}/withdraw"
    assert "请写明原因" in text(office.post(address, data={"base_version": "1", "reason": " "}))
    sent = {"base_version": "1", "reason": "政策已停止执行"}
    page = text(office.post(address, data=sent, follow_redirects=True))
    assert "已撤下，原因：政策已停止执行" in page
    office.post(f"{BASE}/entries/{entry.id}/take-back", data={"base_version": "2"})
    assert services.entry(entry.id).version.disposition == "current"


def test_editing_a_withdrawn_entry_leaves_it_withdrawn(office: FlaskClient) -> None:
    entry = an_entry()
    services.withdraw_entry(entry.id, "停止执行", base_version=1, **WHO)
    sent = elements(services.entry(entry.id), note="补记")
    office.post(f"{BASE}/entries/{entry.id}/edit", data=sent)
    version = services.entry(entry.id).version
    assert (version.note, version.disposition, version.reason) == ("补记", "withdrawn", "停止执行")


def test_entries_are_moved_by_buttons_and_to_a_place(office: FlaskClient) -> None:
    catalog = a_catalog(entries=["甲", "乙", "丙"])
    first = catalog.entries[0].id
    office.post(f"{BASE}/entries/{first}/move", data={"steps": "1"})
    assert services.entry(first).position == 2
    office.post(f"{BASE}/entries/{first}/move", data={"position": "3"})
    assert services.entry(first).position == 3
    page = office.post(
        f"{BASE}/entries/{first}/move", data={"position": "abc"}, follow_redirects=True
    )
    assert "请填写要移到第几位" in text(page)


def test_links_are_registered_corrected_and_removed(office: FlaskClient, session: Session) -> None:
    entry = an_entry()
    address = f"{BASE}/entries/{entry.id}/links"
    link = {"url": "http://www.dunhua.gov.cn/a", "channel": "政府网站", "kind": "column"}
    assert "格式不对" in text(office.post(address, data=link | {"url": "政府网站首页"}))
    office.post(address, data=link)
    kept = session.scalars(select(Publication)).one()
    assert "www.dunhua.gov.cn/a" in text(office.get(f"{address}/{kept.id}"))
    office.post(f"{address}/{kept.id}", data=link | {"kind": "service"})
    session.expire_all()
    assert kept.kind == "service"
    office.post(f"{address}/{kept.id}/remove")
    assert session.scalars(select(Publication)).all() == []
    actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions[-3:] == ["link.added", "link.changed", "link.removed"]


def test_differences_are_shown_and_settled_in_place(office: FlaskClient) -> None:
    catalog = a_started_catalog()
    first, second = catalog.entries[:2]
    for entry in (first, second):
        services.withdraw_entry(entry.id, "误撤", base_version=1, **WHO)
    page = text(office.get(f"{BASE}/{catalog.id}/differences"))
    assert "补入目录" in page
    assert first.version.name in page
    office.post(f"{BASE}/{catalog.id}/items/{first.standard_item_id}/take-in")
    address = f"{BASE}/{catalog.id}/items/{second.standard_item_id}/not-applicable"
    assert "请写明原因" in text(office.post(address, data={"reason": ""}))
    page = text(office.post(address, data={"reason": "本市没有"}, follow_redirects=True))
    assert "没有缺漏。" in page
    assert "本市没有" in page


def test_an_own_entry_turns_out_to_be_the_guides(office: FlaskClient) -> None:
    catalog, guide = a_catalog(), current_guide("elderly_care")
    assert guide is not None
    entry = an_entry("老人补贴", catalog=catalog)
    sent = {"standard_item": str(guide.items[0].id)}
    office.post(f"{BASE}/entries/{entry.id}/relate", data=sent)
    assert services.entry(entry.id).standard_item_id == guide.items[0].id


def test_an_unknown_entry_or_catalogue_is_a_clear_page(office: FlaskClient) -> None:
    for address, what in ((f"{BASE}/999999", "目录"), (f"{BASE}/entries/999999", "事项")):
        answer = office.get(address)
        assert answer.status_code == 404
        assert f"没有找到这个{what}" in text(answer)


def test_an_address_without_http_is_mended_in_one_click(office: FlaskClient) -> None:
    entry = an_entry()
    links = f"{BASE}/entries/{entry.id}/links"
    sent = {"url": "www.dunhua.gov.cn/zwgk/", "channel": "政府网站", "kind": "article"}
    answer = office.post(links, data=sent)
    assert answer.status_code == 422
    assert "已替您改成 http://www.dunhua.gov.cn/zwgk/" in text(answer)
    (control,) = HTMLParser(text(answer)).css("input[name=url]")
    sent["url"] = control.attributes["value"] or ""
    assert office.post(links, data=sent).status_code == 302
    assert [each.url for each in entry.publications] == ["http://www.dunhua.gov.cn/zwgk/"]


def test_a_change_after_acceptance_is_told_on_the_list_and_the_page(office: FlaskClient) -> None:
    catalog = a_catalog(entries=["低保"])
    submission = a_submission(catalog)
    reviews.accept(submission.id, **WHO)
    pages = (f"{BASE}/", f"{BASE}/{catalog.id}")
    assert all("已验收公开" in text(office.get(each)) for each in pages)
    services.declare_not_applicable(catalog.entries[0].id, "本地没有", base_version=1, **WHO)
    for each in pages:
        assert "有改动，尚未报送" in text(office.get(each))
        assert "公众仍可查上一版" in text(office.get(each))
        assert "已验收公开" not in text(office.get(each))
    reviews.submit(catalog.id, **WHO)
    assert all("已报送，待验收" in text(office.get(each)) for each in pages)


def test_telling_of_changes_takes_the_same_statements_for_any_number_of_catalogues(
    office: FlaskClient, session: Session
) -> None:
    costs = []
    for domain in ("elderly_care", "health", "employment"):
        catalog = a_published_catalog(domain=domain, entries=30)
        services.move_entry(catalog.entries[0].id, 2, **WHO)
        session.expire_all()
        with count_queries() as sent:
            assert "有改动，尚未报送" in text(office.get(f"{BASE}/"))
        costs.append(sent.total)
    assert costs[1] == costs[2] <= 17


@pytest.mark.parametrize(
    ("grant", "region", "why"),
    [
        ((Role.VILLAGE_CLERK, "222403110999"), "222403110", "没有江南镇的编辑权限"),
        ((Role.COUNTY_EDITOR, "222403", "elderly_care"), "222403", "负责的领域，目录都已建立"),
        ((Role.COUNTY_OFFICE, "222403"), "222403110999", "测试村应编制的目录都已建立"),
    ],
)
def test_the_one_reason_why_nothing_can_be_started(
    client: FlaskClient, session: Session, grant: tuple[Any, ...], region: str, why: str
) -> None:
    a_catalog(entries=1)
    a_catalog(a_village(session).code, "village_affairs", 1)
    user = a_user(*grant)
    if grant[0] == Role.VILLAGE_CLERK:
        with transaction() as current:  # sees the township, and edits only the village
            seen = Grant(role=Role.COUNTY_EDITOR, region_id=region_by_code("222403").id)
            current.get_one(User, user.id).grants.append(seen)
    page = text(log_in(client, user).get(f"{BASE}/start?region={region}"))
    assert why in page
    assert sum(each in page for each in ("编辑权限", "都已建立")) == 1
