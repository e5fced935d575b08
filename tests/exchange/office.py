"""What an office does with files: upload, look, import; and workbooks as it corrects them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from catalog_app.accounts.audit import SYSTEM, Actor
from catalog_app.catalogs.models import CONTENT_FIELDS, Catalog, Entry, EntryVersion, Publication
from catalog_app.database import session
from catalog_app.exchange import services
from catalog_app.exchange.models import ImportBatch
from catalog_app.exchange.services import Decisions, Preview, Row
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON

FIXTURES = Path(__file__).parents[1] / "fixtures" / "spreadsheets"
DUNHUA = "222403"
ELDERLY = "01_"
"""11 items of 养老服务 of 敦化市."""
ALL_DOMAINS = "02_"
"""463 items of the 26 pilot domains."""
HEADER = (
    "序号",
    "一级事项",
    "二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开链接",
)
TITLE = "敦化市养老服务领域基层政务公开标准目录"


def fixture(start: str) -> Path:
    """The fixture whose name starts so."""
    return next(path for path in FIXTURES.iterdir() if path.name.startswith(start))


def upload(file: str | bytes, *, region: str = DUNHUA, by: Actor = SYSTEM) -> ImportBatch:
    """A fixture by the start of its name, or bytes of a workbook."""
    name, data = "目录.xlsx", file
    if isinstance(file, str):
        path = fixture(file)
        name, data = path.name, path.read_bytes()
    assert isinstance(data, bytes)
    return services.read_upload(region_by_code(region).id, name, data, by=by, at=NOON)


def look(batch: ImportBatch, *, by: Actor = SYSTEM) -> Preview:
    return services.preview(batch.id, by=by)


def counts(batch: ImportBatch) -> dict[str, int]:
    """What a preview counts, without what there is none of."""
    return {kind: number for kind, number in services.counts_of(look(batch)).items() if number}


def take_in(file: str | bytes, decisions: Decisions | None = None, **facts: Any) -> ImportBatch:
    """Upload and import at once, whatever region the file names."""
    decided = replace(decisions or Decisions(), place_confirmed=True)
    return services.apply(upload(file, **facts).id, decided, by=SYSTEM, at=NOON)


def row_named(batch: ImportBatch, name: str) -> Row:
    return next(row for row in look(batch).rows if row.read.content.name == name)


def table_of(*rows: tuple[Any, ...], title: str = TITLE) -> bytes:
    """A workbook of a title, HEADER and these rows (blank cells at a row's end may be left out)."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(HEADER)
    for row in rows:
        sheet.append(row)
    return _saved(book)


def item(number: int, name: str, **cells: Any) -> tuple[Any, ...]:
    """A complete row of `table_of`."""
    standard = {
        "group": "养老服务业务办理",
        "content": "1.补贴名称\n2.补贴标准",
        "basis": "《中华人民共和国老年人权益保障法》",
        "time_limit": "信息形成或变更之日起20个工作日内",
        "owner": "敦化市民政局",
        "url": None,
    } | cells
    group, content, basis, limit, owner, url = standard.values()
    return (number, group, name, content, basis, limit, owner, url)


def corrected(data: bytes, change: Callable[[Worksheet], None]) -> bytes:
    """The workbook after somebody worked on its first sheet in a spreadsheet program."""
    book = load_workbook(BytesIO(data))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    change(sheet)
    return _saved(book)


def exported(region: str = DUNHUA, kind: str = "xlsx") -> bytes:
    scope = services.ExportScope(region_by_code(region))
    return b"".join(services.export_of(scope, kind, at=NOON).chunks)


def state(region: str = DUNHUA) -> list[tuple[Any, ...]]:
    """Everything the region's catalogues say: entries in order with content, state and links."""
    session().expire_all()
    columns = [getattr(EntryVersion, name) for name in CONTENT_FIELDS]
    query = (
        select(Catalog.domain_code, Entry.id, Entry.position, Entry.standard_item_id)
        .add_columns(EntryVersion.disposition, EntryVersion.reason, *columns)
        .join(Entry, Entry.catalog_id == Catalog.id)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(Catalog.region_id == region_by_code(region).id)
        .order_by(Catalog.domain_code, Entry.position)
    )
    links = select(Publication.entry_id, Publication.url).order_by(Publication.id)
    return [
        *(tuple(row) for row in session().execute(query)),
        *(tuple(row) for row in session().execute(links)),
    ]


def catalogs(region: str = DUNHUA) -> list[str]:
    query = select(Catalog.domain_code).where(Catalog.region_id == region_by_code(region).id)
    return sorted(session().scalars(query))


def _saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
