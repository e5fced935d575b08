"""`catalog duties`, as an administrator runs it."""

from __future__ import annotations

from pathlib import Path

from catalog_app.database import db, session
from catalog_app.duties.models import Duty
from tests.commands import catalog
from tests.conftest import make_app
from tests.factories.catalogs import an_entry


def test_the_command_reckons_every_catalogue(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/catalog.sqlite3", tmp_path)
    with app.app_context():
        an_entry(time_limit="每季度公开一次")
        session().query(Duty).delete()
        session().commit()
        db.session.remove()
        told = catalog("duties", instance=tmp_path)
        assert told.stdout == "已重新计算 1 份目录的公开日期。\n"
        assert session().query(Duty).count() == 1
