"""Whose imports one may see, decide and undo: by place and by domain."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.catalogs.models import Catalog
from tests.exchange.office import (
    ALL_DOMAINS,
    ELDERLY,
    take_in,
    upload,
)
from tests.exchange.screens import HOME, named, newest, send
from tests.factories.accounts import JIANGNAN, Role, a_user, log_in

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize("path", ["", "/result", "/problems.csv"])
def test_another_places_batch_is_not_shown(
    client: FlaskClient, session: Session, path: str
) -> None:
    batch = upload(ELDERLY)
    log_in(client, a_user(Role.TOWNSHIP_EDITOR, JIANGNAN))
    assert client.get(f"{HOME}batches/{batch.id}{path}").status_code == 403
    assert batch.file_name not in client.get(HOME).text


def test_an_editor_of_one_domain_gets_to_their_batch(client: FlaskClient, session: Session) -> None:
    log_in(client, a_user(Role.COUNTY_EDITOR, domain="elderly_care"))
    page = client.get(send(client, named(ALL_DOMAINS)).location).text
    tree = HTMLParser(page)
    own, others = tree.css("details table.cards")
    assert "养老服务" in own.css_first("tbody th").text()
    assert (len(own.css("tbody tr")), len(others.css("tbody tr"))) == (1, 25)
    assert "您没有这个领域的导入权限（25 张）" in tree.css_first("details details").text()
    assert "不由本地区编制" not in page
    client.post(f"{HOME}batches/{newest(session).id}/place")
    client.post(f"{HOME}batches/{newest(session).id}/apply")
    assert [c.domain_code for c in session.scalars(select(Catalog))] == ["elderly_care"]


@pytest.mark.parametrize("path", ["", "/result", "/problems.csv"])
def test_an_editor_of_one_domain_sees_no_batch_of_others(
    client: FlaskClient, session: Session, path: str
) -> None:
    batch = upload(ALL_DOMAINS)
    log_in(client, a_user(Role.COUNTY_EDITOR, domain="elderly_care"))
    assert client.get(f"{HOME}batches/{batch.id}{path}").status_code == 403


@pytest.mark.parametrize("deed", ["domains", "decide", "compare", "place", "apply", "discard"])
def test_an_editor_of_one_domain_has_no_hand_in_what_others_import(
    client: FlaskClient, session: Session, deed: str
) -> None:
    batch = upload(ALL_DOMAINS)
    before = dict(batch.decisions)
    log_in(client, a_user(Role.COUNTY_EDITOR, domain="elderly_care"))
    sent = {"domain-1": "elderly_care", "every": "leave", "show": "added"}
    assert client.post(f"{HOME}batches/{batch.id}/{deed}", data=sent).status_code == 403
    session.refresh(batch)
    assert (batch.state, batch.decisions) == ("previewed", before)


def test_an_editor_of_one_domain_undoes_no_import_of_another(
    client: FlaskClient, session: Session
) -> None:
    batch = take_in(ELDERLY)
    log_in(client, a_user(Role.COUNTY_EDITOR, domain="social_assistance"))
    assert client.post(f"{HOME}batches/{batch.id}/undo").status_code == 403
    session.refresh(batch)
    assert batch.state == "applied"


def test_whoever_only_looks_may_export_but_not_import(
    client: FlaskClient, session: Session
) -> None:
    take_in(ELDERLY)
    log_in(client, a_user(Role.PREFECTURE_REVIEWER, "222400"))
    assert "上传并核对" not in client.get(HOME).text
    assert send(client, named(ELDERLY)).status_code == 403
    assert client.get(f"{HOME}download?region=222403").status_code == 200
