"""Subscriptions to the calendar of one organization, by an address nobody can guess."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog_app.accounts import audit, policy
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.models import User
from catalog_app.accounts.policy import Permission
from catalog_app.checks.services.histories import workday_calendar
from catalog_app.database import session, transaction
from catalog_app.duties.errors import TooManyFeeds
from catalog_app.duties.models import Duty, DutyFeed
from catalog_app.duties.services.listing import DutyFilter, duties_rows, now_of
from catalog_app.errors import NotFound
from catalog_app.regions.services import region
from domains.workdays import WorkdayCalendar

TOKEN_BYTES = 24
FEEDS_MAX = 20
PAST = timedelta(days=60)
AHEAD = timedelta(days=400)
EVENTS_MAX = 1000


@dataclass(frozen=True, slots=True)
class FeedContent:
    """What a subscription shows: whose calendar it is, its duties, and the days that count."""

    title: str
    duties: Sequence[Duty]
    calendar: WorkdayCalendar


def feeds_of(user: User) -> Sequence[DutyFeed]:
    """The user's subscriptions that are in use, newest first."""
    query = (
        select(DutyFeed)
        .where(DutyFeed.user_id == user.id, DutyFeed.revoked_at.is_(None))
        .options(joinedload(DutyFeed.region))
        .order_by(DutyFeed.id.desc())
    )
    return session().scalars(query).all()


def make_feed(user: User, region_id: int, owner: str, *, by: Actor, at: datetime) -> str:
    """A new subscription; gives the token, which is told this once and kept only as a hash.

    The user sees through it what the user may see, as long as the account is in use.
    Raises UnknownRegion, PermissionRefused, TooManyFeeds."""
    with transaction() as current:
        place = region(region_id)
        _require_view(user, region_id)
        if (count := len(feeds_of(user))) >= FEEDS_MAX:
            raise TooManyFeeds(count=count)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        feed = DutyFeed(
            user_id=user.id,
            region_id=place.id,
            owner=owner,
            token_hash=_hash(token),
            created_at=at,
        )
        current.add(feed)
        current.flush()
        summary = f"建立公开日历订阅：{place.name}{owner}"
        audit.record(
            current, "duty_feed.made", feed, by=by, at=at, region_id=place.id, summary=summary
        )
    return token


def revoke_feed(user: User, feed_id: int, *, by: Actor, at: datetime) -> None:
    """The address stops answering at once. Only the user's own. Raises NotFound."""
    with transaction() as current:
        feed = current.get(DutyFeed, feed_id)
        if feed is None or feed.user_id != user.id or feed.revoked_at is not None:
            raise NotFound(what="订阅")
        feed.revoked_at = at
        summary = f"停用公开日历订阅：{feed.region.name}{feed.owner}"
        audit.record(
            current,
            "duty_feed.revoked",
            feed,
            by=by,
            at=at,
            region_id=feed.region_id,
            summary=summary,
        )


def feed_content(token: str, *, today: date) -> FeedContent:
    """What the address shows today. Raises NotFound for a token that is none, was revoked, or whose
    user left or may no longer see the region."""
    feed = session().scalar(
        select(DutyFeed)
        .where(DutyFeed.token_hash == _hash(token), DutyFeed.revoked_at.is_(None))
        .options(joinedload(DutyFeed.user), joinedload(DutyFeed.region))
    )
    if feed is None or not feed.user.active:
        raise NotFound(what="日历")
    calendar = workday_calendar(session())
    wanted = DutyFilter(
        region_id=feed.region_id, owner=feed.owner or None, first=today - PAST, last=today + AHEAD
    )
    rows = duties_rows(feed.user, wanted, now_of(today, calendar))
    duties = [duty for _, duty in zip(range(EVENTS_MAX), rows, strict=False)]
    title = f"公开日历 {feed.region.name}{' ' + feed.owner if feed.owner else ''}"
    return FeedContent(title, duties, calendar)


def _require_view(user: User, region_id: int) -> None:
    """Some domain of the region must be the user's to see; the rows are narrowed to those."""
    place = region(region_id)
    own = {grant.domain_code for grant in user.grants}
    if not any(policy.may(user, Permission.VIEW, place, code) for code in own):
        policy.require(user, Permission.VIEW, place)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
