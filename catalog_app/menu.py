"""The staff side's main menu: what stands in it, and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from flask_login import current_user

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission


@dataclass(frozen=True, slots=True)
class MenuItem:
    endpoint: str
    label: str
    permission: Permission | None = None
    belongs: str = ""
    """Prefix of the endpoints under which the item is shown as the present one."""


MENU = (
    MenuItem("worklist.home", "待办", belongs="worklist."),
    MenuItem("catalogs.index", "标准目录", Permission.VIEW, "catalogs."),
    MenuItem("exchange.index", "导入导出", Permission.VIEW, "exchange."),
    MenuItem("checks.findings", "链接核查", Permission.VIEW, "checks."),
    MenuItem("duties.month", "公开日历", Permission.VIEW, "duties."),
    MenuItem("reviews.index", "报送与验收", Permission.VIEW, "reviews."),
    MenuItem("lists.index", "权责和服务清单", Permission.VIEW, "lists."),
    MenuItem("bases.index", "公开依据库", Permission.VIEW, "bases."),
    MenuItem("accounts.audit_log", "操作日志", Permission.VIEW_AUDIT, "accounts.audit"),
    MenuItem("accounts.users", "用户", Permission.MANAGE_USERS, "accounts.users"),
)


def menu() -> list[MenuItem]:
    """The items the present user may open."""
    return [
        item
        for item in MENU
        if item.permission is None or policy.may_anywhere(current_user, item.permission)
    ]
