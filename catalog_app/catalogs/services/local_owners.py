"""Who answers for the items of a village or township, where only one body can be meant."""

from __future__ import annotations

from catalog_app.regions.models import Region, RegionLevel

COMMITTEES = {"village": "村民委员会", "community": "居民委员会"}
OFFICES = {"town": "人民政府", "township": "人民政府", "subdistrict": "办事处"}


def usual_owner(region: Region) -> str | None:
    """The full name of the village's committee or of the township's government; None for counties,
    whose bureaus share the work, and for regions of no usual kind (forest farms, parks)."""
    if "（" in region.name:  # the list of divisions explains: this is no body's name
        return None
    if region.level == RegionLevel.VILLAGE and region.kind in COMMITTEES:
        return _place(region.name) + COMMITTEES[region.kind]
    if region.level == RegionLevel.TOWNSHIP and region.kind in OFFICES:
        return region.name + OFFICES[region.kind]
    return None


def _place(name: str) -> str:
    """吉祥村 of 吉祥村委会 or 吉祥村村民委员会, as the divisions are listed."""
    for suffix in (*COMMITTEES.values(), "居委会", "委会"):
        name = name.removesuffix(suffix)
    return name
