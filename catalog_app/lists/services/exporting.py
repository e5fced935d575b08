"""A list as a workbook, with how each item stands in the catalogues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog_app.database import session
from catalog_app.lists.models import ItemList, ListItem
from catalog_app.lists.services.standing import Placed, placed
from catalog_app.lists.wording import COVERAGE, HOW_NAMES, KIND_NAMES

COLUMNS: Mapping[str, tuple[int, Callable[[Placed], str]]] = {
    "编码": (22, lambda each: each.item.code),
    "事项名称": (44, lambda each: each.item.name),
    "事项类型": (14, lambda each: each.item.category or ""),
    "实施主体": (26, lambda each: each.item.owner or ""),
    "实施依据": (44, lambda each: "\n".join(each.item.basis)),
    "网址": (34, lambda each: each.item.url or ""),
    "领域": (16, lambda each: each.item.domain.name if each.item.domain else ""),
    "领域怎么认出的": (24, lambda each: HOW_NAMES[each.item.domain_how]),
    "目录": (16, lambda each: COVERAGE[each.coverage]),
    "目录中最接近的事项": (34, lambda each: each.cover.nearest or ""),
}


def list_workbook(found: ItemList) -> bytes:
    """The version's items, one a row; texts are written as texts, so no spreadsheet calculates
    them. The columns it had in the file are read back by an import."""
    query = select(ListItem).where(ListItem.list_id == found.id)
    items = (
        session()
        .scalars(query.options(joinedload(ListItem.domain)).order_by(ListItem.position))
        .all()
    )
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet(KIND_NAMES[found.kind])
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    for column, (name, (width, _)) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, bold)
    for row, each in enumerate(placed(found.region_id, items), start=1):
        for column, (_, text) in enumerate(COLUMNS.values()):
            sheet.write_string(row, column, text(each), wrapped)
    sheet.freeze_panes(1, 0)
    book.close()
    return target.getvalue()
