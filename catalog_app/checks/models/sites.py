"""The web sites of a place (本地网站), as its office lists them for rule L08."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.database import Base
from catalog_app.regions.models import Region


class LocalSite(Base):
    """One host on which a region publishes, and what it is (县政府门户网站); places below the region
    may publish there too."""

    __tablename__ = "local_site"
    __table_args__ = (
        UniqueConstraint("region_id", "host"),
        CheckConstraint("length(host) > 0", name="has_host"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    host: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    author_name: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    region: Mapped[Region] = relationship()
