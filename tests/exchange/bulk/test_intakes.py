"""A prefecture's zip, from the upload to the catalogues of its counties and back."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.accounts.models import Role
from catalog_app.database import transaction
from catalog_app.errors import PermissionRefused
from catalog_app.exchange import services
from catalog_app.exchange.errors import FileRefused, IntakeAtWork, NothingChosen
from catalog_app.exchange.models import ImportBatch, IntakeFile, KeptFile
from catalog_app.exchange.services.bulk.reading import TRIES
from catalog_app.exchange.services.kept_files import digest
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON
from tests.exchange.bulk.prefecture import (
    entries,
    files,
    packed,
    send,
    states,
    table,
    two_counties,
    whole_prefecture,
    work,
)
from tests.exchange.office import item, table_of
from tests.exchange.office import take_in as imported_at_another_desk
from tests.factories.accounts import DUNHUA, a_user
from tests.factories.catalogs import a_catalog, a_content, an_entry


def test_every_file_finds_its_county_or_says_why_not(session: Session) -> None:
    intake = send(("延边州.zip", whole_prefecture()))
    assert work(intake) == 6
    found = files(intake)
    assert states(intake) == {
        "敦化市/养老.csv": "可以导入",
        "2.图们/救助.csv": "可以导入",
        "珲春市/就业.csv": "要核对",
        "报来的/养老.csv": "地区认不出",
        "报来的/镇赉.csv": "地区认不出",
        "延边州/说明.txt": "不能读取",
        "敦化市/~$养老.csv": "不是目录",
        "延边州/._养老.csv": "不是目录",
    }
    assert found["2.图们/救助.csv"].region.name == "图们市"
    assert "镇赉县" in found["报来的/镇赉.csv"].message
    assert found["珲春市/就业.csv"].matters == ["1 处错误"]
    assert found["敦化市/养老.csv"].domains == ["养老服务"]
    assert (found["敦化市/养老.csv"].entries, found["敦化市/养老.csv"].added) == (2, 2)
    assert intake.state == "ready"


def test_clean_batches_are_applied_in_one_go_and_undone_in_one_go(session: Session) -> None:
    intake = send(("延边州.zip", whole_prefecture()))
    work(intake)
    services.apply_clean(intake.id, by=SYSTEM, at=NOON)
    assert work(intake) == 2
    now = states(intake)
    assert entries() == 4
    assert [now["敦化市/养老.csv"], now["2.图们/救助.csv"]] == ["已导入", "已导入"]
    assert now["珲春市/就业.csv"] == "要核对", "what is wrong stays for the clerk"
    services.undo_intake(intake.id, by=SYSTEM, at=NOON)
    work(intake)
    assert entries() == 0
    assert states(intake)["敦化市/养老.csv"] == "已撤销"


def test_what_a_worker_left_half_done_is_done_and_nothing_twice(session: Session) -> None:
    intake = send(("延边州.zip", two_counties()))
    work(intake, steps=1)
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 1
    assert work(intake) == 1, "those that were read are not read again"
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 2


def test_an_application_whose_mark_was_lost_is_not_made_twice(session: Session) -> None:
    intake = send(("延边州.zip", two_counties()))
    work(intake)
    services.apply_clean(intake.id, by=SYSTEM, at=NOON)
    batch = files(intake)["敦化市/养老.csv"].batch
    services.apply(batch.id, by=SYSTEM, at=NOON)  # and then the power went
    work(intake)
    assert entries() == 4
    assert files(intake)["敦化市/养老.csv"].message == ""


def test_a_file_that_kills_its_reader_is_given_up_and_the_others_go_on(session: Session) -> None:
    intake = send(("延边州.zip", two_counties()))
    with transaction():
        session.scalars(select(IntakeFile).order_by(IntakeFile.id)).first().tries = TRIES
    work(intake)
    assert states(intake)["敦化市/养老.csv"] == "读取出错"
    assert states(intake)["2.图们/救助.csv"] == "可以导入"
    services.go_on(intake.id, by=SYSTEM, at=NOON)
    work(intake)
    assert states(intake)["敦化市/养老.csv"] == "可以导入"


def test_the_clerk_says_whose_a_file_is_and_it_is_not_read_again(session: Session) -> None:
    intake = send(("延边州.zip", whole_prefecture()))
    work(intake)
    unclear = [each.id for each in files(intake).values() if each.state == "unclear"]
    services.choose_region(intake.id, unclear, region_by_code("222405"), by=SYSTEM, at=NOON)
    with transaction() as current:  # the files themselves are gone already
        current.query(KeptFile).delete()
    work(intake)
    found = files(intake)
    assert [each.region.name for each in found.values() if each.id in unclear] == ["龙井市"] * 2
    assert states(intake)["报来的/镇赉.csv"] == "要核对"
    assert "同一地区、同一领域" in found["报来的/镇赉.csv"].matters[0]


def test_two_files_for_one_catalogue_are_not_applied_without_a_look(session: Session) -> None:
    intake = send(
        ("敦化市养老1.csv", table("敦化市", "养老服务", "高龄津贴")),
        ("敦化市养老2.csv", table("敦化市", "养老服务", "护理补贴")),
    )
    work(intake)
    assert set(states(intake).values()) == {"要核对"}
    with pytest.raises(NothingChosen):
        services.apply_clean(intake.id, by=SYSTEM, at=NOON)


def test_what_somebody_changed_meanwhile_is_left_for_the_clerk(session: Session) -> None:
    an_entry("高龄津贴", owner="市老龄办")
    intake = send(("敦化市.csv", table("敦化市", "养老服务", "高龄津贴")))
    work(intake)
    imported_at_another_desk(table_of(item(1, "高龄津贴", owner="敦化市卫健局")))
    services.apply_chosen(intake.id, [files(intake)["敦化市.csv"].id], by=SYSTEM, at=NOON)
    work(intake)
    assert "有人改动" in files(intake)["敦化市.csv"].message
    assert states(intake)["敦化市.csv"] == "要核对"


def test_the_decisions_of_a_clerk_change_what_the_list_says(session: Session) -> None:
    a_catalog(entries=[a_content("高龄津贴", group="业务办理")])
    intake = send(("敦化市.csv", table("敦化市", "养老服务", "高龄津贴")), ("x/a.csv", b""))
    work(intake)
    file = files(intake)["敦化市.csv"]
    assert file.clean
    services.choose_domains(file.batch_id, {0: None}, by=SYSTEM)
    assert not files(intake)["敦化市.csv"].clean


def test_a_stopped_intake_reads_on_from_where_it_stood(session: Session) -> None:
    intake = send(("延边州.zip", two_counties()))
    work(intake, steps=1)
    services.stop_intake(intake.id, by=SYSTEM, at=NOON)
    assert work(intake) == 0
    assert intake.state == "stopped"
    services.go_on(intake.id, by=SYSTEM, at=NOON)
    assert work(intake) == 1


def test_giving_up_leaves_the_catalogues_alone(session: Session) -> None:
    intake = send(("延边州.zip", two_counties()))
    work(intake, steps=1)
    services.discard_intake(intake.id, by=SYSTEM, at=NOON)
    assert intake.state == "discarded"
    assert work(intake) == 0
    assert "还没有读" not in states(intake).values()
    assert session.scalars(select(ImportBatch.state).distinct()).all() == ["discarded"]


def test_what_is_at_work_takes_no_other_work(session: Session) -> None:
    intake = send(("延边州.zip", two_counties()))
    with pytest.raises(IntakeAtWork):
        services.apply_clean(intake.id, by=SYSTEM, at=NOON)


def test_nobody_sends_files_into_a_county_beyond_the_grants(session: Session) -> None:
    clerk = actor(a_user(Role.COUNTY_OFFICE, DUNHUA))
    with pytest.raises(PermissionRefused):
        send(("延边州.zip", whole_prefecture()), by=clerk)
    intake = send(("延边州.zip", whole_prefecture()), region=DUNHUA, by=clerk)
    work(intake)
    found = files(intake)
    assert found["敦化市/养老.csv"].region.name == "敦化市"
    assert "图们市" in found["2.图们/救助.csv"].message
    assert found["珲春市/就业.csv"].state == "unclear"
    with pytest.raises(PermissionRefused):
        services.choose_region(
            intake.id,
            [found["珲春市/就业.csv"].id],
            region_by_code("222404"),
            by=clerk,
            at=NOON,
        )


def test_a_user_who_lost_the_right_has_nothing_applied(session: Session) -> None:
    user = a_user(Role.COUNTY_OFFICE, "222400")
    intake = send(("延边州.zip", two_counties()), by=actor(user))
    work(intake)
    services.apply_clean(intake.id, by=actor(user), at=NOON)
    with transaction():
        user.active = False
    work(intake)
    assert entries() == 0
    assert "没有“导入目录”的权限" in files(intake)["敦化市/养老.csv"].message


def test_the_archive_is_let_go_of_once_every_file_is_read(session: Session) -> None:
    data = two_counties()
    intake = send(("延边州.zip", data))
    assert services.is_kept(digest(data))
    work(intake)
    assert not services.is_kept(digest(data))
    batch = files(intake)["敦化市/养老.csv"].batch
    name, original = services.original_file(batch.id, by=SYSTEM)
    assert (name, original) == ("养老.csv", table("敦化市", "养老服务", "高龄津贴", "护理补贴"))


def test_a_file_with_a_persons_number_is_not_kept(session: Session) -> None:
    said = table("敦化市", "养老服务", "高龄津贴", "张三 222403198001011239")
    intake = send(("敦化市.csv", said))
    work(intake)
    assert not services.is_kept(digest(said))
    assert session.scalar(select(func.count()).select_from(KeptFile)) == 0


def test_a_file_sent_twice_says_the_same_twice(session: Session) -> None:
    said = "请各县按时报送。".encode()
    intake = send(("一/说明.txt", said), ("二/说明.txt", said))
    work(intake)
    assert len({each.message for each in files(intake).values()}) == 1
    assert session.scalar(select(func.count()).select_from(KeptFile)) == 0


def test_what_is_asked_while_the_last_file_is_read_is_not_forgotten(session: Session) -> None:
    intake = send(("延边州.zip", whole_prefecture()))
    assert work(intake, steps=6) == 6
    assert intake.state == "reading", "the worker has not looked for more yet"
    unclear = [each.id for each in files(intake).values() if each.state == "unclear"]
    services.choose_region(intake.id, unclear, region_by_code("222405"), by=SYSTEM, at=NOON)
    work(intake)
    assert "还没有读" not in states(intake).values()


@pytest.mark.parametrize(
    ("files_sent", "words"),
    [
        ([("空.zip", packed())], "没有可以读取的文件"),
        ([("一.rar", b"Rar!\x1a\x07\x00")], "只能打开.zip"),
        ([("一.zip", b"PK\x03\x04")], "压缩包已损坏"),
        ([("一.zip", packed(("二.zip", packed(("a.csv", b"1")))))], "压缩包里还有压缩包"),
    ],
)
def test_what_holds_nothing_to_read_is_refused_at_once(
    session: Session, files_sent: list[tuple[str, bytes]], words: str
) -> None:
    with pytest.raises(FileRefused, match=words):
        send(*files_sent)
    assert session.scalar(select(func.count()).select_from(KeptFile)) == 0
