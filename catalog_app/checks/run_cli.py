"""`catalog runs`: what is being checked, watched, paused and stopped from the terminal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from catalog_app.cli import with_app

if TYPE_CHECKING:
    from catalog_app.checks.models import CheckRun

# ruff: noqa: PLC0415 - each command loads only what it needs
WATCH_SECONDS = 2.0
HOSTS_NAMED = 3


@click.group("runs")
def runs() -> None:
    """查看、暂停、继续和停止核查批次。"""


@runs.command("list")
@with_app
def list_runs() -> None:
    """列出没有做完的核查批次。"""
    from catalog_app.checks import services
    from catalog_app.checks.services.run_life import UNFINISHED
    from catalog_app.checks.wording import RUN_STATE_NAMES

    found = services.runs_in(UNFINISHED)
    for run in found:
        progress = services.progress_of(run)
        state = RUN_STATE_NAMES[run.state]
        click.echo(f"第 {run.id} 批  {state}  {progress.done} / {progress.total} 个网页")
    if not found:
        click.echo("没有未做完的核查批次。")


@runs.command("pause")
@click.argument("run_id", type=click.IntRange(1))
@with_app
def pause(run_id: int) -> None:
    """暂停一批核查；正在访问的网站做完这一轮就停下。"""
    from catalog_app.accounts.audit import SYSTEM
    from catalog_app.checks import services
    from catalog_app.clock import utc_now

    services.pause(run_id, by=SYSTEM, at=utc_now())
    click.echo(f"第 {run_id} 批已暂停。执行 catalog runs resume {run_id} 可以继续。")


@runs.command("resume")
@click.argument("run_id", type=click.IntRange(1))
@with_app
def resume(run_id: int) -> None:
    """让暂停的一批核查从停下的地方继续，由核查程序（catalog worker）接着做。"""
    from catalog_app.accounts.audit import SYSTEM
    from catalog_app.checks import services
    from catalog_app.clock import utc_now

    services.resume(run_id, by=SYSTEM, at=utc_now())
    click.echo(f"第 {run_id} 批已继续。")


@runs.command("stop")
@click.argument("run_id", type=click.IntRange(1))
@with_app
def stop(run_id: int) -> None:
    """停止一批核查；已核查的都会保留。"""
    from catalog_app.accounts.audit import SYSTEM
    from catalog_app.checks import services
    from catalog_app.clock import utc_now

    services.stop(run_id, by=SYSTEM, at=utc_now())
    click.echo(f"第 {run_id} 批已停止，已核查的都已保存。")


@runs.command("watch")
@click.argument("run_id", type=click.IntRange(1))
@with_app
def watch(run_id: int) -> None:
    """看着一批核查，直到它做完、暂停或停止。"""
    from tqdm import tqdm

    from catalog_app.checks import services
    from catalog_app.checks.services.run_life import IN_HAND
    from catalog_app.checks.wording import RUN_STATE_NAMES
    from catalog_app.database import session

    run = services.run_by_id(run_id)
    with tqdm(total=run.page_count, desc="核查网页", unit="页") as bar:
        while True:
            bar.n = services.progress_of(run).done
            bar.set_postfix_str(_hosts(run))
            session().rollback()  # the next look sees what others have written since
            if services.run_by_id(run_id).state not in IN_HAND:
                break
            time.sleep(WATCH_SECONDS)
    click.echo(f"第 {run_id} 批：{RUN_STATE_NAMES[run.state]}")


def _hosts(run: CheckRun) -> str:
    """The hosts under way, the first few by name."""
    from catalog_app.checks import services
    from catalog_app.clock import utc_now

    at_work = [each.host for each in services.live_of(run, at=utc_now()).under_way]
    more = f" 等 {len(at_work)} 个网站" if len(at_work) > HOSTS_NAMED else ""
    return "、".join(at_work[:HOSTS_NAMED]) + more
