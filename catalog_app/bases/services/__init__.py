"""What the office does with the register of legal bases; other areas use the names listed here."""

from catalog_app.bases.services.citing_entries import citing_counties, citing_entries
from catalog_app.bases.services.keeping import (
    BasisDraft,
    add_basis,
    change_basis,
    confirm_basis,
    words,
)
from catalog_app.bases.services.reading import (
    BasisFilter,
    all_bases,
    bases_page,
    basis,
    register,
)
from catalog_app.bases.services.seeding import load_bases
from catalog_app.bases.services.sheet import Taken, bases_csv, take_in_bases

__all__ = [
    "BasisDraft",
    "BasisFilter",
    "Taken",
    "add_basis",
    "all_bases",
    "bases_csv",
    "bases_page",
    "basis",
    "change_basis",
    "citing_counties",
    "citing_entries",
    "confirm_basis",
    "load_bases",
    "register",
    "take_in_bases",
    "words",
]
