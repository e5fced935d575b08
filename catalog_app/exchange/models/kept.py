"""Files as they were sent in, each content once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from catalog_app.database import Base


class KeptFile(Base):
    """The bytes of an uploaded file under their SHA-256, for as long as old records are kept.

    Whoever refers to it does so by the hash, and finds it gone one day. `size` counts the bytes
    unpacked; `packing` tells whether `data` is packed."""

    __tablename__ = "kept_file"
    __table_args__ = (CheckConstraint("packing IN ('none','zlib')", name="packing_known"),)
    hash: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    packing: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    kept_at: Mapped[datetime] = mapped_column(index=True)
