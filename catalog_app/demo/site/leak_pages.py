"""Planted pages and files that show personal data, and lists that only look as if they did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from aiohttp import web

from catalog_app.demo.site.attachments import (
    archive,
    document,
    hidden_sheet,
    locked_pdf,
    pdf,
    scanned_pdf,
)
from catalog_app.demo.site.fault_pages import Handler, good_document, html
from catalog_app.demo.site.invented import invented_card, invented_id_number, invented_mobile
from catalog_app.demo.site.layout import attachment_list, render

Row = tuple[str, ...]
_PEOPLE = ("演示甲", "演示乙", "演示丙")


def _hidden_rows() -> tuple[Row, ...]:
    return (("姓名", "身份证号"), ("演示甲", invented_id_number()))


FILES: dict[str, Callable[[], bytes]] = {
    "leaky.pdf": lambda: pdf(f"Demo {invented_id_number()}"),
    "leaky.docx": lambda: document((("姓名", "银行账号"), ("演示甲", invented_card()))),
    "hidden.xlsx": lambda: hidden_sheet(_hidden_rows()),
    "packed.zip": lambda: archive({"发放表.xlsx": hidden_sheet(_hidden_rows())}),
    "scan.pdf": scanned_pdf,
    "locked.pdf": locked_pdf,
}


def _with_table(*rows: Row) -> Handler:
    """A good page with one more table, its first row the header."""

    def show(request: web.Request) -> web.Response:
        page = good_document(request)
        body = page.body.partition('<div class="attachments">')[0] + _table(rows)
        return html(render(replace(page, body=body)))

    return show


def _with_file(shown: str, name: str) -> Handler:
    """A good page with one file under the name that a reader sees."""

    def show(request: web.Request) -> web.Response:
        page = good_document(request)
        body = page.body.partition('<div class="attachments">')[0]
        body += attachment_list([(shown, f"/files/{name}")])
        return html(render(replace(page, body=body)))

    return show


def _table(rows: Sequence[Row]) -> str:
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _weakly_masked() -> str:
    number = invented_id_number()
    return f"{number[:14]}**{number[16:]}"


LEAK_PAGES: dict[str, Handler] = {
    "leaky_pdf.html": _with_file("发放名单.pdf", "leaky.pdf"),
    "leaky_word.html": _with_file("发放名单.docx", "leaky.docx"),
    "hidden_sheet.html": _with_file("发放名单.xlsx", "hidden.xlsx"),
    "packed.html": _with_file("发放名单.zip", "packed.zip"),
    "scan.html": _with_file("发放名单.pdf", "scan.pdf"),
    "locked.html": _with_file("发放名单.pdf", "locked.pdf"),
    "weak_mask.html": _with_table(("姓名", "身份证号"), ("演示甲", _weakly_masked())),
    "card.html": _with_table(("姓名", "银行卡号"), ("演示甲", invented_card())),
    "mobiles.html": _with_table(
        ("序号", "姓名", "手机号码"),
        *((str(n), name, invented_mobile(n)) for n, name in enumerate(_PEOPLE, start=1)),
    ),
    "addresses.html": _with_table(
        ("姓名", "住址", "金额（元）"), ("演示甲", "敦化市演示镇虚构村三组12号", "600")
    ),
    "illness.html": _with_table(("姓名", "病种", "救助金额（元）"), ("演示甲", "虚构病", "600")),
    "roster.html": _with_table(
        ("姓名", "职务", "值班电话"),
        *((name, "科员", invented_mobile(n)) for n, name in enumerate(_PEOPLE, start=1)),
    ),
    "firms.html": _with_table(
        ("企业名称", "法定代表人", "统一社会信用代码", "地址", "联系电话", "银行账号"),
        *(
            (
                f"演示企业{n}",
                name,
                invented_id_number(),
                "演示路12号",
                invented_mobile(n),
                invented_card(),
            )
            for n, name in enumerate(_PEOPLE, start=1)
        ),
    ),
    "well_masked.html": _with_table(
        ("姓名", "身份证号", "住址", "手机号码"),
        ("演示甲", "22*************017", "敦化市演示镇", "139****0001"),
    ),
}
