"""The `catalog` command: every office task that a program or an administrator does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from typing import Any, TypeVar

import click

from catalog_app.config import SettingsError
from catalog_app.errors import DomainError

Command = TypeVar("Command", bound=Callable[..., Any])
COMMAND_MODULES = (
    "catalog_app.operations.cli",
    "catalog_app.accounts.cli",
    "catalog_app.exchange.cli",
    "catalog_app.checks.cli",
    "catalog_app.checks.survey_cli",
    "catalog_app.duties.cli",
    "catalog_app.search.cli",
    "catalog_app.demo.cli",
)


class Catalog(click.Group):
    """Loads an area's commands only when they are asked for, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._all())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self._all().get(cmd_name)

    def _all(self) -> dict[str, click.Command]:
        found: dict[str, click.Command] = {}
        for module in COMMAND_MODULES:
            found |= {command.name: command for command in import_module(module).COMMANDS}
        return found


@click.group(cls=Catalog, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="disclosure-catalog")
def catalog() -> None:
    """吉林省基层政务公开标准目录：建库、导入、导出、核查与服务。"""


def with_app(command: Command) -> Command:
    """Run a command inside the application, on a database of the present schema."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        from catalog_app import create_app  # noqa: PLC0415 - commands without a database start fast
        from catalog_app.operations.services import ensure_schema  # noqa: PLC0415

        with _database_explained():
            app = create_app()
        with app.app_context():
            with _database_explained():
                ensure_schema()
            return command(*args, **kwargs)

    return wrapped  # type: ignore[return-value]


@contextmanager
def _database_explained() -> Iterator[None]:
    """Raises SettingsError where the database of the settings cannot be reached or is no database."""
    from sqlalchemy.exc import ArgumentError, OperationalError  # noqa: PLC0415

    try:
        yield
    except (ArgumentError, OperationalError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise SettingsError(
            f"连不上数据库：{reason}。请核对设置 CATALOG_DATABASE_URL（没有设置时是 CATALOG_INSTANCE "
            "文件夹里的数据库）、数据库是否已启动、文件夹能否写入。"
        ) from error


def main() -> None:
    """Refusals end with their message in Chinese and exit code 2."""
    try:
        catalog()
    except (DomainError, SettingsError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
