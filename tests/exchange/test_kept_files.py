"""Files as they were sent in: kept with their batch, given back, let go of in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services as checks
from catalog_app.database import transaction
from catalog_app.exchange import services
from catalog_app.exchange.errors import FileNotKept, FileRefused
from catalog_app.exchange.models import KeptFile
from catalog_app.exchange.services.kept_files import digest, keep, kept_file
from tests.conftest import NOON
from tests.exchange.office import fixture, item, table_of, upload


@pytest.mark.parametrize("data", [b"", b"a" * 10_000, bytes(range(256))])
def test_what_is_kept_comes_back(session: Session, data: bytes) -> None:
    with transaction() as current:
        assert kept_file(keep(current, data, at=NOON)) == data


def test_an_upload_is_kept_once_however_often_it_is_sent(session: Session) -> None:
    first, second = upload("01_"), upload("01_")
    assert session.scalar(select(func.count()).select_from(KeptFile)) == 1
    for batch in (first, second):
        name, data = services.original_file(batch.id, by=SYSTEM)
        assert (name, data) == (batch.file_name, fixture("01_").read_bytes())


def test_a_refused_file_is_not_kept(session: Session) -> None:
    with pytest.raises(FileRefused):
        upload("14a")
    assert session.scalar(select(func.count()).select_from(KeptFile)) == 0


def test_a_file_with_a_citizens_number_anywhere_is_not_kept(session: Session) -> None:
    batch = upload(
        table_of(item(1, "高龄津贴"), item(2, "护理补贴", owner="张三 222403198001011239"))
    )
    with pytest.raises(FileNotKept):
        services.original_file(batch.id, by=SYSTEM)
    name, report = services.problem_report(batch.id, by=SYSTEM)
    assert (name, report[:2]) == ("目录_问题报告.xlsx", b"PK"), "its problems are told all the same"


def test_files_go_with_other_old_records(session: Session) -> None:
    old = upload("01_")
    with transaction():
        session.get_one(KeptFile, old.file_hash).kept_at = NOON - timedelta(days=401)
    young = upload(table_of(item(1, "高龄津贴")))
    removed = {step.kind: step.number for step in checks.retain(400, at=NOON)}
    assert removed["files"] == 1
    assert not services.is_kept(old.file_hash)
    assert services.is_kept(young.file_hash)


def test_a_file_sent_in_again_is_young_again(session: Session) -> None:
    with transaction() as current:
        keep(current, b"x", at=NOON - timedelta(days=401))
        keep(current, b"x", at=NOON)
    list(checks.retain(400, at=NOON))
    assert services.is_kept(digest(b"x"))
