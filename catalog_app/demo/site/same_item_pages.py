"""The same item published in several places: once rightly copied, once with another amount."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aiohttp import web

from catalog_app.demo.site.fault_pages import Handler, good_document, html
from catalog_app.demo.site.layout import render

_PAID = "<p>{year}年第三季度全市共发放补贴资金 {amount} 元，惠及 {people} 人。</p>"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pages of one item, and what `rule` must say of them."""

    one: str
    other: str
    what: str
    rule: str
    verdict: str


PAIRS: tuple[Pair, ...] = (
    Pair("/faults/same_portal.html", "/faults/same_bureau.html", "金额不同。", "C08", "not_met"),
    Pair("/faults/same_portal.html", "/faults/same_copy.html", "两处一样。", "C08", "met"),
    Pair("/faults/same_portal.html", "/faults/same_quarter.html", "不是一个季度。", "C08", "met"),
)


def _paying(amount: str, people: int, title: str = "{year}年第三季度{name}发放情况") -> Handler:
    def page(request: web.Request) -> web.Response:
        document = good_document(request)
        year = document.published.year if document.published else 2026
        paid = _PAID.format(year=year, amount=amount, people=people)
        name = title.format(year=year, name=document.title)
        return html(render(replace(document, title=name, body=paid + document.body)))

    return page


SAME_ITEM: dict[str, Handler] = {
    "same_portal.html": _paying("76,800", 128),
    "same_copy.html": _paying("76800", 128),
    "same_bureau.html": _paying("67,800", 128),
    "same_quarter.html": _paying("55,200", 92, "{year}年第二季度{name}发放情况"),
}
