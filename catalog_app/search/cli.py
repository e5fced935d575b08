"""`catalog reindex`."""

from __future__ import annotations

import click

from catalog_app.cli import with_app
from catalog_app.search import services


@click.command("reindex")
@with_app
def reindex() -> None:
    """从各地已公开的目录重新生成公众查询的索引。"""
    click.echo(f"已重新生成 {services.rebuild()} 个公开事项的查询索引。")


COMMANDS: list[click.Command] = [reindex]
