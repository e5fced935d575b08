"""Dates as Chinese government pages write them: 2022-08-22, 2022年8月22日, 二〇二二年八月二十二日.

Bare years are never dates, so the year of a footer's copyright cannot become one.
"""

import re
from collections.abc import Iterator
from datetime import date

FIRST_YEAR, LAST_YEAR = 1949, 2100
ZEROS = "〇零○Ｏ◯0"
DIGITS = {**{char: index for index, char in enumerate("〇一二三四五六七八九")}, "元": 1}
DIGITS |= dict.fromkeys(ZEROS, 0) | {"两": 2}
NUMERAL = f"一二三四五六七八九十{ZEROS}"
WRITTEN = re.compile(
    r"(?<!\d)(?P<y>(?:19|20|１９|２０)\d\d)\s*(?:[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})(?!\d)\s*[日일]?"
    r"|(?P<sep>[-./／－．])\s*(?P<m2>\d{1,2})\s*(?P=sep)\s*(?P<d2>\d{1,2})(?!\d))"
    rf"|(?P<cy>[一二][{NUMERAL}]{{3}})\s*年\s*(?P<cm>[{NUMERAL}元]{{1,3}})\s*月"
    rf"\s*(?P<cd>[{NUMERAL}]{{1,3}})\s*日"
)
# 26/01/08 as lists write it. From 2013 on the first part can be no month, so nothing else is meant.
SHORT = re.compile(
    r"(?<![\d./-])(1[3-9]|[2-4]\d)(?P<sep>[-./])(\d{1,2})(?P=sep)(\d{1,2})(?!\d|[./-]\d)"
)
# The month first, as American and English pages write it.
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
NAMED_MONTH = rf"({'|'.join(MONTHS)})[a-z]{{0,6}}"
MONTH_FIRST = (
    re.compile(r"(?<![\d./-])(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d|/\d)"),
    re.compile(
        rf"\b(?P<m>{NAMED_MONTH})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y>(?:19|20)\d\d)\b",
        re.I,
    ),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m>{NAMED_MONTH})\.?,?\s(?P<y>(?:19|20)\d\d)\b",
        re.I,
    ),
)
COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?=(?:\d{4}(?:\d\d)?)?(?!\d))")
IN_ADDRESS = (
    re.compile(r"/t((?:19|20)\d\d)(\d\d)(\d\d)_"),
    re.compile(r"/((?:19|20)\d\d)[-/]?(\d{1,2})[-/](\d{1,2})/"),
    re.compile(r"/((?:19|20)\d\d)-?(\d\d)-?(\d\d)[/_.]"),
)


def find_dates(text: str) -> Iterator[tuple[date, int, int]]:
    """Every real calendar date written in the text, with where it starts and ends."""
    for match in WRITTEN.finditer(text):
        found = _as_date(match)
        if found is not None:
            yield found, match.start(), match.end()


def find_shown_dates(text: str) -> Iterator[tuple[date, int, int]]:
    """Like `find_dates`, for where a date is expected: beside a list's entry, behind a label. There
    a year of two digits counts when the text has no other."""
    whole = list(find_dates(text))
    yield from whole
    if whole:
        return
    for match in SHORT.finditer(text):
        found = _real(2000 + int(match[1]), int(match[3]), int(match[4]))
        if found is not None:
            yield found, match.start(), match.end()
    for pattern in MONTH_FIRST:
        for match in pattern.finditer(text):
            found = _real(int(match["y"]), _month(match["m"]), int(match["d"]))
            if found is not None:
                yield found, match.start(), match.end()


def first_date(text: str) -> date | None:
    """The first date written in the text, or None."""
    return next((found for found, _, _ in find_dates(text)), None)


def label_date(content: str) -> date | None:
    """The date of a page label, which may also be compact: 20220822."""
    found = first_date(content)
    if found is None and (match := COMPACT.search(content)):
        found = _real(int(match[1]), int(match[2]), int(match[3]))
    return found


def address_date(url: str) -> date | None:
    """The day a page's address hints at (…/t20220822_123.html). Sites that moved show the day they moved."""
    for pattern in IN_ADDRESS:
        match = pattern.search(url)
        if match:
            return _real(int(match[1]), int(match[2]), int(match[3]))
    return None


def _as_date(match: re.Match[str]) -> date | None:
    if match["y"]:
        month, day = match["m"] or match["m2"], match["d"] or match["d2"]
        return _real(int(match["y"]), int(month), int(day))
    year = int("".join(str(DIGITS.get(char, 0)) for char in match["cy"]))
    return _real(year, _numeral(match["cm"]), _numeral(match["cd"]))


def _month(text: str) -> int:
    """A month in digits or by its English name."""
    return int(text) if text.isdigit() else MONTHS.index(text[:3].lower()) + 1


def _numeral(text: str) -> int:
    """A Chinese numeral up to 99: 三, 十一, 二十九, 三〇; 0 when it is none."""
    tens, ten, units = text.partition("十")
    if not ten:
        return int("".join(str(DIGITS[char]) for char in text))
    if len(tens) > 1 or len(units) > 1:
        return 0
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS.get(units, 0) if units else 0)


def _real(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
