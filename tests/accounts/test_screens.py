"""The screens of log-in, passwords, users and the audit trail."""

from __future__ import annotations

import re

import pytest
from flask import g
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import services
from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Role, User
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON
from tests.factories.accounts import a_user, log_in

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
WORD = "correct-horse-7"


@pytest.fixture
def clerk(session: Session) -> User:
    grant = (Role.COUNTY_OFFICE, region_by_code("222403").id, None)
    return services.create_user("clerk", "办事员", WORD, [grant], by=SYSTEM, at=NOON)


def enter(client: FlaskClient, word: str = WORD, goal: str = "") -> object:
    return client.post(f"/login{goal}", data={"username": "clerk", "password": word})


def test_a_visitor_is_sent_to_log_in_and_back(client: FlaskClient, clerk: User) -> None:
    answer = client.get("/staff/password")
    assert answer.status_code == 302
    assert answer.location == "/login?next=%2Fstaff%2Fpassword"
    answer = enter(client, goal="?next=%2Fstaff%2Fpassword")
    assert answer.location == "/staff/password"
    assert client.get("/staff/password").status_code == 200


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_log_in_leads_nowhere_else(client: FlaskClient, clerk: User, address: str) -> None:
    answer = client.post(
        "/login", query_string={"next": address}, data={"username": "clerk", "password": WORD}
    )
    assert answer.location == "/staff/"


def test_a_wrong_password_is_said_plainly_and_keeps_the_name(
    client: FlaskClient, clerk: User
) -> None:
    answer = enter(client, "wrong")
    assert answer.status_code == 401
    assert "用户名或密码不正确" in answer.text
    assert 'value="clerk"' in answer.text
    assert "wrong" not in answer.text


def test_an_empty_form_says_what_is_missing(client: FlaskClient) -> None:
    answer = client.post("/login", data={})
    assert answer.status_code == 422
    assert "请填写用户名。" in answer.text
    assert "还没有登录" in answer.text
    assert "内容还没有保存" not in answer.text


def test_too_many_guesses_are_told_to_wait(client: FlaskClient, clerk: User) -> None:
    for _ in range(8):
        enter(client, "wrong")
    answer = enter(client)
    assert answer.status_code == 429
    assert "密码输错次数过多" in answer.text


def test_the_session_starts_afresh_at_log_in(client: FlaskClient, clerk: User) -> None:
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    enter(client)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie.permanent


def test_a_copied_cookie_is_worth_nothing_after_log_out(client: FlaskClient, clerk: User) -> None:
    enter(client)
    stolen = client.get_cookie("session")
    assert stolen is not None
    assert client.post("/logout").location == "/login"
    client.set_cookie("session", stolen.value)
    g.pop("_login_user")  # the tests' application context outlives the request
    assert client.get("/staff/").location.startswith("/login")


def test_log_out_is_not_a_link(client: FlaskClient, clerk: User) -> None:
    enter(client)
    assert client.get("/logout").status_code == 405


def test_changing_the_password_keeps_this_browser_logged_in(
    client: FlaskClient, clerk: User
) -> None:
    enter(client)
    new = "battery-staple-8"
    answer = client.post("/staff/password", data={"old": WORD, "new": new, "again": new})
    assert answer.location == "/staff/"
    assert client.get("/staff/").status_code == 200


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("wrong", "battery-staple-8", "battery-staple-8"), "原密码不正确"),
        ((WORD, "battery-staple-8", "battery-staple-9"), "两次输入的新密码不一样"),
        ((WORD, "short", "short"), "密码至少 10 个字符"),
    ],
)
def test_a_password_that_cannot_be_changed_says_why(
    client: FlaskClient, clerk: User, words: tuple[str, str, str], says: str
) -> None:
    enter(client)
    answer = client.post(
        "/staff/password", data=dict(zip(("old", "new", "again"), words, strict=True))
    )
    assert answer.status_code == 422
    assert says in answer.text


def test_a_new_user_gets_a_password_shown_once(
    client: FlaskClient, session: Session, clerk: User
) -> None:
    log_in(client, clerk)
    data = {
        "username": "jiangnan",
        "display_name": "江南镇",
        "role": "township_editor",
        "region": "江南镇",
    }
    answer = client.post("/staff/users/new", data=data)
    assert answer.status_code == 201
    found = re.search(r"<code>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>", answer.text)
    assert found
    user = services.authenticate("jiangnan", found[1], address="10.0.0.1", at=NOON)
    assert found[1] not in client.get(f"/staff/users/{user.id}").text


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"region": "没有这个镇"}, "没有找到行政区划“没有这个镇”"),
        ({"region": "222403"}, "“乡镇（街道）编辑”只能授权到乡镇（街道）"),
        ({"username": "clerk"}, "用户名“clerk”已经有人使用"),
        ({"role": "provincial_office"}, "角色"),
        ({"display_name": ""}, "请填写姓名或岗位。"),
        ({"region": "220122101"}, "超出您可以管理的"),
    ],
)
def test_a_wrong_user_form_says_what_to_mend(
    client: FlaskClient, session: Session, clerk: User, changed: dict[str, str], says: str
) -> None:
    log_in(client, clerk)
    data = {
        "username": "jiangnan",
        "display_name": "江南镇",
        "role": "township_editor",
        "region": "222403110",
    }
    answer = client.post("/staff/users/new", data=data | changed)
    assert answer.status_code in {403, 404, 409, 422}
    assert says in answer.text
    assert session.scalar(select(User).where(User.username == "jiangnan")) is None


def test_grants_are_given_and_taken_on_the_users_page(
    client: FlaskClient, session: Session, clerk: User
) -> None:
    editor = a_user(Role.COUNTY_EDITOR, "222403", "elderly_care")
    log_in(client, clerk)
    page = f"/staff/users/{editor.id}"
    data = {"role": "county_editor", "region": "222403", "domain": "social_assistance"}
    assert client.post(f"{page}/grants", data=data).status_code == 302
    assert "敦化市 · 县级部门编辑 · 社会救助" in client.get(page).text
    grant = editor.grants[1]
    assert client.post(f"{page}/grants/{grant.id}/revoke").status_code == 302
    assert [each.domain_code for each in editor.grants] == ["elderly_care"]


def test_users_out_of_reach_are_refused_on_every_address(
    client: FlaskClient, session: Session, clerk: User
) -> None:
    far = a_user(Role.COUNTY_EDITOR, "220122")
    log_in(client, clerk)
    page = f"/staff/users/{far.id}"
    assert client.get(page).status_code == 403
    for verb in ("password", "deactivate", "activate", f"grants/{far.grants[0].id}/revoke"):
        assert client.post(f"{page}/{verb}").status_code == 403
    assert far.active
    assert far.session_epoch == 0


def test_resetting_a_password_ends_the_users_sessions(
    client: FlaskClient, session: Session, clerk: User
) -> None:
    editor = a_user(Role.COUNTY_EDITOR, "222403")
    cookie = editor.get_id()
    answer = log_in(client, clerk).post(f"/staff/users/{editor.id}/password")
    assert "这个密码只显示这一次" in answer.text
    assert services.user_of_session(cookie) is None


def test_the_trail_is_shown_filtered_and_exported(
    client: FlaskClient, session: Session, clerk: User
) -> None:
    log_in(client, clerk)
    assert "新增用户 办事员" in client.get("/staff/audit?kind=user").text
    assert "没有记录" in client.get("/staff/audit?who=无此人").text
    answer = client.get("/staff/audit.csv?kind=user")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "新增用户 办事员" in answer.text


@pytest.mark.parametrize(
    ("address", "says"),
    [("?since=昨天", "从"), ("?region=没有这里", "没有找到行政区划"), ("?kind=nonsense", "类别")],
)
def test_wrong_filters_are_named(
    client: FlaskClient, session: Session, clerk: User, address: str, says: str
) -> None:
    answer = log_in(client, clerk).get(f"/staff/audit{address}")
    assert answer.status_code in {404, 422}
    assert says in answer.text


def test_an_endless_search_for_users_is_cut_not_a_fault(client: FlaskClient) -> None:
    log_in(client, a_user())
    assert client.get("/staff/users", query_string={"q": "敦" * 60_000}).status_code == 200
