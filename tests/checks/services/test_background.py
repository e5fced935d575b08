"""Work of areas above: done by the same workers, as tickets of the same queue in a province."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks.queue import tickets
from catalog_app.checks.services import kinds_above
from catalog_app.exchange import services
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON

DATA = "敦化市就业目录\n序号,二级事项,公开内容（要素）,公开依据\n1,职业介绍,内容,依据\n".encode()


def an_intake() -> int:
    sent = [services.Sent(f"敦化市{n}.csv", DATA) for n in range(4)]
    return services.take_in(region_by_code("222403").id, sent, by=SYSTEM, at=NOON).id


def test_the_worker_hears_what_an_area_above_wants_done(session: Session) -> None:
    intake = an_intake()
    kind = next(each for each in kinds_above() if each.name == "intake")
    assert [number for number, _ in kind.due()] == [intake]
    services.stop_intake(intake, by=SYSTEM, at=NOON)
    assert kind.due() == []


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.postgres
def test_in_a_province_it_is_a_ticket_and_written_once(session: Session) -> None:
    intake = an_intake()
    for _ in range(2):
        tickets.ask_for_work_above()
    query = text("SELECT task_name, lock, queue_name FROM procrastinate_jobs")
    assert [tuple(row) for row in session.execute(query)] == [
        ("intake", f"intake/{intake}", "soon")
    ]
