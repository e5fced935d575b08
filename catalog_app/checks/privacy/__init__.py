"""Personal data in texts and tables: found, masked, and told from what an office must publish. Pure."""

from catalog_app.checks.privacy.numbers import (
    PersonalDatum,
    identity_numbers,
    mask,
    masked,
    personal_data,
)

__all__ = ["PersonalDatum", "identity_numbers", "mask", "masked", "personal_data"]
