"""The screens: upload, look, decide, import, undo, download; and a clear page for every slip."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Grant, User
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.catalogs.services.content import item_content
from catalog_app.database import transaction
from catalog_app.exchange import services
from catalog_app.exchange.models import ImportBatch
from catalog_app.guides import services as guides
from catalog_app.regions.services import region_by_code
from domains.entry import EntryContent
from imports.reading import read_bytes
from tests.exchange.office import (
    ALL_DOMAINS,
    ELDERLY,
    item,
    row_named,
    table_of,
    take_in,
    upload,
)
from tests.exchange.screens import HOME, named, newest, send
from tests.factories.accounts import JIANGNAN, Role, a_user, log_in
from tests.factories.catalogs import a_catalog, an_entry
from tests.queries import count_queries

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_upload_look_import_undo(office: FlaskClient, session: Session) -> None:
    answer = send(office, named(ELDERLY))
    batch = newest(session)
    assert answer.location == f"{HOME}batches/{batch.id}"
    page = office.get(answer.location).text
    assert "养老服务扶持补贴" in page
    assert "标题写明" in page
    assert session.scalar(select(func.count()).select_from(Entry)) == 0
    done = office.post(f"{HOME}batches/{batch.id}/apply", follow_redirects=True).text
    assert "导入完成" in done
    assert session.scalar(select(func.count()).select_from(Entry)) == 11
    undone = office.post(f"{HOME}batches/{batch.id}/undo", follow_redirects=True).text
    assert "删除导入时新增的 11 项" in undone
    assert session.scalar(select(func.count()).select_from(Entry)) == 0


def test_the_boxes_of_a_page_are_kept(office: FlaskClient, session: Session) -> None:
    batch = upload(table_of(item(1, "高龄津贴"), item(2, "护理补贴")))
    first, second = (row_named(batch, name).key for name in ("高龄津贴", "护理补贴"))
    boxes = {"show": "added", "row": [first, second], "take": [second]}
    office.post(f"{HOME}batches/{batch.id}/decide", data=boxes)
    page = office.get(f"{HOME}batches/{batch.id}?show=added").text
    assert f'value="{second}" checked' in page
    assert f'value="{first}" checked' not in page
    office.post(f"{HOME}batches/{batch.id}/apply")
    assert session.scalar(select(func.count()).select_from(Entry)) == 1


def test_boxes_ticked_before_pressing_import_count_too(
    office: FlaskClient, session: Session
) -> None:
    batch = upload(table_of(item(1, "高龄津贴"), item(2, "护理补贴")))
    first, second = (row_named(batch, name).key for name in ("高龄津贴", "护理补贴"))
    office.post(f"{HOME}batches/{batch.id}/apply", data={"row": [first, second], "take": [first]})
    assert session.scalar(select(func.count()).select_from(Entry)) == 1


def test_all_rows_of_all_pages_are_left_by_one_button(
    office: FlaskClient, session: Session
) -> None:
    batch = upload(ALL_DOMAINS)
    page = office.get(f"{HOME}batches/{batch.id}?show=added&page=2").text
    assert 'aria-current="page">2<' in page
    office.post(f"{HOME}batches/{batch.id}/decide", data={"show": "added", "every": "leave"})
    office.post(f"{HOME}batches/{batch.id}/place")
    answer = office.post(f"{HOME}batches/{batch.id}/apply")
    assert answer.status_code == 422
    assert "没有可以导入的内容" in answer.text


def test_what_changes_is_shown_with_both_texts(office: FlaskClient, session: Session) -> None:
    an_entry("高龄津贴", owner="市老龄办")
    batch = upload(table_of(item(1, "高龄津贴")))
    page = office.get(f"{HOME}batches/{batch.id}").text
    assert '<del><span class="unseen">删去：</span>市老龄办</del>' in page
    assert '<ins><span class="unseen">改为：</span>敦化市民政局</ins>' in page


def test_texts_of_a_file_are_shown_not_run(office: FlaskClient, session: Session) -> None:
    batch = upload(table_of(item(1, "<script>alert(1)</script>")))
    page = office.get(f"{HOME}batches/{batch.id}").text
    assert "<script>" not in page


def test_missing_entries_are_withdrawn_when_ticked(office: FlaskClient, session: Session) -> None:
    catalog = a_catalog(entries=["高龄津贴", "护理补贴"])
    gone = next(entry for entry in catalog.entries if entry.version.name == "护理补贴")
    batch = upload(table_of(item(1, "高龄津贴")))
    boxes = {"show": "missing", "entry": [gone.id], "withdraw": [gone.id]}
    office.post(f"{HOME}batches/{batch.id}/apply", data=boxes)
    session.expire_all()
    assert gone.version.disposition == "withdrawn"


def test_several_files_become_several_batches(office: FlaskClient, session: Session) -> None:
    page = send(office, named("08_"), named("14e"), named("12_"))
    assert page.status_code == 422
    assert "已读取 2 个文件" in page.text
    assert "打开密码" in page.text
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 2


@pytest.mark.parametrize(
    ("start", "words"),
    [("14a", "栏目规划"), ("14b", "没有内容"), ("14c", "已损坏"), ("14d", "不认识")],
)
def test_a_wrong_file_is_told_on_the_page(
    office: FlaskClient, session: Session, start: str, words: str
) -> None:
    page = send(office, named(start))
    assert (page.status_code, words in page.text) == (422, True)


def test_no_file_and_too_large_are_told(office: FlaskClient) -> None:
    assert "没有选择文件" in send(office, ("", b"")).text
    large = send(office, ("大.xlsx", b"x" * (33 * 1024 * 1024)))
    assert (large.status_code, "文件太大" in large.text) == (413, True)


def test_the_problem_list_is_a_table_for_whoever_corrects_the_file(
    office: FlaskClient, session: Session
) -> None:
    batch = upload("04_")
    told = office.get(f"{HOME}batches/{batch.id}/problems.csv")
    rows = list(csv.reader(StringIO(told.data.decode("utf-8-sig"))))
    assert rows[0] == ["表", "单元格", "行", "程度", "说明"]
    assert ["救灾", "F4", "4", "错误"] in [row[:4] for row in rows]


def test_a_catalogue_and_a_county_are_downloaded(office: FlaskClient, session: Session) -> None:
    take_in(ALL_DOMAINS)
    whole = office.get(f"{HOME}download?region=敦化市&format=xlsx")
    assert len(load_workbook(BytesIO(whole.data)).sheetnames) == 1 + 26
    catalog = session.scalars(select(Catalog).where(Catalog.domain_code == "elderly_care")).one()
    one = office.get(f"{HOME}catalogs/{catalog.id}/download?format=csv")
    assert one.data.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(StringIO(one.data.decode("utf-8-sig"))))) == 12
    empty = office.get(f"{HOME}download?region=江南镇")
    assert (empty.status_code, "还没有公开事项" in empty.text) == (404, True)


def test_an_imported_batch_opens_on_its_result(office: FlaskClient, session: Session) -> None:
    batch = take_in(ELDERLY)
    assert office.get(f"{HOME}batches/{batch.id}").location.endswith("/result")
    again = office.post(f"{HOME}batches/{batch.id}/apply")
    assert (again.status_code, "已导入" in again.text) == (409, True)


def test_the_list_of_imports_asks_a_fixed_number_of_questions(
    office: FlaskClient, session: Session
) -> None:
    totals = []
    for _ in range(2):
        upload(ELDERLY)
        upload("11_")
        session.expire_all()
        with count_queries() as queries:
            office.get(HOME)
        totals.append(len(queries))
    assert totals[0] == totals[1]


def test_a_file_of_another_place_waits_for_a_word(office: FlaskClient, session: Session) -> None:
    title = "公主岭市养老服务领域基层政务公开标准目录"
    batch = upload(table_of(item(1, "高龄津贴"), title=title))
    address = f"{HOME}batches/{batch.id}"
    page = office.get(address).text
    assert "文件里写的是“公主岭市”，而现在要导入到“敦化市”" in page
    assert ">导入到敦化市</button>" not in page
    refused = office.post(f"{address}/apply")
    assert (refused.status_code, "请先确认地区" in refused.text) == (422, True)
    page = office.post(f"{address}/place", follow_redirects=True).text
    assert "已确认导入到“敦化市”" in page
    assert ">导入到敦化市</button>" in page
    assert "导入完成" in office.post(f"{address}/apply", follow_redirects=True).text


@pytest.mark.parametrize(
    ("text", "reason"), [("不存在县", "没有这个行政区划"), ("敦化", "有几个同名的行政区划")]
)
def test_an_unclear_region_is_told_beside_its_field(
    office: FlaskClient, session: Session, text: str, reason: str
) -> None:
    page = send(office, named(ELDERLY), region=text)
    assert page.status_code == 422
    tree = HTMLParser(page.text)
    told = tree.css_first("#region-error").text()
    assert reason in told
    assert "文件要重新选择" in told
    assert tree.css_first("#region").attributes["value"] == text
    assert tree.css_first("input[name=place]").attributes["value"] == "222403000000"
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 0


def test_a_region_is_chosen_among_those_offered(office: FlaskClient, session: Session) -> None:
    name, data = named(ELDERLY)
    form = {"region": "敦化", "place": "222403000000", "files": [(BytesIO(data), name)]}
    sent = office.post(f"{HOME}upload", data=form, content_type="multipart/form-data")
    assert sent.status_code == 302
    assert newest(session).region.name == "敦化市"


def test_only_the_clerks_own_regions_are_offered(client: FlaskClient) -> None:
    log_in(client, a_user(Role.TOWNSHIP_EDITOR, JIANGNAN))
    page = HTMLParser(send(client, named(ELDERLY), region="江南").text)
    codes = [each.attributes["value"] or "" for each in page.css("input[name=place]")]
    assert codes[0] == f"{JIANGNAN}000"
    assert all(code.startswith(JIANGNAN) for code in codes if code)


@pytest.mark.parametrize(
    ("role", "region", "imports", "exports"),
    [
        (Role.COUNTY_OFFICE, "222403", "敦化市", "敦化市"),
        (Role.TOWNSHIP_EDITOR, JIANGNAN, "江南镇", "江南镇"),
        (Role.PREFECTURE_REVIEWER, "222400", None, "延边朝鲜族自治州"),
        (Role.VILLAGE_CLERK, JIANGNAN, "", "江南镇"),
    ],
)
def test_the_fields_begin_with_the_users_own_region(
    client: FlaskClient, role: Role, region: str, imports: str | None, exports: str
) -> None:
    page = HTMLParser(log_in(client, a_user(role, region)).get(HOME).text)
    field = page.css_first("#region")
    assert (field.attributes["value"] if field else None) == imports
    assert page.css_first("#export-region").attributes["value"] == exports
    offered = [each.attributes["value"] or "" for each in page.css("#export-regions option")]
    assert exports in offered


def test_a_user_of_two_places_says_which(client: FlaskClient) -> None:
    user = a_user()
    with transaction() as current:
        place = region_by_code("222404").id
        current.get_one(User, user.id).grants.append(
            Grant(role=Role.COUNTY_OFFICE, region_id=place)
        )
    page = HTMLParser(log_in(client, user).get(HOME).text)
    assert page.css_first("#region").attributes["value"] == ""
    offered = {each.attributes["value"] for each in page.css("#import-regions option")}
    assert {"敦化市", "珲春市"} <= offered


def test_items_of_one_name_are_told_apart_by_their_groups(
    office: FlaskClient, session: Session
) -> None:
    groups = ("养老服务通用政策", "养老服务业务办理")
    rows = [item(n, "政策法规文件", group=group) for n, group in enumerate(groups, start=1)]
    batch = take_in(table_of(*rows, item(3, "", group="养老服务行业管理")))
    page = HTMLParser(office.get(f"{HOME}batches/{batch.id}/result").text)
    names = [each.text(separator=" ").split() for each in page.css("tbody th")]
    assert names[:2] == [[group, "政策法规文件"] for group in groups]


def told(content: EntryContent) -> tuple[object, ...]:
    return content.group, content.name, content.content, content.owner


@pytest.mark.parametrize("domain", ["elderly_care", "village_affairs"])
def test_a_template_is_filled_in_and_imported(
    office: FlaskClient, session: Session, domain: str
) -> None:
    assert f'value="{domain}"' in office.get(HOME).text
    template = office.get(f"{HOME}template?domain={domain}")
    reading = read_bytes(template.data, "模板.xlsx")
    guide = guides.current_guide(domain)
    assert guide
    (table,) = reading.tables
    assert table.domain == domain
    assert [told(each.content) for each in table.entries] == [
        told(item_content(each)) for each in guide.items
    ]
    assert services.region_in([table.title or ""]) is None
    assert not [each for each in table.problems if each.severity == "error"]


def test_every_domain_has_a_template_or_says_why_not(office: FlaskClient) -> None:
    answers = {
        each.code: office.get(f"{HOME}template?domain={each.code}") for each in guides.all_domains()
    }
    assert len(answers) > 26
    told = [each.text for each in answers.values() if each.status_code != 200]
    assert all("这个领域没有模板" in each for each in told)
    assert answers["elderly_care"].status_code == 200
    assert office.get(f"{HOME}template?domain=none").status_code == 404


def test_a_forged_form_is_shrugged_off(office: FlaskClient, session: Session) -> None:
    batch = upload(ELDERLY)
    forged = {"row": ["x", "9-9"], "take": ["9-9"], "entry": ["-1", "99999"], "withdraw": ["99999"]}
    office.post(f"{HOME}batches/{batch.id}/decide", data=forged | {"show": "nonsense"})
    office.post(
        f"{HOME}batches/{batch.id}/domains", data={"domain-77": "x", "domain-0": "nonsense"}
    )
    page = office.get(f"{HOME}batches/{batch.id}?show=nonsense&table=88&page=-3")
    assert page.status_code == 200
    assert services.counts_of(services.preview(batch.id, by=SYSTEM))["added"] == 0
