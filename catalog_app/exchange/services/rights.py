"""Who may import where. A command of the administrator (an actor without a user) may everywhere."""

from __future__ import annotations

from sqlalchemy import or_
from sqlalchemy.sql import ColumnElement

from catalog_app.accounts import policy
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.models import User
from catalog_app.accounts.policy import PERMISSION_NAMES, Permission
from catalog_app.database import session
from catalog_app.errors import PermissionRefused
from catalog_app.exchange.models import ImportBatch
from catalog_app.regions.models import Region


def may_import(by: Actor, region: Region, domain_code: str | None) -> bool:
    """May the actor import into the region's catalogue of this domain?"""
    if by.id is None:
        return True
    user = session().get(User, by.id)
    return policy.may(user, Permission.IMPORT, region, domain_code)


def require_import(by: Actor, region: Region) -> None:
    """Raises PermissionRefused unless the actor may import some domain of the region."""
    if by.id is not None and not may_import_some(session().get(User, by.id), region):
        raise PermissionRefused(action=PERMISSION_NAMES[Permission.IMPORT])


def require_batch(by: Actor, batch: ImportBatch) -> None:
    """Raises PermissionRefused unless the batch is the actor's own or they may import every domain
    of its region: whoever keeps two domains has no hand in what others import."""
    require_import(by, batch.region)
    if by.id != batch.author_id and not may_import(by, batch.region, None):
        raise PermissionRefused(action=PERMISSION_NAMES[Permission.IMPORT])


def may_import_some(user: User | None, region: Region) -> bool:
    """May the user import at least one domain of the region?"""
    return policy.may(user, Permission.IMPORT, region, granted_domain(user, region))


def granted_domain(user: User | None, region: Region) -> str | None:
    """The code of one domain the user may import here; None where they may import all, or none."""
    codes = [grant.domain_code for grant in user.grants] if user else []
    return next(
        (code for code in (None, *codes) if policy.may(user, Permission.IMPORT, region, code)), None
    )


def visible_batches(user: User) -> ColumnElement[bool]:
    """The user's own batches, and those of regions they may import every domain of."""
    return or_(ImportBatch.author_id == user.id, policy.condition(user, Permission.IMPORT))
