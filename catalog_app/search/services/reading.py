"""Single documents, and what catalogues leave out."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from catalog_app.database import session
from catalog_app.errors import NotFound
from catalog_app.search.models import OmittedItem, SearchDocument


def document(entry_id: int) -> SearchDocument:
    """The published entry of this id. Raises NotFound."""
    found = session().get(SearchDocument, entry_id) if 0 < entry_id < 1 << 31 else None
    if found is None:
        raise NotFound(what="公开事项")
    return found


def omitted_items(region_ids: Sequence[int], domain_code: str) -> Sequence[OmittedItem]:
    """The domain's items these regions declared not applicable, with their reasons."""
    query = select(OmittedItem).where(
        OmittedItem.region_id.in_(region_ids), OmittedItem.domain_code == domain_code
    )
    return session().scalars(query.order_by(OmittedItem.position, OmittedItem.id)).all()
