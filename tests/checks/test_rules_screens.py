"""The rules' screens: what everybody reads, and what only the provincial office sets."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Role
from catalog_app.checks import services
from catalog_app.checks.rules import ALL_RULES
from tests.conftest import NOON
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, an_entry
from tests.factories.findings import a_finding

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
RULES, SET, VERSIONS = (
    "/staff/checks/rules",
    "/staff/checks/rules/set",
    "/staff/checks/rules/versions",
)


def office(client: FlaskClient, domain: str | None = None) -> FlaskClient:
    return log_in(client, a_user(Role.PROVINCIAL_OFFICE, "220000", domain))


def filled(client: FlaskClient, **changed: str) -> dict[str, str]:
    """The form as it is shown, with these fields otherwise."""
    page = HTMLParser(client.get(SET).text)
    form = page.css_first("main form")
    data = {
        each.attributes["name"] or "": each.attributes.get("value") or ""
        for each in form.css("input")
    }
    for each in form.css("select"):
        chosen = each.css_first("option[selected]") or each.css_first("option")
        data[each.attributes["name"] or ""] = chosen.attributes["value"] or ""
    return data | changed


def test_everybody_reads_the_figures_in_force(client: FlaskClient, session: Session) -> None:
    text = client.get(RULES).text
    assert "与名称相符，至少：75 %" in text
    assert "系统原有设置" in text
    assert "修改规则设置" not in text


def test_the_province_sets_a_figure_and_all_can_read_what_changed(
    client: FlaskClient, session: Session
) -> None:
    office(client)
    data = filled(client, figure_P01_found="80", mode_L03="off", note="复核发现误判偏多")
    assert client.post(SET, data=data).location == VERSIONS
    text = client.get(VERSIONS).text
    assert "复核发现误判偏多" in text
    assert "75 %" in text
    assert "停用，不核查" in text
    assert "与名称相符，至少：80 %" in client.get(RULES).text


def test_a_figure_out_of_bounds_is_told_beside_its_field(
    client: FlaskClient, session: Session
) -> None:
    office(client)
    for wrong, told in (("120", "应在 50 到 100 之间。"), ("很多", "请填写数字。")):
        data = filled(client, figure_P01_found=wrong, note="复核发现误判偏多")
        answer = client.post(SET, data=data)
        assert answer.status_code == 422
        assert told in answer.text
    assert client.post(SET, data=filled(client, figure_P01_found="80")).status_code == 422


def test_who_saves_second_is_told(client: FlaskClient, session: Session) -> None:
    office(client)
    first = filled(client, figure_P01_found="80", note="复核发现误判偏多")
    client.post(SET, data=first)
    answer = client.post(SET, data=first | {"figure_P01_found": "85"})
    assert answer.status_code == 409
    assert "第 1 版" in answer.text


def test_an_older_version_is_put_in_force_again(client: FlaskClient, session: Session) -> None:
    office(client)
    client.post(SET, data=filled(client, figure_P01_found="80", note="复核发现误判偏多"))
    assert client.post(f"{VERSIONS}/0/restore", data={"reason": "不"}).status_code == 422
    client.post(f"{VERSIONS}/0/restore", data={"reason": "试行结束，恢复原来"})
    assert services.presets_now().version == 2
    assert "第 2 版" in client.get(VERSIONS).text


@pytest.mark.parametrize(
    ("role", "region", "domain"),
    [
        (Role.COUNTY_OFFICE, "222403", None),
        (Role.PREFECTURE_REVIEWER, "222400", None),
        (Role.PROVINCIAL_DEPARTMENT, "220000", "elderly_care"),
        (Role.PROVINCIAL_OFFICE, "220000", "elderly_care"),
    ],
)
def test_nobody_else_sets_the_rules(
    client: FlaskClient, session: Session, role: Role, region: str, domain: str | None
) -> None:
    log_in(client, a_user(role, region, domain))
    assert client.get(SET).status_code == 403
    assert client.post(f"{VERSIONS}/0/restore", data={"reason": "恢复原来"}).status_code == 403


def test_how_far_a_rule_can_be_trusted_stands_beside_it(
    client: FlaskClient, session: Session
) -> None:
    catalog = a_catalog()
    for number in range(25):
        entry = an_entry(f"事项{number}", catalog=catalog)
        found = a_finding(entry, rule="P01", rule_version=ALL_RULES["P01"].version)
        services.contest(found.id, "我们认为不是", by=SYSTEM, at=NOON)
        services.uphold(found.id, "确实不相符", by=SYSTEM, at=NOON)
    one = a_finding(
        an_entry("一个", catalog=catalog), rule="L03", rule_version=ALL_RULES["L03"].version
    )
    services.waive(one.id, "经核实不是问题", by=SYSTEM, at=NOON)
    text = office(client).get(RULES).text
    assert "裁定过 25 个，100% 判断正确（有把握的范围 87%—100%）" in text
    assert "可以考虑改为“计入扣分”" in text
    assert "只裁定过 1 个（对 0 个），太少，还说不准" in text
    assert "svg" in text
