"""The rules, by id. Pure functions: plain data in, a judgement out; no clock, no network."""

from collections.abc import Iterator

from catalog_app.checks.rules import (
    catalogue,
    channels,
    contents,
    elements_held,
    empty_tables,
    files,
    hidden,
    links,
    mixed,
    owner,
    privacy,
    right_page,
    right_place,
    same_source,
    site,
    subsidy_list,
    times,
    wording_rules,
)
from catalog_app.checks.rules.model import Judgement, LinkRule, LinkSubject, Rule, Verdict

LINK_RULES: tuple[LinkRule, ...] = (
    *links.RULES,
    *site.RULES,
    *right_page.RULES,
    *right_place.RULES,
    *elements_held.RULES,
    *owner.RULES,
    *subsidy_list.RULES,
    *times.RULES,
    *contents.RULES,
    *files.RULES,
    *mixed.RULES,
    *wording_rules.RULES,
    *hidden.RULES,
    *empty_tables.RULES,
    *privacy.RULES,
)
ENTRY_RULES = (*catalogue.ENTRY_RULES, *channels.RULES)
ALL_RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (*LINK_RULES, *ENTRY_RULES, *catalogue.CATALOGUE_RULES, *same_source.RULES)
}


def judge_link(subject: LinkSubject) -> Iterator[tuple[LinkRule, Judgement]]:
    """Every link rule's judgement on one link, in the order of the rules; a rule that the province
    has switched off says nothing."""
    for rule in LINK_RULES:
        if rule.id not in subject.presets.off:
            yield rule, rule.judge(subject)


__all__ = [
    "ALL_RULES",
    "ENTRY_RULES",
    "LINK_RULES",
    "Judgement",
    "LinkRule",
    "LinkSubject",
    "Rule",
    "Verdict",
    "judge_link",
]
