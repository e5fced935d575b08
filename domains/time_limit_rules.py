"""The rules of the time-limit grammar: what one clause of a phrase says.

Each rule yields the parts it finds in a clause (plain text, see `time_limit_text`); the first rule
that finds any decides. A number wins over 及时, so the counted rule stands before the prompt one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domains.time_limit_part import LimitPart

_NUMBER = re.compile(
    r"(?<![0-9月年第])([0-9]{1,3})个?"
    r"(工作日|自然日|日历日|个月|日(?!期)|天|小时|周|星期|年(?=内|以内))"
)
_UNITS = {
    "工作日": "workday",
    **dict.fromkeys(("日", "天", "自然日", "日历日"), "day"),
    "小时": "hour",
    **dict.fromkeys(("周", "星期"), "week"),
    "个月": "month",
    "年": "year",
}
_PERIODS = {
    **dict.fromkeys(("日", "天"), "day"),
    "周": "week",
    "月": "month",
    **dict.fromkeys(("季", "季度"), "quarter"),
    "半年": "half_year",
    **dict.fromkeys(("年", "年度"), "year"),
}
_TIMES_A_YEAR = {1: "year", 2: "half_year", 4: "quarter", 12: "month"}

# What starts the clock, in the order in which the words decide.
_TRIGGERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("issued", re.compile(r"下发|下达|印发")),
    ("request_received", re.compile(r"(?:收到|受理|接到|提出).*申请|申请之日")),
    ("document_date", re.compile(r"成文")),
    ("made_or_obtained", re.compile(r"(?:制定|制作).*获取|获取.*(?:制定|制作)")),
    ("decided", re.compile(r"作出|决定")),
    ("approved", re.compile(r"批准|批复|审批|核准|审议通过")),
    ("formed_or_changed", re.compile(r"(?:形成|产生|生成).*变更|变更.*(?:形成|产生|生成)")),
    ("formed", re.compile(r"形成|产生|生成|制定|制作")),
    ("obtained", re.compile(r"获取|获得")),
    ("confirmed", re.compile(r"确定|认定|评定")),
    ("started", re.compile(r"开工|启动|开始")),
    ("completed", re.compile(r"竣工|完工|完成|结束|验收")),
    ("changed", re.compile(r"变更|更改|变动|变化|修改|调整")),
    ("published", re.compile(r"(?:发布|公布|公开|出台|公告)(?:之日起?|之?后|以后)?$")),
)


def _trigger(text: str) -> str | None:
    return next((name for name, pattern in _TRIGGERS if pattern.search(text)), None)


def has_number(text: str) -> bool:
    """Whether the clause holds a number of days or the like."""
    return bool(_NUMBER.search(text))


def read(text: str) -> list[LimitPart]:
    """The parts of one clause, by the first rule that fits; none if no rule does."""
    for rule in _RULES:
        if parts := list(rule(text)):
            return parts
    return []


def _ditto(text: str) -> Iterator[LimitPart]:
    if re.fullmatch(r"同上[行条栏]?|同前|〃", text):
        yield LimitPart("ditto")


def _sync(text: str) -> Iterator[LimitPart]:
    if re.search(r"同步|^随(?!时|机)|与.+同时", text):
        yield LimitPart("sync", "published")


def _staged(text: str) -> Iterator[LimitPart]:
    if re.search(r"进展|进度|分段|分阶段|个阶段|每.*阶段", text) and not _NUMBER.search(text):
        yield LimitPart("staged", "progress")


_EVERY = r"[每按]个?(月|季度?|半年|年度?)"
_DAY_OF_PERIOD = re.compile(_EVERY + r"的?(?:首个?月|第1个?月)?的?(?:第)?([0-9]{1,2})[日号]")
_DATE_OF_YEAR = re.compile(r"每年(?:的|度)?([0-9]{1,2})月([0-9]{1,2})[日号]")
_AFTER_PERIOD = re.compile(
    _EVERY + r"(?:结束|终了|末|度)?(?:之)?后的?([0-9]{1,3})个?(工作日|日|天)"
)
_EVERY_MONTHS = re.compile(r"每隔?([0-9]{1,2})个月|定期.*?([0-9]{1,2})个月")
_EVERY_PERIOD = re.compile(r"每个?(月|季度?|半年|年度?|周|日|天)")
_PERIOD_ALONE = re.compile(
    r"(?:^|按)(月|季度?|半年|年度?)(?:至少)?(?:公开|公布|公示|更新|发布)|(半年|年)内?至少"
    r"|(?:^|至少)[1一]?个?(月|季度?|半年|年)(?:公开|公布|更新)?(?:至少)?[1一]次"
)
_TIMES = re.compile(r"([0-9]{1,2})次/(年|半年|季度?|月)|每年(?:至少)?([0-9]{1,2})次")


def _periodic(text: str) -> Iterator[LimitPart]:
    if match := _DATE_OF_YEAR.search(text):
        amount = int(match[1]) * 100 + int(match[2])
        yield LimitPart("periodic", "period_start", amount, "date_of_year", "year")
    elif match := _AFTER_PERIOD.search(text):
        amount, unit = int(match[2]), _UNITS[match[3]]
        yield LimitPart("periodic", "period_end", amount, unit, _PERIODS[match[1]])
    elif match := _DAY_OF_PERIOD.search(text):
        period = _PERIODS[match[1]]
        yield LimitPart("periodic", "period_start", int(match[2]), "day_of_first_month", period)
    elif match := _EVERY_MONTHS.search(text):
        yield LimitPart("periodic", None, int(match[1] or match[2]), "month")
    elif every := _period_unit(text):
        yield LimitPart("periodic", None, 1, every)


def _period_unit(text: str) -> str | None:
    if match := _TIMES.search(text):
        times, period = int(match[1] or match[3]), _PERIODS[match[2] or "年"]
        return _TIMES_A_YEAR.get(times, "year") if period == "year" else period
    match = _EVERY_PERIOD.search(text) or _PERIOD_ALONE.search(text)
    return _PERIODS[next(word for word in match.groups() if word)] if match else None


_SHOWN = re.compile(
    r"(?:不得?少于|不低于|(?:公示|公告|征求意见)(?:期限?|时间|时长)?(?:一般|应|为|至少|:)*)$"
)
_EVENT_AHEAD = re.compile(r"提前$|召开|举行|组织|听证|会议|实施")


def _counted(text: str) -> Iterator[LimitPart]:
    """show, before and within: each number of the clause, with the words that lead to it."""
    start = 0
    for match in _NUMBER.finditer(text):
        lead, rest = text[start : match.start()], text[match.end() :]
        amount, unit = int(match[1]), _UNITS[match[2]]
        start = match.end()
        if _SHOWN.search(lead):
            yield LimitPart("show", None, amount, unit)
        elif rest.startswith(("前", "之前", "以前")) or lead.endswith("提前"):
            if unit == "workday" or _EVENT_AHEAD.search(lead):
                yield LimitPart("before", "event", amount, unit)
        else:
            yield LimitPart("within", _trigger(lead) or "unspecified", amount, unit)


def _realtime(text: str) -> Iterator[LimitPart]:
    moment = re.search(r"实时|随时|立即|即时|即刻|当[日天]|第[1一]时间", text)
    if moment or re.search(r"(?:启动|开展|发生|召开|实施).*时[,、]?$", text):
        yield LimitPart("realtime", "event")


def _continuous(text: str) -> Iterator[LimitPart]:
    if re.search(r"长期|永久|常年|持续公开", text):
        yield LimitPart("continuous")


def _prompt(text: str) -> Iterator[LimitPart]:
    if match := re.search(r"及时|尽快|适时", text):
        yield LimitPart("prompt", _trigger(text[: match.start()]))
    elif re.search(r"按实际更新|动态(?:更新|调整)", text):
        yield LimitPart("prompt", "changed")


def _manual(text: str) -> Iterator[LimitPart]:
    if re.search(r"[按依](?:照|据)?.*(?:要求|规定|通知)|另行(?:规定|通知|公布)|依法", text):
        yield LimitPart("manual")


_RULES = (
    *(_ditto, _sync, _staged, _periodic, _counted),
    *(_realtime, _continuous, _prompt, _manual),
)
