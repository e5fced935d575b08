"""The projection the public reads: kept by acceptances and checks, asked by screens and the API."""

from catalog_app.search.services.counting import counts_by_domain, counts_by_publisher
from catalog_app.search.services.finding import (
    SearchRequest,
    SearchResult,
    Slice,
    find,
    following,
    superiors,
)
from catalog_app.search.services.links import (
    refresh_links,
    set_link_states,
    take_link_states_from,
)
from catalog_app.search.services.projection import project_edition, rebuild
from catalog_app.search.services.reading import document, omitted_items

__all__ = [
    "SearchRequest",
    "SearchResult",
    "Slice",
    "counts_by_domain",
    "counts_by_publisher",
    "document",
    "find",
    "following",
    "omitted_items",
    "project_edition",
    "rebuild",
    "refresh_links",
    "set_link_states",
    "superiors",
    "take_link_states_from",
]
