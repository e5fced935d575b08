"""Looking again at once, when a clerk says it is put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from catalog_app.accounts import audit
from catalog_app.accounts.models import User
from catalog_app.checks.errors import NothingToCheck, NothingToRecheck, RecheckTooWide
from catalog_app.checks.models import CheckRun, Finding, PageCheck
from catalog_app.checks.services.catalogue_rules import judge_alone
from catalog_app.checks.services.handling import Handled, chosen, permitted
from catalog_app.checks.services.runs import request_run
from catalog_app.checks.services.sightings import LINK_PREFIX
from catalog_app.database import session, transaction

ENTRIES_MAX = 30
"""So many entries are visited each in a run of its own, which starts at once; of more, their whole
catalogues are."""
CATALOGS_MAX = 30


@dataclass(slots=True)
class Rechecked:
    """The runs planned for pages, the catalogues judged at once, and what was asked for."""

    runs: list[CheckRun] = field(default_factory=list)
    catalogs: set[int] = field(default_factory=set)
    handled: Handled = field(default_factory=Handled)


def recheck(ids: Sequence[int], *, user: User, at: datetime) -> Rechecked:
    """Plan visits to the pages these findings are about, and judge what is about a catalogue itself
    here and now. Whatever the user may not check is left out and told.

    Raises NothingChosen, TooManyAtOnce, RecheckTooWide."""
    by = audit.actor(user)
    asked = chosen(ids, user)
    told = Rechecked(handled=permitted(asked, "recheck", user))
    allowed = {item.id for item in told.handled.done}
    found = [each for each in asked if each.id in allowed]
    linked = [each for each in found if _is_about_a_page(each)]
    told.catalogs = {each.catalog_id for each in found} - {each.catalog_id for each in linked}
    of_entry = {each.entry_id: each.id for each in linked}  # objects expire with each transaction
    scopes = _scopes(linked)
    _refuse_wide(len(told.catalogs))
    for catalog_id in sorted(told.catalogs):
        with transaction() as current:
            judge_alone(current, [catalog_id], at=at)
    for scope in scopes:
        try:
            told.runs.append(request_run(**scope, by=by, at=at))
        except NothingToCheck:
            _give_up(told.handled, of_entry.get(scope.get("entry_id")))
    return told


def _is_about_a_page(found: Finding) -> bool:
    return found.entry_id is not None and found.subject_key.startswith(LINK_PREFIX)


def _scopes(linked: Sequence[Finding]) -> list[dict[str, Any]]:
    """What runs are asked for: the entries one by one, or their catalogues."""
    entries = sorted({each.entry_id for each in linked if each.entry_id})
    if len(entries) <= ENTRIES_MAX:
        return [{"entry_id": number} for number in entries]
    places = sorted({(each.region_id, each.catalog.domain_code) for each in linked})
    _refuse_wide(len(places))
    return [{"region_id": region, "domain_code": domain} for region, domain in places]


def _refuse_wide(catalogs: int) -> None:
    if catalogs > CATALOGS_MAX:
        raise RecheckTooWide(number=catalogs, limit=CATALOGS_MAX)


def _give_up(handled: Handled, finding_id: int | None) -> None:
    """The links of this finding's entry are gone: nothing is left to visit."""
    why = str(NothingToRecheck())
    gone = [item for item in handled.done if item.id == finding_id]
    handled.done = [item for item in handled.done if item not in gone]
    handled.refused += [replace(item, why=why) for item in gone]


@dataclass(frozen=True, slots=True)
class LastLook:
    """The latest run over the finding's entry, how far it is, and what it said of this rule."""

    run: CheckRun
    done: int
    verdict: str | None

    @property
    def going(self) -> bool:
        return self.run.state in {"queued", "running", "paused"}


def last_look(found: Finding) -> LastLook | None:
    """The latest "check now" of the finding's entry, if there ever was one."""
    if found.entry_id is None:
        return None
    run = session().scalar(
        select(CheckRun)
        .where(CheckRun.entry_id == found.entry_id)
        .order_by(CheckRun.id.desc())
        .limit(1)
    )
    if run is None:
        return None
    verdicts = session().scalars(select(PageCheck.verdicts).where(PageCheck.run_id == run.id)).all()
    link = str(found.publication_id)
    told = [of[link].get(found.rule_id) for of in verdicts if link in of]
    return LastLook(run, len(verdicts), told[0] if told else None)
