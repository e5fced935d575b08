"""`catalog survey`: looks for pages on a county's own site and proposes links from what it finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from catalog_app.cli import with_app

if TYPE_CHECKING:
    from catalog_app.checks.models import SiteSurvey

# ruff: noqa: PLC0415 - the command loads what it needs only when it runs
INTERRUPTED = 130


@click.command("survey")
@click.option(
    "--region", "region_code", required=True, help="在哪个地区的网站上找（行政区划代码）。"
)
@click.option("--start", help="从这个网址开始；不填时从已登记的链接和网站开始。")
@click.option(
    "--pages", type=click.IntRange(1, 20_000), default=2000, show_default=True,
    help="每个网站最多打开多少页。",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象。")
@with_app
def survey(region_code: str, start: str | None, pages: int, as_json: bool) -> None:
    """在本地网站的公开栏目里找网页，为没有链接、链接失效的事项提出建议；中断后再次执行会接着做。"""
    from catalog_app.checks import services

    asked = _requested(region_code, start, pages)
    _carry_out(asked)
    done = services.survey_by_id(asked.id)
    told = _told(done)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _in_words(told))


def _requested(region_code: str, start: str | None, pages: int) -> SiteSurvey:
    from flask import current_app

    from catalog_app.accounts.audit import SYSTEM
    from catalog_app.addresses import AddressGuard
    from catalog_app.checks.services import request_survey
    from catalog_app.clock import utc_now
    from catalog_app.regions.services import region_by_code

    return request_survey(
        region_by_code(region_code).id,
        start,
        by=SYSTEM,
        at=utc_now(),
        page_limit=pages,
        guard=AddressGuard(current_app.config["ALLOWED_NETWORKS"]),
    )


def _carry_out(asked: SiteSurvey) -> None:
    import asyncio

    from flask import current_app
    from tqdm import tqdm

    from catalog_app.checks import services
    from catalog_app.checks.settings import patrol_from

    done = services.survey_progress(asked).opened
    with tqdm(initial=done, desc="查找网页", unit="页") as bar:
        patrol = patrol_from(current_app.config, tell=bar.update)
        try:
            asyncio.run(services.carry_out_survey(asked.id, patrol))
        except KeyboardInterrupt:
            click.echo("已中断；找到的都已保存，再次执行同一命令会接着做。", err=True)
            raise SystemExit(INTERRUPTED) from None


def _told(done: SiteSurvey) -> dict[str, Any]:
    from catalog_app.checks import services
    from catalog_app.checks.services.proposals_reading import waiting_in

    progress = services.survey_progress(done)
    return {
        "survey": done.id,
        "state": done.state,
        "opened": progress.opened,
        "known": progress.known,
        "items_with_proposals": waiting_in(done.region),
        "note": done.note,
    }


def _in_words(told: dict[str, Any]) -> str:
    lines = [
        f"打开了 {told['opened']} 个网页，知道 {told['known']} 个网页的标题。",
        f"有链接建议的事项：{told['items_with_proposals']} 个。",
    ]
    return "\n".join([*lines, told["note"]] if told["note"] else lines)


COMMANDS: list[click.Command] = [survey]
