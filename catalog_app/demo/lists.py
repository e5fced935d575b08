"""Small invented lists of the demonstration county: one item is missing in its catalogue, one matter
bears another name on the service platform, one version has followed another."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import timedelta
from io import StringIO

from catalog_app.demo.counties import Office
from catalog_app.demo.people import DUNHUA
from catalog_app.demo.site.articles import article_path
from catalog_app.lists import services
from catalog_app.regions.services import region_by_code

Rows = Sequence[Sequence[str]]
CIVIL, CULTURE = "敦化市民政局", "敦化市文化广播电视和旅游局"
LABOUR, POLICE = "敦化市人力资源和社会保障局", "敦化市公安局"
HEADER = ("编码", "事项名称", "事项类型", "实施主体", "网址")
RECORD = ("YS-001", "养老机构备案", "其他行政权力", CIVIL, "")
NET = ("YS-002", "互联网上网服务营业场所经营许可", "行政许可", CULTURE, "")
SHOWS = ("YS-003", "营业性演出审批", "行政许可", CULTURE, "")
TROUPES = ("YS-004", "文艺表演团体设立审批", "行政许可", CULTURE, "")
TRADES = ("YS-005", "特种行业许可", "行政许可", POLICE, "")
INSPECTION = ("YS-006", "对从业者遵守养老服务标准情况的随机抽查", "行政检查", CIVIL, "")
RENAMED = ("YS-004", "文艺表演团体设立和变更审批", "行政许可", CULTURE, "")

POWERS_BEFORE: Rows = (RECORD, NET, SHOWS, TROUPES, TRADES)
POWERS: Rows = (RECORD, NET, RENAMED, TRADES, INSPECTION)
SERVICES: Rows = (
    ("YS-101", "失业登记", "公共就业服务", LABOUR, ""),
    ("YS-102", "就业登记", "公共就业服务", LABOUR, ""),
    ("YS-103", "职业介绍", "公共就业服务", LABOUR, ""),
    ("YS-104", "借阅证办理", "公共文化服务", "敦化市图书馆", ""),
)


def import_lists(office: Office) -> None:
    """What the county's office imported, after its catalogues stood."""
    matters: Rows = (
        ("YS-201", "老年人补贴", "行政给付", CIVIL, _page(office, 6)),
        ("YS-202", "养老机构设立备案", "其他行政权力", CIVIL, _page(office, 4) + "?guide"),
    )
    for kind, rows in (
        ("power", POWERS_BEFORE),
        ("power", POWERS),
        ("service", SERVICES),
        ("matter", matters),
    ):
        _import(office, kind, rows)


def _page(office: Office, item: int) -> str:
    return office.site + article_path("elderly_care", item)


def _import(office: Office, kind: str, rows: Rows) -> None:
    by, at = office.by("dunhua"), office.at + timedelta(days=1)
    region_id = region_by_code(DUNHUA).id
    name = f"演示清单{len(rows)}项.csv"
    read = services.read_upload(region_id, kind, name, _file(rows), by=by, at=at)
    services.apply_list(read.id, by=by, at=at)


def _file(rows: Rows) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows([HEADER, *rows])
    return text.getvalue().encode()
