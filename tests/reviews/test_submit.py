"""Handing a catalogue in."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.accounts.models import AuditEvent
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.errors import CatalogEmpty
from catalog_app.catalogs.models import Edition
from catalog_app.errors import NotFound
from catalog_app.reviews import services
from catalog_app.reviews.errors import AlreadySubmitted, OwnersMissing, UnchangedSinceAccepted
from catalog_app.reviews.models import SubmissionState
from tests.conftest import NOON
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog, a_content
from tests.factories.reviews import a_submission


def editions(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Edition)) or 0


def test_submitting_freezes_the_catalogue_as_it_is(session: Session) -> None:
    catalog = a_catalog(entries=["老年人补贴", "养老机构备案"])
    submission = a_submission(catalog)
    assert submission.state == SubmissionState.SUBMITTED
    assert [item.version.name for item in submission.edition.items] == [
        "老年人补贴",
        "养老机构备案",
    ]


def test_what_is_edited_after_submitting_is_not_in_the_edition(session: Session) -> None:
    catalog = a_catalog(entries=["老年人补贴"])
    submission = a_submission(catalog)
    entry = catalog.entries[0]
    catalogs.revise_entry(entry.id, a_content("高龄津贴"), base_version=1, by=SYSTEM, at=NOON)
    assert [item.version.name for item in submission.edition.items] == ["老年人补贴"]


def test_submitting_is_on_the_record_of_the_county(session: Session) -> None:
    office = a_user(display_name="敦化市政务公开办")
    catalog = a_catalog(entries=1)
    a_submission(catalog, office)
    event = session.scalars(
        select(AuditEvent).where(AuditEvent.action == "submission.submitted")
    ).one()
    assert (event.actor_name, event.region_id) == ("敦化市政务公开办", catalog.region_id)
    assert event.summary == "报送敦化市“养老服务”标准目录第 1 版"


def test_an_empty_catalogue_cannot_be_submitted(session: Session) -> None:
    catalog = a_catalog()
    with pytest.raises(CatalogEmpty):
        a_submission(catalog)
    assert editions(session) == 0


def test_a_catalogue_that_waits_cannot_be_submitted_again(session: Session) -> None:
    catalog = a_catalog(entries=1)
    a_submission(catalog)
    with pytest.raises(AlreadySubmitted):
        a_submission(catalog)
    assert editions(session) == 1


def test_an_item_nobody_is_responsible_for_holds_the_catalogue_back(session: Session) -> None:
    catalog = a_catalog(entries=[a_content("老年人补贴"), a_content("养老机构备案", owner=None)])
    with pytest.raises(
        OwnersMissing, match="还有 1 个事项没有填写公开主体，不能报送：“养老机构备案”"
    ):
        a_submission(catalog)
    assert editions(session) == 0


def test_an_item_declared_not_applicable_needs_nobody_responsible(session: Session) -> None:
    catalog = a_catalog(entries=[a_content(owner=None), a_content("养老机构备案")])
    catalogs.declare_not_applicable(
        catalog.entries[0].id, reason="本地没有这项补贴", base_version=1, by=SYSTEM, at=NOON
    )
    assert a_submission(catalog).state == SubmissionState.SUBMITTED


def test_nothing_is_submitted_twice_without_a_change(session: Session) -> None:
    catalog = a_catalog(entries=1)
    submission = a_submission(catalog)
    services.accept(submission.id, by=SYSTEM, at=NOON)
    with pytest.raises(UnchangedSinceAccepted, match="自第 1 版验收通过以来"):
        a_submission(catalog)
    assert editions(session) == 1


def test_a_changed_item_can_be_submitted_after_acceptance(session: Session) -> None:
    catalog = a_catalog(entries=["老年人补贴"])
    services.accept(a_submission(catalog).id, by=SYSTEM, at=NOON)
    catalogs.revise_entry(
        catalog.entries[0].id, a_content("高龄津贴"), base_version=1, by=SYSTEM, at=NOON
    )
    assert a_submission(catalog).edition.number == 2


def test_a_returned_catalogue_can_be_submitted_again_as_it_is(session: Session) -> None:
    catalog = a_catalog(entries=1)
    services.return_for_correction(a_submission(catalog).id, by=SYSTEM, at=NOON, note="请核对名称")
    assert a_submission(catalog).edition.number == 2


def test_a_catalogue_that_does_not_exist_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound, match="没有找到这个目录"):
        services.submit(10**6, by=actor(a_user()), at=NOON)


def test_the_checklist_names_what_holds_back_and_what_is_better_mended(session: Session) -> None:
    faulty = a_content("养老机构备案", owner=None, basis=())
    catalog = a_catalog(entries=[a_content("老年人补贴"), faulty])
    found = services.checklist(catalog.id)
    assert [point.title for point in found.blocks] == ["1 个事项没有填写公开主体"]
    titles = [point.title for point in found.advice]
    assert "1 个事项要素不全" in titles
    assert "2 个事项没有公开链接" in titles
    assert any("标准事项没有列入" in title for title in titles)
    assert (found.items, found.linked) == (2, 0)


def test_the_checklist_says_when_nothing_changed(session: Session) -> None:
    catalog = a_catalog(entries=1)
    services.accept(a_submission(catalog).id, by=SYSTEM, at=NOON)
    assert [p.title for p in services.checklist(catalog.id).blocks] == [
        "自第 1 版验收通过以来，事项没有改动"
    ]


def test_the_checklist_reminds_of_comments_not_dealt_with(session: Session) -> None:
    catalog = a_catalog(entries=["老年人补贴"])
    draft = services.CommentDraft(catalog.entries[0].id, "basis", "依据已废止，请更新")
    submission = a_submission(catalog)
    services.return_for_correction(
        submission.id, by=SYSTEM, at=NOON, note="请修改依据", comments=[draft]
    )
    point = services.checklist(catalog.id).advice[0]
    assert point.title == "1 条退回意见还没有标为已处理"
    assert point.entries == [(catalog.entries[0].id, "老年人补贴", "依据已废止，请更新")]
