"""A small county web site with invented pages, for the demonstration and the tests."""

from catalog_app.demo.site.articles import article_path, column_path
from catalog_app.demo.site.faults import FAULTS, Fault
from catalog_app.demo.site.running import RunningSite
from catalog_app.demo.site.server import create_site, run_site
from catalog_app.demo.site.visits import Seen, most_at_once

__all__ = [
    "FAULTS",
    "Fault",
    "RunningSite",
    "Seen",
    "article_path",
    "column_path",
    "create_site",
    "most_at_once",
    "run_site",
]
