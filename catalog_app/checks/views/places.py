"""One item in all its places."""

from __future__ import annotations

from itertools import islice

from flask import render_template
from flask.typing import ResponseReturnValue

from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.services import entry, entry_target
from catalog_app.checks.rules.same_source_reading import figures
from catalog_app.checks.services.same_item import places_of
from catalog_app.checks.views.blueprint import bp
from catalog_app.web import requires

FIGURES_SHOWN = 3


@bp.get("/entries/<int:entry_id>/places")
@requires(Permission.VIEW, entry_target)
def entry_places(entry_id: int) -> ResponseReturnValue:
    found = entry(entry_id)
    places = [
        (place, stand, list(islice(figures(place.telling.text), FIGURES_SHOWN)))
        for place, stand in places_of(found)
    ]
    return render_template("checks/places.html", entry=found, places=places)
