"""What a browser sends to the import screens."""

from __future__ import annotations

from io import BytesIO

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from catalog_app.exchange.models import ImportBatch
from tests.exchange.office import (
    fixture,
)

HOME = "/staff/exchange/"


def send(client: FlaskClient, *files: tuple[str, bytes], region: str = "敦化市") -> TestResponse:
    sent = [(BytesIO(data), name) for name, data in files]
    form = {"region": region, "files": sent}
    return client.post(f"{HOME}upload", data=form, content_type="multipart/form-data")


def named(start: str) -> tuple[str, bytes]:
    path = fixture(start)
    return path.name, path.read_bytes()


def newest(session: Session) -> ImportBatch:
    batch = session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc())).first()
    assert batch is not None
    return batch
