"""`catalog user` on a database of its own, as an administrator types it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands import Told, catalog

ADD = (
    "add",
    "dunhua",
    "--role",
    "county_office",
    "--region",
    "222403",
    "--display",
    "敦化市政务公开办",
)


def user(instance: Path, *words: str) -> Told:
    return catalog("user", *words, instance=instance)


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    assert catalog("init", instance=folder).returncode == 0
    return folder


def test_users_are_added_listed_and_given_new_passwords(instance: Path) -> None:
    added = user(instance, *ADD)
    assert added.returncode == 0, added.stderr
    assert re.search(r"密码（只显示这一次）：[a-z2-9]{4}(-[a-z2-9]{4}){3}\n", added.stdout)

    listed = user(instance, "list")
    assert listed.stdout == "dunhua\t敦化市政务公开办\t在用\t敦化市 · 县政务公开办公室 · 全部领域\n"

    changed = user(instance, "password", "dunhua")
    assert changed.stdout.startswith("已更改 dunhua 的密码。\n密码（只显示这一次）：")

    again = user(instance, *ADD)
    assert again.returncode == 2
    assert "用户名“dunhua”已经有人使用" in again.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "x1", "--role", "county_office", "--region", "999999"), "没有找到行政区划"),
        (("add", "x1", "--role", "provincial_office", "--region", "222403"), "只能授权到省"),
        (("add", "x1", "--role", "county_editor", "--region", "222403", "--domain", "x"), "领域"),
        (("password", "nobody"), "没有找到这个用户"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    instance: Path, words: tuple[str, ...], says: str
) -> None:
    answer = user(instance, *words)
    assert answer.returncode == 2
    assert says in answer.stderr
    assert "x1" not in user(instance, "list").stdout
