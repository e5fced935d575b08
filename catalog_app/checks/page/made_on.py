"""When a document was made, as it says itself: a labelled date (成文日期, 印发日期), 年月日印发 at its
end, or the date under the signature of the body that made it.

When it was made starts the clock of most time limits (政府信息公开条例第二十六条); when it was
published is another date, read in `published`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from catalog_app.checks.page.dates import find_dates

LABEL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:成\s*文|印\s*发|发\s*文|生\s*成|形\s*成|制\s*发|签\s*发|(?:行政)?(?:处罚|许可|审批)?决\s*定|批\s*准|批\s*复)"
    r"\s*(?:日\s*期|时\s*间)\s*[】\]]?\s*[:：]?\s*"
)
PRINTED = re.compile(r"^\s*印发\W*$")
SIGNER = re.compile(
    r"^[\u4e00-\u9fffA-Za-z（）()、“”· ]{2,40}(?:政府|办公室|委员会|局|厅|部|院|处|中心|公司|大队|支队"
    r"|办|会|组|站|所|社区|村|署|馆|学校|中学|小学|银行|集团)(?:（[^）]{1,8}）)?$"
)
GAP = re.compile(r"[\s（(]*")
END = re.compile(r"[\s）)。]*")
LAST_LINES = 12
LABEL_LINE = 80
SIGNED_LINE = 60


@dataclass(frozen=True, slots=True)
class MadeOn:
    """The day, and whether a label names it or the signature at the document's end bears it."""

    day: date
    source: Literal["label", "signature"]


def read_made_on(lines: Sequence[str], text: str) -> MadeOn | None:
    """`lines` are the page's lines above its foot, `text` is the body of the document.

    A date alone is no signature: the line before it, or its own, must name a body that signs.
    Where two signatures differ (a notice and the rules it issues) nothing is told.
    """
    labelled = _labelled(lines)
    if labelled is not None:
        return MadeOn(labelled, "label")
    ends = [line.strip() for line in text.split("\n") if line.strip()][-LAST_LINES:]
    found = {day for number, line in enumerate(ends) if (day := _signed(ends, number, line))}
    return MadeOn(found.pop(), "signature") if len(found) == 1 else None


def _labelled(lines: Sequence[str]) -> date | None:
    for number, line in enumerate(lines):
        if len(line) > LABEL_LINE * 3:
            continue
        if ("期" in line or "间" in line) and (label := LABEL.search(line)) is not None:
            rest = line[label.end() :]
            below = lines[number + 1] if not rest and number + 1 < len(lines) else ""
            if (day := _first(rest or below)) is not None:
                return day
        if "印" in line and len(line) <= LABEL_LINE and (day := _printed(line)) is not None:
            return day
    return None


def _printed(line: str) -> date | None:
    """敦化市人民政府办公室 2026年3月5日印发."""
    return next((day for day, _, end in find_dates(line) if PRINTED.match(line[end:])), None)


def _first(text: str) -> date | None:
    """The date a text begins with; a period (… 至 …) is none."""
    for day, start, end in find_dates(text[:40]):
        runs_on = re.match(r"\s*[至到—–~～]", text[end:])
        return day if GAP.fullmatch(text, 0, start) and not runs_on else None
    return None


def _signed(ends: Sequence[str], number: int, line: str) -> date | None:
    if len(line) > SIGNED_LINE:
        return None
    for day, start, end in find_dates(line):
        if not END.fullmatch(line, end):
            return None
        signer = line[:start].strip(" （(") or (ends[number - 1] if number else "")
        return day if SIGNER.match(signer) else None
    return None
