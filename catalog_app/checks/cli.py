"""`catalog check`, `catalog page` and `catalog worker`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalog_app.checks.run_cli import runs
from catalog_app.cli import with_app

if TYPE_CHECKING:
    from catalog_app.checks.models import CheckRun

# ruff: noqa: PLC0415 - each command loads only what it needs, so that `catalog page` starts at once
INTERRUPTED = 130


@click.command("check")
@click.option("--region", "region_code", help="只核查这个地区及其下级（行政区划代码）。")
@click.option("--domain", "domain_code", help="只核查这个领域（领域代码）。")
@click.option(
    "--entry", "entry_id", type=click.IntRange(1, 999_999_999), help="只核查这个事项（事项编号）。"
)
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象。")
@with_app
def check(
    region_code: str | None, domain_code: str | None, entry_id: int | None, as_json: bool
) -> None:
    """核查公开链接；中断后再次执行会接着做。有已确认的严重问题或错误时退出码为 1。"""
    from catalog_app.checks import services
    from catalog_app.checks.errors import RunPaused

    run = _requested(region_code, domain_code, entry_id)
    run_id = run.id
    if run.state == "paused":
        raise RunPaused(run=run_id)
    _carry_out(run)
    report = services.report_of(run_id)
    click.echo(_as_json(run_id, report) if as_json else _in_words(report))
    if report.faults:
        raise SystemExit(1)


def _requested(region_code: str | None, domain_code: str | None, entry_id: int | None) -> CheckRun:
    from catalog_app.accounts.audit import SYSTEM
    from catalog_app.catalogs.services import entry
    from catalog_app.checks.errors import ScopeUnclear
    from catalog_app.checks.services import request_run
    from catalog_app.clock import utc_now
    from catalog_app.guides.services import domain
    from catalog_app.regions.services import region_by_code

    if entry_id is not None and (region_code or domain_code):
        raise ScopeUnclear()
    return request_run(
        region_id=region_by_code(region_code).id if region_code else None,
        domain_code=domain(domain_code).code if domain_code else None,
        entry_id=entry(entry_id).id if entry_id is not None else None,
        by=SYSTEM,
        at=utc_now(),
    )


def _carry_out(run: CheckRun) -> None:
    import asyncio

    from flask import current_app
    from tqdm import tqdm

    from catalog_app.checks import services
    from catalog_app.checks.collecting import collect_rarely
    from catalog_app.checks.settings import patrol_from
    from catalog_app.database import session

    collect_rarely()
    run_id, done = run.id, services.progress_of(run).done
    with tqdm(total=run.page_count, initial=done, desc="核查网页", unit="页") as bar:

        def tell(pages: int) -> None:
            bar.set_postfix_str(f"还有 {len(services.pending_hosts(run_id))} 个网站", refresh=False)
            session().rollback()
            bar.update(pages)

        patrol = patrol_from(current_app.config, tell=tell)
        try:
            asyncio.run(services.carry_out(run_id, patrol))
        except KeyboardInterrupt:
            click.echo("已中断；已核查的都已保存，再次执行同一命令会接着做。", err=True)
            raise SystemExit(INTERRUPTED) from None


def _in_words(report: Any) -> str:
    from catalog_app.checks.wording import LINK_STATE_NAMES, OUTCOME_NAMES, STATE_NAMES

    lines = [f"共核查 {report.pages} 个网页。"]
    lines += [f"  {OUTCOME_NAMES[name]}：{count}" for name, count in report.outcomes.items()]
    states = (f"{LINK_STATE_NAMES[name]} {count}" for name, count in report.link_states.items())
    lines.append(f"链接：{'，'.join(states) or '无'}。")
    for rule, title, counted in report.by_rule():
        told = "，".join(f"{STATE_NAMES[state]} {count}" for state, count in counted.items())
        lines.append(f"  {rule} {title}：{told}")
    lines.append(
        f"已确认的严重问题和错误：{report.faults} 个。" if report.findings else "没有未解决的问题。"
    )
    return "\n".join(lines)


def _as_json(run_id: int, report: Any) -> str:
    from catalog_app.checks import services

    return json.dumps(
        {
            "run": run_id,
            "state": services.run_by_id(run_id).state,
            "pages": services.pages_in_full(run_id),
            "catalogue_findings": services.catalogue_findings(run_id),
            "outcomes": report.outcomes,
            "link_states": report.link_states,
            "findings": {rule: counted for rule, _, counted in report.by_rule()},
            "confirmed_faults": report.faults,
        },
        ensure_ascii=False,
    )


@click.command("page")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--url", help="网页原来的网址，用来补全其中的相对地址。")
@click.option("--element", "elements", multiple=True, help="应公开的要素，可重复。")
@click.option("--json", "as_json", is_flag=True, help="每个文件输出一行 JSON。")
def page(
    files: tuple[Path, ...], url: str | None, elements: tuple[str, ...], as_json: bool
) -> None:
    """读取保存在本机的网页文件，不访问网络，也不用数据库。"""
    from catalog_app.checks.page import read_page
    from catalog_app.checks.page_summary import summary

    for file in files:
        reading = read_page(_content(file), url=url, elements=elements)
        if as_json:
            click.echo(json.dumps(reading.to_dict(file=str(file)), ensure_ascii=False))
        else:
            click.echo(summary(str(file), reading))


def _content(file: Path) -> bytes:
    from catalog_app.checks.errors import PageFileUnreadable

    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise PageFileUnreadable(file=file, reason="没有这个文件") from None
    except IsADirectoryError:
        raise PageFileUnreadable(file=file, reason="这是一个文件夹") from None
    except OSError as error:
        raise PageFileUnreadable(file=file, reason=error.strerror) from error


@click.command("worker")
@with_app
def worker() -> None:
    """持续执行网页上提出的核查任务，收到终止信号后停下；未完成的下次接着做。"""
    from flask import current_app

    from catalog_app.checks.settings import worker_from
    from catalog_app.checks.worker import work

    work(worker_from(current_app.config))


@click.command("retain")
@with_app
def retain() -> None:
    """删去过期的核查记录、网页文字和导入的原文件；问题所依据的一律保留。后台每天自动执行一次。"""
    from collections import Counter

    from flask import current_app

    from catalog_app.checks import services
    from catalog_app.clock import utc_now

    removed: Counter[str] = Counter()
    days = current_app.config["KEEP_DAYS"]
    for step in services.retain(days, at=utc_now()):
        removed[step.kind] += step.number
        click.echo(f"已删去 {removed.total()} 行", err=True)
    click.echo(
        f"保留 {days} 天：删去核查记录 {removed['visits']} 条，网页文字 {removed['texts']} 份，"
        f"已结束批次的计划 {removed['plans']} 行，导入的原文件 {removed['files']} 个。"
    )


COMMANDS: list[click.Command] = [check, page, worker, runs, retain]
