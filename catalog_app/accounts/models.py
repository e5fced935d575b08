"""Users (用户), grants (授权), log-in attempts and audit events (操作日志)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.database import Base
from catalog_app.regions.models import Region


class Role(StrEnum):
    COUNTY_EDITOR = "county_editor"
    COUNTY_OFFICE = "county_office"
    TOWNSHIP_EDITOR = "township_editor"
    VILLAGE_CLERK = "village_clerk"
    PREFECTURE_REVIEWER = "prefecture_reviewer"
    PROVINCIAL_DEPARTMENT = "provincial_department"
    PROVINCIAL_OFFICE = "provincial_office"


ROLE_NAMES = {
    Role.COUNTY_EDITOR: "县级部门编辑",
    Role.COUNTY_OFFICE: "县政务公开办公室",
    Role.TOWNSHIP_EDITOR: "乡镇（街道）编辑",
    Role.VILLAGE_CLERK: "村（社区）文书",
    Role.PREFECTURE_REVIEWER: "市（州）复核员",
    Role.PROVINCIAL_DEPARTMENT: "省级部门",
    Role.PROVINCIAL_OFFICE: "省政务公开办公室",
}


class User(Base):
    """A person of an office. `session_epoch` grows to end every session at once."""

    __tablename__ = "app_user"
    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    password_hash: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    last_login_at: Mapped[datetime | None]

    grants: Mapped[list[Grant]] = relationship(
        back_populates="user", cascade="all, delete-orphan", lazy="selectin"
    )

    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        return f"{self.id}:{self.session_epoch}"


class Grant(Base):
    """A role over a region's subtree, for one domain or (`domain_code` empty) for all."""

    __tablename__ = "user_grant"
    __table_args__ = (
        UniqueConstraint("user_id", "role", "region_id", "domain_code"),
        CheckConstraint(
            "role IN (" + ",".join(f"'{role.value}'" for role in Role) + ")", name="role_known"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    domain_code: Mapped[str | None] = mapped_column(ForeignKey("domain.code"))

    user: Mapped[User] = relationship(back_populates="grants")
    region: Mapped[Region] = relationship(lazy="joined", innerjoin=True)


class LoginAttempt(Base):
    """A failed log-in, kept to slow down guessing by name and by address."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index("ix_login_attempt_key_at", "key", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    at: Mapped[datetime]


class AuditEvent(Base):
    """Who did what to what, before and after. Rows are never changed (triggers guard it)."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_subject", "subject_type", "subject_id"),
        Index("ix_audit_event_region_at", "region_id", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    actor_name: Mapped[str] = mapped_column(default="")
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[int | None]
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    summary: Mapped[str] = mapped_column(default="")
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
