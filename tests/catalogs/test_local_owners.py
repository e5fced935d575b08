"""Whose name is put in where only one can be meant."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy.orm import Session

from catalog_app.accounts.models import Role
from catalog_app.catalogs.services import usual_owner
from catalog_app.guides.services import current_guide
from catalog_app.regions.models import Region
from tests.catalogs.screens import BASE
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog
from tests.factories.regions import a_village


@pytest.mark.parametrize(
    ("level", "kind", "name", "owner"),
    [
        ("village", "village", "吉祥村委会", "吉祥村村民委员会"),
        ("village", "village", "吉祥村村民委员会", "吉祥村村民委员会"),
        ("village", "village", "吉祥村", "吉祥村村民委员会"),
        ("village", "community", "东林社区", "东林社区居民委员会"),
        ("village", "community", "东林社区居委会", "东林社区居民委员会"),
        ("village", "other", "黎明林场生活区", None),
        ("village", "community", "敦化经济开发区（省级）（特殊社区）", None),
        ("township", "town", "江南镇", "江南镇人民政府"),
        ("township", "township", "七里乡", "七里乡人民政府"),
        ("township", "subdistrict", "胜利街道", "胜利街道办事处"),
        ("township", "other", "三团机械林场", None),
        ("county", "city", "敦化市", None),
    ],
)
def test_the_one_body_that_can_be_meant(level: str, kind: str, name: str, owner: str) -> None:
    assert usual_owner(Region(level=level, kind=kind, name=name)) == owner


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_new_entry_begins_with_the_villages_committee(
    client: FlaskClient, session: Session
) -> None:
    village = a_village(session, name="吉祥村委会")
    catalog = a_catalog(village.code, "village_affairs")
    guide = current_guide("village_affairs")
    assert guide is not None
    clerk = log_in(client, a_user(Role.VILLAGE_CLERK, village.code))
    form = f"{BASE}/{catalog.id}/entries/new"
    assert owner_in(clerk.get(form).text) == "吉祥村村民委员会"
    by_kind = next(each for each in guide.items if each.owner == "村民委员会")
    assert owner_in(clerk.get(f"{form}?item={by_kind.id}").text) == "吉祥村村民委员会"
    other = next(each for each in guide.items if each.owner == "村集体经济组织")
    assert owner_in(clerk.get(f"{form}?item={other.id}").text) == "村集体经济组织"
    answer = clerk.post(form, data={"owner": "", "name": ""})
    assert owner_in(answer.text) == "", "what was emptied on purpose stays empty"


def owner_in(page: str) -> str | None:
    (control,) = HTMLParser(page).css("input[name=owner]")
    return control.attributes["value"] or ""
