"""Rules about the whole: every route names who may use it and keeps to it, services know no Flask,
every refusal is explained in the handbook."""

from __future__ import annotations

import ast
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

import catalog_app
from catalog_app.accounts import policy
from catalog_app.accounts.models import Role
from catalog_app.accounts.policy import Permission
from catalog_app.errors import DomainError
from catalog_app.exchange.models import ImportBatch, Intake
from tests.conftest import NOON
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, an_entry
from tests.factories.findings import a_finding
from tests.factories.lists import a_read_list
from tests.factories.reviews import a_submission

ROOT = Path(__file__).parents[1]
HANDBOOK = ROOT / "docs" / "handbook" / "错误信息.md"
HOMES = {
    Role.COUNTY_EDITOR: "222403",
    Role.COUNTY_OFFICE: "222403",
    Role.TOWNSHIP_EDITOR: "222403110",
    Role.VILLAGE_CLERK: "222403110",
    Role.PREFECTURE_REVIEWER: "222400",
    Role.PROVINCIAL_DEPARTMENT: "220000",
    Role.PROVINCIAL_OFFICE: "220000",
}
OURS = tuple(
    f"{area}."
    for area in (
        "accounts",
        "worklist",
        "catalogs",
        "exchange",
        "checks",
        "duties",
        "reviews",
        "public",
        "operations",
    )
)
OPEN_TO_ALL = {
    "checks.rules",
    "checks.rule_versions",
}  # by what rules the counties are checked is no secret
ELSEWHERE = "222402"  # 图们市: nobody of 敦化市 has anything to do here


def our_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(OURS)]


def access(app: Flask, rule: Rule) -> object:
    return getattr(app.view_functions[rule.endpoint], "access", None)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_route_names_who_may_use_it(app: Flask) -> None:
    unmarked = [rule.endpoint for rule in our_rules(app) if access(app, rule) is None]
    assert unmarked == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_everything_for_staff_needs_a_log_in(app: Flask) -> None:
    open_to_all = [
        rule.rule
        for rule in our_rules(app)
        if rule.rule.startswith("/staff")
        and access(app, rule) == "public"
        and rule.endpoint not in OPEN_TO_ALL
    ]
    assert open_to_all == []


def addresses(app: Flask, session: Session) -> Iterator[tuple[Rule, str, str]]:
    """Every rule × method with an address in 图们市 that exists where we can make one."""
    values = things(session)
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in our_rules(app):
            chosen = {name: values.get(name, 1) for name in rule.arguments}
            address = adapter.build(
                rule.endpoint, chosen, force_external=False, append_unknown=False
            )
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule, method, address


def things(session: Session) -> dict[str, object]:
    catalog = a_catalog(ELSEWHERE)
    entry = an_entry(catalog=catalog, urls=["http://www.tumen.gov.cn/1.html"])
    submission = a_submission(catalog)
    batch = ImportBatch(
        region_id=catalog.region_id,
        file_name="目录.xlsx",
        file_hash="0",
        reading=b"",
        decisions={},
        created_at=NOON,
    )
    intake = Intake(region_id=catalog.region_id, name="全州.zip", state="ready", created_at=NOON)
    session.add_all([batch, intake])
    session.commit()
    listed = a_read_list(("01", "养老机构备案", "图们市民政局", ""), region=ELSEWHERE)
    return {
        "catalog_id": catalog.id,
        "entry_id": entry.id,
        "finding_id": a_finding(entry).id,
        "publication_id": entry.publications[0].id,
        "submission_id": submission.id,
        "batch_id": batch.id,
        "intake_id": intake.id,
        "list_id": listed.id,
        "item_id": listed.items[0].id,
        "code": "222402000000",
        "domain": "elderly_care",
        "domain_code": "elderly_care",
        "number": 1,
    }


def ask(client: FlaskClient, method: str, address: str) -> int:
    g.pop("_login_user", None)  # the tests' application context outlives the request
    with client.open(address, method=method, follow_redirects=False) as answer:
        return answer.status_code


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_visitors_reach_public_pages_only(app: Flask, session: Session) -> None:
    for rule, method, address in list(addresses(app, session)):
        status = ask(app.test_client(), method, address)
        if access(app, rule) == "public":
            assert status < 500 or rule.endpoint == "operations.readyz", address
            assert status not in {401, 403} or rule.endpoint == "accounts.login", address
        else:
            assert status == 302, f"{method} {address} answered {status} to a visitor"


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_route_keeps_to_the_permission_it_names(
    app: Flask, session: Session, role: Role
) -> None:
    """As 敦化市 (and the prefecture and province above) at what belongs to 图们市."""
    found = list(addresses(app, session))
    user = a_user(role, HOMES[role])
    for rule, method, address in found:
        if rule.endpoint == "accounts.logout":
            continue
        needed = access(app, rule)
        status = ask(log_in(app.test_client(), user), method, address)
        assert status < 500, f"{method} {address} answered {status} to {role.value}"
        if isinstance(needed, Permission) and not policy.may_anywhere(user, needed):
            assert status in {403, 404}, f"{method} {address} answered {status} to {role.value}"


NAMED = (
    "catalog_id",
    "entry_id",
    "finding_id",
    "submission_id",
    "batch_id",
    "intake_id",
    "list_id",
    "item_id",
)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nobody_reaches_into_a_region_beyond_the_grants(
    app: Flask, session: Session, role: Role
) -> None:
    found = list(addresses(app, session))
    user = a_user(role, HOMES[role])
    region = a_catalog(ELSEWHERE, "social_assistance").region
    for rule, method, address in found:
        needed = access(app, rule)
        if not isinstance(needed, Permission) or not rule.arguments & set(NAMED):
            continue
        status = ask(log_in(app.test_client(), user), method, address)
        if not policy.may(user, needed, region, "elderly_care"):
            assert status in {403, 404}, f"{method} {address} answered {status} to {role.value}"
        else:
            assert status != 403 or needed is Permission.ACCEPT, f"{address} refused {role.value}"


def modules() -> list[str]:
    found = pkgutil.walk_packages(catalog_app.__path__, "catalog_app.")
    kept = (name for _, name, _ in found if not name.startswith("catalog_app.migrations"))
    return sorted(name for name in kept if not name.endswith("__main__"))


def imported_by(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def service_files() -> list[Path]:
    app = ROOT / "catalog_app"
    return sorted([*app.glob("*/services.py"), *app.glob("*/services/**/*.py")])


WEB = {"flask", "flask_login", "flask_wtf", "flask_limiter", "flask_smorest", "wtforms", "werkzeug"}


@pytest.mark.parametrize("path", service_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_services_know_nothing_of_the_web(path: Path) -> None:
    assert {name.split(".")[0] for name in imported_by(path)} & WEB == set()


def refusals() -> list[type[DomainError]]:
    for name in modules():
        import_module(name)
    found: list[type[DomainError]] = []
    waiting = [DomainError]
    while waiting:
        kind = waiting.pop()
        if kind.__module__.startswith("catalog_app"):
            found.append(kind)
        waiting += kind.__subclasses__()
    return sorted(set(found), key=lambda kind: kind.code)


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in refusals()]
    assert sorted(set(codes)) == sorted(codes)


def test_every_refusal_is_explained_in_the_handbook() -> None:
    text = HANDBOOK.read_text(encoding="utf-8")
    undocumented = [
        f"{kind.code}（{kind.title}）"
        for kind in refusals()
        if f"### {kind.title}\n\n`{kind.code}`" not in text
    ]
    assert undocumented == [], "add them to docs/handbook/错误信息.md"


def test_the_handbook_explains_no_refusal_that_is_gone() -> None:
    text = HANDBOOK.read_text(encoding="utf-8")
    known = {kind.code for kind in refusals()}
    written = {line.strip("`") for line in text.splitlines() if line.startswith("`")}
    assert written <= known


def test_every_refusal_says_what_to_do() -> None:
    for kind in refusals():
        assert kind.title, kind
        assert len(kind.detail) >= 7, f"{kind.code} says too little"
