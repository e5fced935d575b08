"""The blueprint, and what all of its screens share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app
from flask_login import current_user
from wtforms import StringField

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.addresses import AddressGuard
from catalog_app.catalogs import services, wording
from catalog_app.catalogs.forms import KINDS
from catalog_app.catalogs.services.editing import DISPOSITION_NAMES
from catalog_app.errors import DomainError
from catalog_app.regions.models import Region

bp = Blueprint("catalogs", __name__, url_prefix="/staff/catalogs")

ORIGIN_NAMES = {
    "guide": "从标准指引带入",
    "edit": "编辑",
    "import": "导入",
    "restore": "恢复旧版",
    "undo": "撤销导入",
    "demo": "演示数据",
}


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "wording": wording,
        "field_names": services.FIELD_NAMES,
        "disposition_names": DISPOSITION_NAMES,
        "origin_names": ORIGIN_NAMES,
        "kind_names": {kind.value: kind.label.partition("（")[0] for kind in KINDS},
    }


def me() -> Actor:
    return audit.actor(current_user)


def guard() -> AddressGuard:
    """Which private networks links may point to here (a setting of the installation)."""
    return AddressGuard(current_app.config["ALLOWED_NETWORKS"])


def show_refusal(control: StringField, refusal: DomainError) -> None:
    """Why the address was refused, in its field; where only http:// was left out, it is put in."""
    address = services.with_scheme(control.data or "", guard())
    if address is None:
        control.errors = [str(refusal)]
    else:
        control.data = address
        control.errors = [f"网址缺少开头的 http:// ，已替您改成 {address} ，请核对后再保存"]


def of_catalog(catalog_id: int, **_: Any) -> tuple[Region, str]:
    """The target of routes that name a catalogue."""
    return services.catalog_target(catalog_id)


def of_entry(entry_id: int, **_: Any) -> tuple[Region, str]:
    """The target of routes that name an entry."""
    return services.entry_target(entry_id)
