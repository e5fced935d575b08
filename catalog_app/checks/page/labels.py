"""The national labels of a government page (政府网站发展指引, 国办发〔2017〕47号), as written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborNode

from catalog_app.checks.page.dates import label_date

SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels a page carries; None where it carries none or leaves it empty."""

    site_name: str | None = None
    site_domain: str | None = None
    site_id_code: str | None = None
    column_name: str | None = None
    column_type: str | None = None
    article_title: str | None = None
    content_source: str | None = None
    published: date | None = None
    described: str = ""
    """What the page tells search engines of itself: its keywords and description."""

    def names_document(self, column: str | None) -> bool:
        """Whether the page says that it is one document; templates repeat the column's name."""
        return self.article_title not in (None, self.column_name, column)


def read_labels(metas: Sequence[LexborNode]) -> Labels:
    """Collect the labels; their names are matched in any case, the first filled one counts."""
    found: dict[str, str] = {}
    for meta in metas:
        attributes = meta.attributes
        name, content = attributes.get("name"), attributes.get("content")
        if name and content and (content := SPACE.sub(" ", content).strip()):
            found.setdefault(name.strip().lower(), content)
    return Labels(
        site_name=found.get("sitename"),
        site_domain=found.get("sitedomain"),
        site_id_code=found.get("siteidcode"),
        column_name=found.get("columnname"),
        column_type=found.get("columntype"),
        article_title=found.get("articletitle"),
        content_source=found.get("contentsource"),
        published=label_date(found.get("pubdate", "")),
        described=" ".join(found.get(name, "") for name in ("keywords", "description")).strip(),
    )
