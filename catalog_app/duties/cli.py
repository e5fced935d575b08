"""`catalog duties`."""

from __future__ import annotations

import click

from catalog_app.cli import with_app

# ruff: noqa: PLC0415 - the command loads the application only when it runs


@click.command("duties")
@click.option("--region", "region_code", help="只计算这个地区及其下级（行政区划代码）。")
@with_app
def duties(region_code: str | None) -> None:
    """重新计算每个事项的下一个公开日期；改了节假日安排以后执行。"""
    from catalog_app.clock import utc_now
    from catalog_app.duties import services
    from catalog_app.regions.services import region_by_code

    path = region_by_code(region_code).path if region_code else None
    count = services.reckon_all(at=utc_now(), region_path=path)
    click.echo(f"已重新计算 {count} 份目录的公开日期。")


COMMANDS: list[click.Command] = [duties]
