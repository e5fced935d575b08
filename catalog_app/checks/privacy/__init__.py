"""Personal data in texts and tables: found, masked, and told from what an office must publish. Pure."""

from catalog_app.checks.privacy.leaks import Leak, LeakPlace
from catalog_app.checks.privacy.numbers import (
    PersonalDatum,
    identity_numbers,
    mask,
    masked,
    personal_data,
    weak_masks,
)
from catalog_app.checks.privacy.tables import CellDatum, rows_personal_data

__all__ = [
    "CellDatum",
    "Leak",
    "LeakPlace",
    "PersonalDatum",
    "identity_numbers",
    "mask",
    "masked",
    "personal_data",
    "rows_personal_data",
    "weak_masks",
]
