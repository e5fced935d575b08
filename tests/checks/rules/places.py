"""敦化市, as the rules know it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from catalog_app.checks.rules.facts import Place
from catalog_app.checks.rules.model import LinkSubject

DUNHUA = Place(
    level="county",
    names=("敦化市", "敦化"),
    above=("吉林省", "吉林", "延边朝鲜族自治州", "延边州", "延边"),
    townships=("江南镇", "官地镇", "大石头镇"),
    site_codes=("220000", "222400", "222403"),
    owners=("敦化市民政局",),
    domain="养老服务",
)


def at(subject: LinkSubject, place: Place = DUNHUA, **facts: Any) -> LinkSubject:
    """The subject as a link of 敦化市 (养老服务); `facts` replace those of the subject, `entry` those
    of its entry."""
    elements = facts.pop("entry", {})
    entry = replace(subject.entry, **elements)
    return replace(subject, place=place, entry=entry, **facts)
