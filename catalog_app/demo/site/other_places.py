"""The same good pages as other places of the demonstration publish them, each under its own name."""

from __future__ import annotations

from dataclasses import dataclass

from catalog_app.demo.site.articles import article_path
from catalog_app.demo.site.layout import SITE_DOMAIN, SITE_ID_CODE


@dataclass(frozen=True, slots=True)
class Place:
    """A place beside the demonstration county: what its site calls itself, its labels."""

    name: str
    government: str
    prefecture: str
    domain: str
    id_code: str


OTHER_PLACES = {
    "220821": Place("镇赉县", "镇赉县人民政府", "白城市", "zhenlai.demo.invalid", "2208219999"),
    "220871": Place(
        "吉林白城经济开发区",
        "吉林白城经济开发区管理委员会",
        "白城市",
        "jingkai.demo.invalid",
        "2208719999",
    ),
}


def place_path(code: str, domain_code: str, number: int) -> str:
    """Where the place's good page of a standard item stands."""
    return f"/places/{code}{article_path(domain_code, number)}"


def as_published_by(code: str, page: str) -> str:
    """A page of the demonstration county as this place would publish it. Raises KeyError for a
    place without a site."""
    place = OTHER_PLACES[code]
    for ours, theirs in (
        (SITE_DOMAIN, place.domain),
        (SITE_ID_CODE, place.id_code),
        ("敦化市人民政府", place.government),
        ("延边州", place.prefecture),
        ("敦化市", place.name),
        ('href="/zwgk/', f'href="/places/{code}/zwgk/'),
        ('href="/"', f'href="/places/{code}/zwgk/index.html"'),
    ):
        page = page.replace(ours, theirs)
    return page
