"""What an office must do today, gathered from the areas that know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from catalog_app.accounts import policy
from catalog_app.accounts.models import User
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Catalog
from catalog_app.checks import services as checks
from catalog_app.checks.models import Finding
from catalog_app.checks.services import FindingFilter
from catalog_app.checks.services.proposals_reading import proposal_count
from catalog_app.duties import services as duties
from catalog_app.exchange import services as exchange
from catalog_app.exchange.services import WaitingIntake
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region
from catalog_app.reviews import services as reviews
from catalog_app.reviews.models import Comment, Submission
from catalog_app.worklist.progress import DomainProgress, RecentChange, progress, recent_changes

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Today:
    """The worklist of one user. Counts are totals; the lists hold the first few of each.

    `keeps`, `accepts`, `submits`: whether the user does so anywhere; what does not concern the user
    stays empty. `findings` counts open findings by state; `unimported` the
    user's files that were read and not decided; `intakes` are those of many files."""

    home: Region | None
    keeps: bool
    accepts: bool
    submits: bool
    returned_count: int
    returned: Sequence[Submission]
    comment_count: int
    comments: Sequence[Comment]
    waiting_count: int
    waiting: Sequence[Submission]
    findings: dict[str, int]
    proposals: int
    duties: dict[str, int]
    confirmed: Sequence[Finding]
    unreported_count: int
    unreported: Sequence[Catalog]
    not_started: Sequence[Domain]
    unimported: int
    intakes: Sequence[WaitingIntake]
    recent: Sequence[RecentChange]
    progress: Sequence[DomainProgress]

    @property
    def confirmed_count(self) -> int:
        return self.findings.get("confirmed", 0)

    @property
    def is_clear(self) -> bool:
        """Nothing waits for this user."""
        waits = (self.returned_count, self.comment_count, self.waiting_count, self.confirmed_count)
        rest = self.unreported_count, self.not_started, self.unimported, self.intakes
        return not any(waits) and not any(rest)


def today(user: User, *, on: date) -> Today:
    """What waits for the user, in a fixed number of statements."""
    home = policy.home_region(user)
    keeps = policy.may_anywhere(user, Permission.EDIT)
    accepts = policy.may_anywhere(user, Permission.ACCEPT)
    submits = policy.may_anywhere(user, Permission.SUBMIT)
    imports = policy.may_anywhere(user, Permission.IMPORT)
    returned_count, returned = reviews.returned_to(user, SHOWN) if keeps else (0, [])
    comment_count, comments = reviews.open_comments(user, SHOWN) if keeps else (0, [])
    waiting_count, waiting = reviews.waiting_for(user, SHOWN) if accepts else (0, [])
    unreported_count, unreported = reviews.unreported(user, SHOWN) if submits else (0, [])
    return Today(
        home=home,
        keeps=keeps,
        accepts=accepts,
        submits=submits,
        returned_count=returned_count,
        returned=returned,
        comment_count=comment_count,
        comments=comments,
        waiting_count=waiting_count,
        waiting=waiting,
        findings=checks.open_counts(user),
        proposals=proposal_count(user) if keeps else 0,
        duties=duties.counts(user, duties.DutyFilter(), duties.present(on)[0]),
        confirmed=checks.worklist(user, FindingFilter(states=("confirmed",))).rows[:SHOWN],
        unreported_count=unreported_count,
        unreported=unreported,
        not_started=_not_started(user, home) if keeps else [],
        unimported=exchange.waiting_files(user) if imports else 0,
        intakes=exchange.waiting_intakes(user) if imports else [],
        recent=recent_changes(user),
        progress=progress(user),
    )


def _not_started(user: User, home: Region | None) -> list[Domain]:
    """Domains the user's own region has no catalogue for, as far as the user may start one and the
    guide has items of the region's level."""
    if home is None:
        return []
    concerned = catalogs.standard_item_counts(home)
    return [
        row.domain
        for row in catalogs.region_catalogs(home, user)
        if row.catalog is None
        and row.domain.code in concerned
        and policy.may(user, Permission.EDIT, home, row.domain.code)
    ]
