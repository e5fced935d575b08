"""Where an entry is really published: its links."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent
from catalog_app.addresses import AddressGuard
from catalog_app.catalogs import services
from catalog_app.catalogs.errors import LinkExists, LinkRefused
from catalog_app.catalogs.models import Publication
from catalog_app.catalogs.services import links
from catalog_app.errors import NotFound
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, an_entry

WHO = {"by": SYSTEM, "at": NOON}
COLUMN = {"channel": "政府网站", "kind": "column"}
PAGE = "http://www.dunhua.gov.cn/zwgk/ylfw/"


def events(session: Session) -> list[AuditEvent]:
    return list(session.scalars(select(AuditEvent).where(AuditEvent.action.like("link.%"))))


def test_a_link_is_kept_under_its_one_spelling(session: Session) -> None:
    entry = an_entry()
    link = services.add_link(entry.id, " HTTP://www.Dunhua.gov.cn:80/zwgk/ylfw/ ", **COLUMN, **WHO)
    assert (link.url, link.channel, link.kind) == (PAGE, "政府网站", "column")
    with pytest.raises(LinkExists, match="已登记过"):
        services.add_link(entry.id, PAGE, **COLUMN, **WHO)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("javascript:alert(1)", "格式不对"),
        ("http://192.168.1.9/oa", "内部网络"),
        ("http://127.0.0.1/", "内部网络"),
        ("http://www.dunhua.gov.cn/admin/login.jsp", "登录"),
        ("", "网址为空"),
    ],
)
def test_an_address_the_public_cannot_open_is_refused(session: Session, url: str, why: str) -> None:
    entry = an_entry()
    with pytest.raises(LinkRefused, match=why):
        services.add_link(entry.id, url, **COLUMN, **WHO)
    assert entry.publications == []
    assert events(session) == []


def test_the_administrator_may_allow_a_network(session: Session) -> None:
    guard = AddressGuard(["127.0.0.0/8"])
    link = services.add_link(an_entry().id, "http://127.0.0.1:9/", **COLUMN, **WHO, guard=guard)
    assert link.url == "http://127.0.0.1:9/"


def test_another_address_is_another_link(session: Session) -> None:
    """What was checked of the old page must not be taken for the new one."""
    entry = an_entry(urls=[PAGE])
    old = entry.publications[0].id
    new = services.change_link(
        entry.id, old, PAGE + "new.html", channel="政府网站", kind="article", **WHO
    )
    session.refresh(entry)
    assert [link.url for link in entry.publications] == [PAGE + "new.html"]
    event = events(session)[-1]
    assert (event.action, event.subject_id) == ("link.changed", new.id)
    assert event.before["url"] == PAGE  # type: ignore[index]
    assert event.after["url"] == PAGE + "new.html"  # type: ignore[index]


def test_a_link_keeps_its_identity_when_only_its_kind_changes(session: Session) -> None:
    entry = an_entry(urls=[PAGE])
    old = entry.publications[0].id
    link = services.change_link(entry.id, old, PAGE, **COLUMN, **WHO)
    assert (link.id, link.kind) == (old, "column")
    services.change_link(entry.id, old, PAGE, **COLUMN, **WHO)
    assert len(events(session)) == 1


def test_a_link_is_removed_with_its_trace(session: Session) -> None:
    entry = an_entry(urls=[PAGE])
    services.remove_link(entry.id, entry.publications[0].id, **WHO)
    assert session.scalars(select(Publication)).all() == []
    assert events(session)[-1].before["url"] == PAGE  # type: ignore[index]


def test_a_link_of_another_entry_is_not_found(session: Session) -> None:
    one, other = an_entry(urls=[PAGE]), an_entry("另一事项", catalog=a_catalog("222401"))
    with pytest.raises(NotFound):
        services.remove_link(other.id, one.publications[0].id, **WHO)


def test_the_database_refuses_the_same_address_twice(session: Session) -> None:
    entry = an_entry(urls=[PAGE])
    session.add(Publication(entry_id=entry.id, url=PAGE, created_at=NOON))
    with pytest.raises(IntegrityError):
        session.flush()


def test_what_the_public_sees_is_told_of_every_change(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[list[int]] = []
    monkeypatch.setattr(links, "_listeners", [])
    services.when_links_change(lambda _session, entry_ids: told.append(list(entry_ids)))
    entry = an_entry()
    link = services.add_link(entry.id, PAGE, **COLUMN, **WHO)
    changed = {"channel": "政府网站", "kind": "service"}
    services.change_link(entry.id, link.id, PAGE, **changed, **WHO)
    services.change_link(entry.id, link.id, PAGE, **changed, **WHO)
    services.remove_link(entry.id, link.id, **WHO)
    assert told == [[entry.id]] * 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("www.dunhua.gov.cn/zwgk/", "http://www.dunhua.gov.cn/zwgk/"),
        (" dunhua.gov.cn ", "http://dunhua.gov.cn/"),
        ("//www.dunhua.gov.cn:8080/a?b=1", "http://www.dunhua.gov.cn:8080/a?b=1"),
        ("http://www.dunhua.gov.cn/", None),
        ("ftp://www.dunhua.gov.cn/", None),
        ("http:www.dunhua.gov.cn", None),
        ("/zwgk/index.html", None),
        ("192.168.1.1/a", None),
        ("www.dunhua.local/a", None),
        ("见政府网站 www.dunhua.gov.cn", None),
        ("", None),
    ],
)
def test_an_address_without_its_beginning_is_completed(written: str, meant: str | None) -> None:
    assert services.with_scheme(written) == meant
