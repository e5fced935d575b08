"""`catalog user`: add and list users, set passwords, without a running server."""

from __future__ import annotations

from typing import Any

import click

from catalog_app.accounts import services
from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import ROLE_NAMES, Role
from catalog_app.cli import with_app
from catalog_app.clock import utc_now

ROLES = "；".join(f"{role.value} {name}" for role, name in ROLE_NAMES.items())


@click.group("user")
def user() -> None:
    """管理用户：新增、列出、设置密码。"""


def asks(command: Any) -> Any:
    """The option to type the password instead of having one made."""
    return click.option("--ask", is_flag=True, help="输入密码；不加此项则随机生成并显示一次。")(
        command
    )


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help=ROLES)
@click.option("--region", required=True, metavar="CODE", help="区划代码或名称，例如 222403。")
@click.option("--domain", metavar="CODE", help="只限一个领域；不写则为全部领域。")
@click.option("--display", metavar="NAME", default="", help="姓名或岗位，显示在操作记录里。")
@asks
@with_app
def add(*, name: str, role: str, region: str, domain: str | None, display: str, ask: bool) -> None:
    """新增用户 NAME，并授予一个角色。"""
    word = _word(ask)
    grant = (Role(role), services.region_named(region).id, domain)
    made = services.create_user(name, display, word, [grant], by=SYSTEM, at=utc_now())
    _say(f"已新增用户 {made.username}（{made.display_name}）。", word, ask)


@user.command("password")
@click.argument("name")
@asks
@with_app
def password(name: str, ask: bool) -> None:
    """为用户 NAME 设置新密码，并让其所有登录失效。"""
    target = services.user_by_name(name)
    word = _word(ask)
    services.set_password(target.id, word, by=SYSTEM, at=utc_now())
    _say(f"已更改 {target.username} 的密码。", word, ask)


@user.command("list")
@with_app
def list_users() -> None:
    """列出所有用户：用户名、姓名、状态和授权，以制表符分隔。"""
    for each, grants in services.everybody():
        state = "在用" if each.active else "停用"
        click.echo("\t".join((each.username, each.display_name, state, "；".join(grants))))


def _word(ask: bool) -> str:
    if ask:
        return str(click.prompt("密码", hide_input=True, confirmation_prompt="再输一次", err=True))
    return services.random_password()


def _say(done: str, word: str, asked: bool) -> None:
    click.echo(done if asked else f"{done}\n密码（只显示这一次）：{word}")


COMMANDS: list[click.Command] = [user]
