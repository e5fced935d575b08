"""What judging costs: microseconds a page by family of rules, beside reading the same page.

`python -m tests.benchmarks.judge_bench rules` prints every rule.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence

from catalog_app.checks.page import read_page
from catalog_app.checks.rules import ENTRY_RULES, LINK_RULES
from catalog_app.checks.rules.facts import Place, Visit
from catalog_app.checks.rules.model import EntrySubject, LinkSubject
from catalog_app.clock import china_date, utc_now
from tests.benchmarks.measure import show
from tests.benchmarks.pages import body, content

PAGES = 551
PLACE = Place(
    level="county",
    names=("敦化市", "敦化"),
    above=("延边朝鲜族自治州", "延边州", "吉林省"),
    sites=frozenset(("127.0.0.1",)),
    owners=("敦化市人民政府办公室",),
)


def main(detail: str = "") -> None:
    bodies = [body(number) for number in range(PAGES)]
    reading = min(_seconds(lambda: _read_all(bodies)) for _ in range(3)) / PAGES * 1e6
    links = [_link(number, each) for number, each in enumerate(bodies)]
    entries = [EntrySubject(content(number), PLACE) for number in range(PAGES)]
    costs = {rule.id: _cost(rule.judge, links) for rule in LINK_RULES}
    costs |= {rule.id: _cost(rule.judge, entries) for rule in ENTRY_RULES}
    baseline = f"reading {reading:,.0f} µs"
    families: dict[str, float] = defaultdict(float)
    for rule, cost in costs.items():
        families[rule[0]] += cost
    for family, cost in families.items():
        rules = sum(rule[0] == family for rule in costs)
        what = f"judge a page by family {family} ({rules} rules)"
        show(what, f"{cost:,.0f} µs", baseline, f"{cost / reading:.2f}")
    whole = sum(families.values())
    show(
        "judge a page by all of them", f"{whole:,.0f} µs", baseline, f"{whole / reading:.2f}", "≤ 1"
    )
    if detail == "rules":
        for rule, cost in sorted(costs.items(), key=lambda each: -each[1]):
            show(f"  {rule}", f"{cost:,.1f} µs")


def _read_all(bodies: Sequence[bytes]) -> None:
    for each in bodies:
        read_page(each, url="http://127.0.0.1/1.html")


def _link(number: int, page: bytes) -> LinkSubject:
    url = f"http://127.0.0.1/{number}.html"
    return LinkSubject(
        entry=content(number),
        url=url,
        kind="article",
        visit=Visit(url, url, "ok", status=200),
        page=read_page(page, url=url),
        today=china_date(utc_now()),
        place=PLACE,
    )


def _cost(judge: Callable[[object], object], subjects: Sequence[object]) -> float:
    """Microseconds a subject by this process's own time, the best of three."""

    def work() -> None:
        for each in subjects:
            judge(each)

    work()  # what is worked out once a run is not counted
    return min(_seconds(work) for _ in range(3)) / len(subjects) * 1e6


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main(*sys.argv[1:])
