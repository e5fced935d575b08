"""Files that a page links are read in the same run, kept with the check, and judged again by it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services
from catalog_app.checks.files.read import read_file
from catalog_app.checks.models import PageCheck
from catalog_app.checks.rules.facts import AttachmentVisit
from catalog_app.checks.services import host_visit
from catalog_app.checks.services.kept_files import files_from_kept, keep_file
from tests.checks.files.documents import ID, PEOPLE, SAMPLES, workbook
from tests.checks.own_site import Answer, OwnSite
from tests.checks.patrols import EAGER, a_patrol, check, entry_linked_to, finding_of
from tests.conftest import NOON
from tests.factories.accounts import a_user, log_in

DAY = timedelta(days=1)
PAGE, FILE = "/zwgk/1.html", "/files/1.xlsx"
TEXT = "一、补贴名称、补贴依据、补贴对象、补贴标准。八十周岁以上老年人每月一百元。" * 9
ARTICLE = """<!doctype html><title>老年人补贴</title><meta name="ArticleTitle" content="老年人补贴">
<h1>老年人补贴</h1><p>发布时间：2026-11-10 来源：敦化市民政局</p><div>{}</div>{}"""
CLEAN = workbook([("项目", "金额"), ("合计", "12")])
BINARY = "application/octet-stream"


def a_page(*files: str, mark: str | None = None) -> Answer:
    links = "".join(f'<a href="{file}">名单{number}.xlsx</a>' for number, file in enumerate(files))
    return Answer(ARTICLE.format(TEXT, f"<p>附件：{links}</p>"), etag=mark)


def checks(session: Session) -> list[PageCheck]:
    session.expire_all()
    return list(session.scalars(select(PageCheck).order_by(PageCheck.id)))


def verdicts(seen: PageCheck) -> dict[str, str]:
    return next(iter(seen.verdicts.values()))


def test_a_leak_in_a_hidden_sheet_becomes_a_finding_that_names_its_place(
    session: Session, tmp_path: Path
) -> None:
    with OwnSite({PAGE: a_page(FILE), FILE: Answer(SAMPLES["名单.xlsx"], kind=BINARY)}) as site:
        entry = entry_linked_to(site.url(PAGE))
        check(tmp_path, entry_id=entry.id)
    found = finding_of(entry, "V01")
    assert found is not None
    assert found.state == "confirmed"
    assert "附件“名单0.xlsx”第2个工作表“底表（演示）”（隐藏）第2行" in str(found.evidence)
    assert ID not in str(found.evidence)


def test_a_link_straight_to_a_file_is_read(session: Session, tmp_path: Path) -> None:
    with OwnSite({FILE: Answer(SAMPLES["名单.xlsx"], kind=BINARY)}) as site:
        entry = entry_linked_to(site.url(FILE))
        check(tmp_path, entry_id=entry.id)
    (seen,) = checks(session)
    assert (seen.files[0]["kind"], seen.files[0]["pages"]) == ("xlsx", 2)
    assert verdicts(seen)["V01"] == "not_met"


def test_an_unchanged_page_is_judged_by_its_files_without_fetching_them_again(
    session: Session, tmp_path: Path
) -> None:
    pages = {PAGE: a_page(FILE, mark='"1"'), FILE: Answer(CLEAN, kind=BINARY)}
    with OwnSite(pages) as site:
        entry = entry_linked_to(site.url(PAGE))
        for day in range(2):
            check(tmp_path, at=NOON + day * DAY, entry_id=entry.id)
        fetched = site.times(FILE)
    first, again = checks(session)
    assert (first.outcome, again.outcome, fetched) == ("ok", "not_modified", 1)
    assert again.files == first.files
    assert verdicts(again) == verdicts(first)
    assert {verdicts(again)[rule] for rule in ("C04", "C05", "V01", "V05")} == {"met"}


def test_a_page_with_many_files_has_the_first_five_read_and_the_screens_say_so(
    client: FlaskClient, session: Session, tmp_path: Path
) -> None:
    names = [f"/files/{number}.xlsx" for number in range(8)]
    pages = {PAGE: a_page(*names)} | {name: Answer(CLEAN, kind=BINARY) for name in names[1:]}
    with OwnSite(pages) as site:
        entry = entry_linked_to(site.url(PAGE))
        check(tmp_path, entry_id=entry.id)
        asked = [site.times(name) for name in names]
    assert asked == [1] * 5 + [0] * 3
    assert len(checks(session)[0].files) == 5
    dead = finding_of(entry, "C04")
    assert dead is not None
    log_in(client, a_user())
    for screen in (f"catalogs/entries/{entry.id}", f"checks/findings/{dead.id}"):
        assert "另有 3 个附件没有查看" in client.get(f"/staff/{screen}").text


@pytest.mark.parametrize(
    ("first", "state"), [(0, "fixed"), (1, "suspected")], ids=["mended", "moved to the end"]
)
def test_a_fault_of_a_file_ends_when_that_file_is_seen_well_however_many_are_not_opened(
    session: Session, tmp_path: Path, first: int, state: str
) -> None:
    names = [f"/files/{number}.xlsx" for number in range(8)]
    good = {name: Answer(CLEAN, kind=BINARY) for name in names}
    with OwnSite(good | {PAGE: a_page(*names), names[0]: Answer("<html>", kind=BINARY)}) as site:
        entry = entry_linked_to(site.url(PAGE))
        check(tmp_path, entry_id=entry.id)
        site.pages = good | {PAGE: a_page(*names[first:], *names[:first])}
        check(tmp_path, at=NOON + DAY, entry_id=entry.id)
    assert verdicts(checks(session)[-1])["C04"] == "cannot_judge"
    found = finding_of(entry, "C04")
    assert found is not None
    assert found.state == state


def test_a_file_on_another_host_is_left_alone(session: Session, tmp_path: Path) -> None:
    with OwnSite({FILE: Answer(CLEAN, kind=BINARY)}) as other:
        with OwnSite({PAGE: a_page(other.url(FILE))}) as site:
            entry = entry_linked_to(site.url(PAGE))
            check(tmp_path, entry_id=entry.id)
        assert other.times(FILE) == 0
    assert checks(session)[0].files == []


def test_a_file_larger_than_is_read_is_not_judged_by_its_beginning(
    session: Session, tmp_path: Path
) -> None:
    large = SAMPLES["名单.xlsx"] + bytes(300 * 1024)
    with OwnSite({PAGE: a_page(FILE), FILE: Answer(large, kind=BINARY)}) as site:
        entry = entry_linked_to(site.url(PAGE))
        check(tmp_path, entry_id=entry.id)
    (seen,) = checks(session)
    assert (seen.files[0]["outcome"], seen.files[0]["reading"]) == ("too_large", None)
    assert (verdicts(seen)["C05"], verdicts(seen)["V01"]) == ("not_checked", "cannot_judge")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_kept_file_is_the_file_that_was_read(name: str) -> None:
    body = SAMPLES[name]
    url = f"http://a.example/{name}"
    file = AttachmentVisit(name, url, "ok", body[:32], len(body), read_file(body, name))
    kept = json.loads(json.dumps([keep_file(file)]))
    assert files_from_kept(kept) == (file,)


def test_nothing_personal_of_a_file_is_kept_in_its_name_its_address_or_its_content() -> None:
    body = workbook(PEOPLE)
    name = f"{ID}.xlsx"
    reading = read_file(body, name)
    file = AttachmentVisit(
        name, f"http://a.example/{ID}.xlsx", "ok", body[:512], len(body), reading
    )
    kept = keep_file(file)
    (unpacked,) = files_from_kept([kept])
    assert ID not in f"{kept}{unpacked}"
    assert unpacked.reading is not None
    assert "22*************" in unpacked.reading.text


def test_a_file_that_was_not_read_is_kept_as_such() -> None:
    file = AttachmentVisit("名单.pdf", "http://a.example/1.pdf", "timeout")
    assert files_from_kept([keep_file(file)]) == (file,)


def test_a_file_there_was_no_room_for_puts_nothing_right(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "/files/2.xlsx"
    files = {FILE: Answer(CLEAN, kind=BINARY), other: Answer(SAMPLES["名单.xlsx"], kind=BINARY)}
    with OwnSite({PAGE: a_page(FILE, other), **files}) as site:
        entry = entry_linked_to(site.url(PAGE))
        check(tmp_path, entry_id=entry.id)
        monkeypatch.setattr(host_visit, "FILE_BYTES_A_TURN", 1)
        run = services.request_run(by=SYSTEM, at=NOON + DAY, entry_id=entry.id)
        one_by_one = a_patrol(tmp_path, NOON + DAY, plan=replace(EAGER, connections=1))
        asyncio.run(services.carry_out(run.id, one_by_one))
    found = finding_of(entry, "V01")
    assert found is not None
    assert found.state == "confirmed"
    assert [file["outcome"] for file in checks(session)[-1].files] == ["ok", "not_fetched"]
