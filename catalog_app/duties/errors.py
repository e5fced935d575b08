"""Refusals about trigger days, the table of days and subscriptions."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class TriggerUnknown(DomainError):
    """The item's time limit has no clock that starts in this way."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "trigger-unknown"
    title = "这个事项不从这一天起算"
    detail = "公开时限里没有这样的起算方式，请刷新页面，从列出的几种里选一种。"


class TriggerDayTwice(DomainError):
    """One day starts the same clock of an item once."""

    status = HTTPStatus.CONFLICT
    code = "trigger-day-twice"
    title = "这个起算日期已经登记过"
    detail = "{day} 已经登记为这个事项的起算日期，不用再登记。内容写错的，请先删除再登记。"


class DayOutOfRange(DomainError):
    """Days lie in the years of the calendar; most often the year is a slip."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "day-out-of-range"
    title = "日期超出范围"
    detail = "日期应在 {first} 到 {last} 之间，请核对年份。"


class TooManyFeeds(DomainError):
    """Each subscription is an open address, so a user has only a few."""

    status = HTTPStatus.CONFLICT
    code = "too-many-feeds"
    title = "订阅地址太多"
    detail = "您已有 {count} 个在用的订阅地址，请先停用不再用的。"
