"""`catalog demo`: a county to try everything on, with a web site of its own to check."""

from __future__ import annotations

import os
import time
import urllib.request
from contextlib import suppress
from http.client import HTTPException

import click

from catalog_app.config import DEFAULT_PORT

SITE_OFFSET = 81
WAIT_SECONDS = 15
SETTINGS = {
    "CATALOG_DEMONSTRATION": "true",
    "CATALOG_ALLOWED_NETWORKS": "127.0.0.0/8,::1/128",
    "CATALOG_HOST_DELAY": "0.01",
    "CATALOG_HOST_CONNECTIONS": "4",
    "CATALOG_FETCH_SECONDS": "3",
}


@click.command("demo")
@click.option("--serve", "then_serve", is_flag=True, help="装好后启动网站。")
def demo(then_serve: bool) -> None:
    """装入演示数据：敦化市全部领域、乡镇和村，以及一个可供核查的本地演示网站。"""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    from catalog_app import create_app  # noqa: PLC0415 - the settings above must stand first
    from catalog_app.operations.serving import beside, refuse_taken  # noqa: PLC0415

    app = create_app()
    host, port = app.config["HOST"], app.config["PORT"]
    site_port = int(os.environ.get("CATALOG_DEMO_SITE_PORT", DEFAULT_PORT + SITE_OFFSET))
    refuse_taken("127.0.0.1", site_port)
    if then_serve:
        refuse_taken(host, port)
    site = f"http://127.0.0.1:{site_port}"
    with beside(["catalog_app.demo.site", "--port", str(site_port)]):
        _wait_for(site)
        with app.app_context():
            _set_up(site)
        if then_serve:
            _serve(host, port, site)


def _set_up(site: str) -> None:
    from flask import current_app  # noqa: PLC0415

    from catalog_app.clock import utc_now  # noqa: PLC0415
    from catalog_app.demo import services  # noqa: PLC0415
    from catalog_app.operations.services import initialise  # noqa: PLC0415

    initialise()
    if services.is_set_up():
        click.echo("演示数据已在，沿用现有内容。")
        return
    click.echo("正在装入演示数据，并核查演示网站（约一分钟）……")
    services.set_up(site, locks=current_app.config["INSTANCE"] / "locks", at=utc_now())


def _serve(host: str, port: int, site: str) -> None:
    from catalog_app.demo.people import PASSWORD, PEOPLE  # noqa: PLC0415
    from catalog_app.operations.serving import serve  # noqa: PLC0415

    address = f"http://{host}:{port}"
    click.echo(f"\n公众查询：  {address}/\n工作人员：  {address}/staff/\n演示网站：  {site}/")
    click.echo(f"\n登录用户（密码都是 {PASSWORD}）：")
    for person in PEOPLE:
        click.echo(f"  {person.username:<14}{person.display_name}  {person.desk}")
    click.echo("\n按 Ctrl+C 停止。")
    serve(host, port)


def _wait_for(address: str) -> None:
    """Until the demonstration's site answers. Raises ClickException when it does not start."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError, HTTPException), urllib.request.urlopen(address):  # noqa: S310
            return
        time.sleep(0.1)
    raise click.ClickException(
        "演示网站没有启动。请检查端口是否被占用，或设置 CATALOG_DEMO_SITE_PORT。"
    )


COMMANDS: list[click.Command] = [demo]
