"""The sites on which a place publishes: listed by its office, believed by rule L08."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import select

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.checks.errors import SiteKnown, SiteUnknown
from catalog_app.checks.models import LocalSite
from catalog_app.database import session, transaction
from catalog_app.regions.models import Region

HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
HOST_MAX = 253
NAME_MAX = 60


def host_in(text: str) -> str | None:
    """The host of an address, or of a host as it is typed; None where the text holds none."""
    typed = text.strip().lower()
    try:
        host = urlsplit(typed if "//" in typed else f"//{typed}").hostname or ""
    except ValueError:
        return None
    return host if len(host) <= HOST_MAX and HOST.fullmatch(host) else None


def sites_of(region: Region) -> Sequence[LocalSite]:
    """The sites the region has listed, by host."""
    query = select(LocalSite).where(LocalSite.region_id == region.id)
    return session().scalars(query.order_by(LocalSite.host)).all()


def sites_above(region: Region) -> Sequence[LocalSite]:
    """The sites its superiors have listed, the province's first; they hold for the region too."""
    above = [step for step in region.chain if step != region.id]
    query = select(LocalSite).join(Region).where(LocalSite.region_id.in_(above))
    return session().scalars(query.order_by(Region.code, LocalSite.host)).all()


def add_site(region: Region, host: str, name: str, *, by: Actor, at: datetime) -> LocalSite:
    """List a host as a site of the region. Raises SiteKnown when it is listed already."""
    with transaction() as current:
        same = select(LocalSite).where(LocalSite.region_id == region.id, LocalSite.host == host)
        if current.scalar(same) is not None:
            raise SiteKnown(host=host, region=region.name)
        site = LocalSite(
            region_id=region.id, host=host, name=name, author_id=by.id, author_name=by.name, at=at
        )
        current.add(site)
        current.flush()
        audit.record(
            current,
            "site.added",
            site,
            by=by,
            at=at,
            region_id=region.id,
            summary=f"登记{region.name}的网站 {host}",
            after={"host": host, "name": name},
        )
    return site


def remove_site(region: Region, site_id: int, *, by: Actor, at: datetime) -> None:
    """Take a site off the region's list. Raises SiteUnknown."""
    with transaction() as current:
        site = current.get(LocalSite, site_id)
        if site is None or site.region_id != region.id:
            raise SiteUnknown()
        audit.record(
            current,
            "site.removed",
            site,
            by=by,
            at=at,
            region_id=region.id,
            summary=f"删除{region.name}的网站 {site.host}",
            before={"host": site.host, "name": site.name},
        )
        current.delete(site)
