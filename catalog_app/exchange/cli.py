"""`catalog import` and `catalog export`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from tqdm import tqdm

from catalog_app.cli import with_app
from catalog_app.exchange.sources import Source, sources_of
from imports.reading import FileReading, read_bytes

if TYPE_CHECKING:
    from catalog_app.exchange.services import ExportScope, ExportTally

FILE = click.Path(exists=True, path_type=Path)
Reader = Callable[[bytes, str], FileReading]
MANY = 3
"""From so many files on a progress bar is shown (never where nobody watches)."""
PROBLEMS_SHOWN = 10


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--region", help="行政区划代码（6、9 或 12 位）；不写则从标题或文件名认出。")
@click.option("--domain", help="领域代码；只导入这个领域的表，看不出领域的表也归入它。")
@click.option("--dry-run", is_flag=True, help="只读取和检查，不改动任何内容，不需要数据库。")
@click.option("--json", "as_json", is_flag=True, help="每个文件输出一行 JSON。")
def import_files(
    files: Sequence[Path], region: str | None, domain: str | None, dry_run: bool, as_json: bool
) -> None:
    """读取县里的目录表格（.xlsx .xls .csv .docx .html），核对后导入。

    也可以写文件夹或 .zip（例如全州各县的）：里面的文件逐个读取，按标题、文件名和文件夹认出地区；
    写了 --region 的，只认这个地区及其下级。地区认不出的不导入，其余照常。

    有文件不能读取或有错误时，退出码为 1。
    """
    _refuse_unknown_domain(domain)
    sources = _sources(files)
    if dry_run:
        _refuse_unlisted_region(region)
        readings = _readings(sources, read_bytes)
        for reading in readings:
            click.echo(_as_line(reading.to_dict()) if as_json else _summary(reading))
        needed = any(_needs_a_person(reading) for reading in readings)
    else:
        needed = _import_all(sources, {"region": region, "domain": domain}, as_json)
    if needed:
        raise SystemExit(1)


@click.command("export")
@click.option("--region", required=True, help="行政区划代码（6、9 或 12 位）。")
@click.option("--domain", help="领域代码；不写则导出全部领域，每个领域一张工作表。")
@click.option(
    "--reach",
    type=click.Choice(["own", "counties", "all"]),
    default="own",
    show_default=True,
    help="own 本级；counties 所属各县（市、区）；all 本级和所有下级。",
)
@click.option("--published", is_flag=True, help="导出已公布的目录；不写则导出现行目录。")
@click.option("--complete", is_flag=True, help="加上不适用、已撤下的事项和理由等附加列。")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["xlsx", "docx", "html", "compare", "csv", "jsonl"]),
    required=True,
    help="多个地区的 xlsx、docx 装在一个 zip 里；compare 是一个领域各地的对照表。",
)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@with_app
def export_file(kind: str, output: Path, **wish: Any) -> None:
    """按标准指引的表格等格式导出目录；文件要么完整，要么没有。"""
    from catalog_app.exchange.services import ExportScope  # noqa: PLC0415 - commands start fast
    from catalog_app.regions.services import region_by_code  # noqa: PLC0415

    _refuse_unknown_domain(wish["domain"])
    scope = ExportScope(
        region_by_code(wish["region"]),
        wish["domain"],
        wish["reach"],
        "published" if wish["published"] else "draft",
        wish["complete"],
    )
    tally = _save(scope, kind, output)
    click.echo(f"已导出 {tally.catalogs} 个目录、{tally.entries} 个事项到 {output}")


def _save(scope: ExportScope, kind: str, output: Path) -> ExportTally:
    """Write the file whole or not at all."""
    from catalog_app.clock import utc_now  # noqa: PLC0415
    from catalog_app.exchange import services  # noqa: PLC0415
    from exports.target import opened  # noqa: PLC0415

    file = services.export_of(scope, kind, at=utc_now(), stylesheet="/static/print.css")
    try:
        with opened(output) as stream:
            for chunk in file.chunks:
                stream.write(chunk)
    except OSError as error:
        raise click.ClickException(
            f"无法写入“{output}”。请检查文件夹是否存在、是否有写入权限、磁盘是否已满。"
        ) from error
    return file.tally


def _refuse_unknown_domain(code: str | None) -> None:
    from domains.standard import load_domains  # noqa: PLC0415

    known = {each.code: each.name for each in load_domains()}
    if code and code not in known:
        shown = "、".join(f"{code}（{name}）" for code, name in list(known.items())[:5])
        raise click.BadParameter(
            f"没有领域代码“{code}”。代码例如：{shown}。", param_hint="--domain"
        )


def _refuse_unlisted_region(code: str | None) -> None:
    """Raises UnknownRegion; a real import asks the database instead."""
    from catalog_app.regions.errors import UnknownRegion  # noqa: PLC0415
    from catalog_app.regions.seed import is_listed  # noqa: PLC0415

    if code and not is_listed(code):
        raise UnknownRegion(code=code)


def _sources(paths: Sequence[Path]) -> list[Source]:
    """The files named, but for what systems leave behind: that is told."""
    found = sources_of(paths)
    for each in found:
        if each.ignored:
            click.echo(f"已略过（不是目录文件）：{each.shown}", err=True)
    return [each for each in found if not each.ignored]


def _readings(sources: Sequence[Source], read: Reader) -> list[FileReading]:
    bar = tqdm(sources, desc="读取", unit="个", disable=None if len(sources) >= MANY else True)
    return [replace(source.read(read), file=source.shown) for source in bar]


@with_app
def _import_all(sources: Sequence[Source], wish: dict[str, str | None], as_json: bool) -> bool:
    """Whether a person must look at something."""
    from catalog_app.exchange import import_command as command  # noqa: PLC0415

    kept = command.Keeping()
    readings = _readings(sources, kept.read)
    usable = []
    for source, reading in zip(sources, readings, strict=True):
        if reading.refused:
            click.echo(_as_line(reading.to_dict()) if as_json else _summary(reading))
        else:
            usable.append(command.Read(source, reading, kept.may_keep(source)))
    unclear = False
    for read, done in command.import_all(usable, **wish):
        unclear |= isinstance(done, str)
        if as_json:
            click.echo(_as_line(command.told(read, done)))
        else:
            click.echo(f"{_summary(read.reading)}\n{command.report(read, done)}")
    return unclear or any(_needs_a_person(reading) for reading in readings)


def _needs_a_person(reading: FileReading) -> bool:
    problems = (each for table in reading.tables for each in table.problems)
    return reading.refused is not None or any(each.severity == "error" for each in problems)


def _as_line(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False)


def _summary(reading: FileReading) -> str:
    from domains.standard import load_domains  # noqa: PLC0415

    if reading.refused:
        return f"{reading.file}\n  不能导入：{reading.refused.message}"
    names = {each.code: each.name for each in load_domains()}
    lines = [reading.file]
    for table in reading.tables:
        domain = names.get(table.domain or "", "看不出领域")
        place = f"{table.sheet}：" if table.sheet else ""
        lines.append(
            f"  {place}{domain}，{len(table.entries)} 个事项，{len(table.problems)} 个提示"
        )
        for each in table.problems[:PROBLEMS_SHOWN]:
            mark = {"error": "错误", "warning": "提醒"}.get(each.severity, "说明")
            where = each.cell or (f"第{each.row}行" if each.row else "整张表")
            lines.append(f"    [{mark}] {where} {each.message}")
        if len(table.problems) > PROBLEMS_SHOWN:
            more = len(table.problems) - PROBLEMS_SHOWN
            lines.append(f"    ……还有 {more} 个，加 --dry-run --json 可看全部")
    return "\n".join(lines)


COMMANDS: list[click.Command] = [import_files, export_file]
