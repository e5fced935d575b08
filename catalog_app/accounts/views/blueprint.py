"""The area's blueprint, and who the present visitor is."""

from flask import Blueprint
from flask_login import current_user

from catalog_app.accounts import audit, services
from catalog_app.accounts.audit import Actor
from catalog_app.extensions import login

bp = Blueprint("accounts", __name__)
login.user_loader(services.user_of_session)


def myself() -> Actor:
    """The logged-in user as the one who acts."""
    return audit.actor(current_user)
