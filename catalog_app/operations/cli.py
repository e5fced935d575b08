"""`catalog init` and `catalog serve`."""

from __future__ import annotations

import click
from flask import current_app

from catalog_app.cli import with_app
from catalog_app.operations import services


@click.command("init")
@click.option("--villages", is_flag=True, help="同时载入全省的村和社区（约一万二千个）。")
@with_app
def init(villages: bool) -> None:
    """建库并载入行政区划和各领域标准指引；可重复执行，不覆盖已有修改。"""
    report = services.initialise(villages=villages)
    click.echo(f"新增行政区划 {report.regions} 个，领域 {report.domains} 个。")


@click.command("serve")
@with_app
def serve() -> None:
    """启动网站和核查程序（地址由 CATALOG_HOST、CATALOG_PORT 设置）。"""
    from catalog_app.operations import serving  # noqa: PLC0415 - the server is loaded only to serve

    host, port = current_app.config["HOST"], current_app.config["PORT"]
    services.initialise()
    serving.refuse_taken(host, port)
    click.echo(f"网站已启动：http://{host}:{port}  （按 Ctrl+C 停止）", err=True)
    serving.serve(host, port)


COMMANDS: list[click.Command] = [init, serve]
