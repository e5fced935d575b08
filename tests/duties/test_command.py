"""`catalog duties`, as an administrator runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from catalog_app.database import db, session
from catalog_app.duties.models import Duty
from tests.conftest import make_app
from tests.factories.catalogs import an_entry


@pytest.mark.slow
def test_the_command_reckons_every_catalogue(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/catalog.sqlite3", tmp_path)
    with app.app_context():
        an_entry(time_limit="每季度公开一次")
        session().query(Duty).delete()
        session().commit()
        db.session.remove()
        told = subprocess.run(
            [sys.executable, "-m", "catalog_app", "duties"],
            env={**os.environ, "CATALOG_INSTANCE": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout == "已重新计算 1 份目录的公开日期。\n"
        assert session().query(Duty).count() == 1
