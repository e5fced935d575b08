"""Tables pasted into the screen become batches, like files."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from catalog_app.accounts.audit import Actor
from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard
from catalog_app.exchange.models import ImportBatch
from catalog_app.exchange.services.batches import keep_reading
from catalog_app.exchange.services.rights import require_import
from catalog_app.regions import services as regions
from imports.pasted import read_pasted


def read_paste(
    region_id: int,
    text: str,
    *,
    by: Actor,
    at: datetime,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> ImportBatch:
    """Read a pasted table and keep its reading; the catalogues are not touched.

    Needs no child: plain text of limited length is cut into cells and no more.
    Raises FileRefused with the reader's own message, PermissionRefused, UnknownRegion.
    """
    require_import(by, regions.region(region_id))
    original = text.encode("utf-8", "replace")
    return keep_reading(
        region_id,
        read_pasted(text),
        sha256(original).hexdigest(),
        by=by,
        at=at,
        guard=guard,
        original=original,
    )
