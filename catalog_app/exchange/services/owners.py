"""Whose name an owner (公开主体) is: a unit's own, or a guide's general one for any county's.

A guide says 县级民政部门; the office has put 敦化市民政局 there, and a file filled in from the guide
must not take that away again.
"""

from __future__ import annotations

import re
from functools import lru_cache

from imports.wording import squeeze

_COMMON = re.compile(
    r"乡镇|城镇|城乡|城市|街道|社区|市区|地区|辖区|区域|农村|行政村|市场|市政"
    r"|[省市县区乡镇村](?:级|[(（、/][省市县区旗乡镇村、/]+[)）]?)"
)
"""Words that hold 市, 县, 乡 … and name no place: 县(市、区), 市场, 城乡."""
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,}(?:省|市|县|区|州|盟|旗|镇|乡|村)")
_ANY_COUNTYS = re.compile(
    r"(?:部门|机构|机关|单位|政府|办事处|村民委员会|居民委员会|村委会|居委会|乡镇|街道|社区|村)[)）]?$"
)
_UNIT = re.compile(
    r"(?:局|委|办|厅|处|科|股|室|所|站|院|馆|校|园|队|会|中心|政府|学校|医院|公司|集团)[)）]?$"
)


def is_general(owner: str, guide_owner: str | None) -> bool:
    """Whether it is the guide's own text for the item, or names a kind of office at no place."""
    text = squeeze(owner)
    if guide_owner is not None and text == squeeze(guide_owner):
        return True
    return _ANY_COUNTYS.search(text) is not None and not holds_place(text)


def names_unit(owner: str, guide_owner: str | None) -> bool:
    """Whether it is one organization's own name."""
    return _UNIT.search(squeeze(owner)) is not None and not is_general(owner, guide_owner)


def would_lose_unit(before: str | None, after: str | None, guide_owner: str | None) -> bool:
    """Whether the kept owner is a unit and the file has but a general name in its place."""
    if not before or not after:
        return False
    return names_unit(before, guide_owner) and is_general(after, guide_owner)


@lru_cache(maxsize=1_000)
def holds_place(text: str) -> bool:
    """Whether a place is named: 敦化市民政局, but neither 县级民政部门 nor 市场监督管理部门."""
    return _PLACE.search(_COMMON.sub("·", text)) is not None
