"""The time-limit grammar against every phrase seen in real catalogues."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains.standard import load_domains
from domains.time_limit import ASSUMED_TRIGGER, OVERRIDE, PARTIAL, LimitPart, TimeLimit, parse

TABLE = Path(__file__).parent / "time_limits.tsv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
PHRASES = [row["phrase"] for row in ROWS]
# What phrases are made of, so that random ones come near to real ones.
PIECES = (
    *("信息形成", "或者变更", "之日起", "20", "7", "两", "三十", "个", "工作日", "日", "内", "前"),
    *("每", "季度", "半年", "月", "公示", "不少于", "及时", "公开", "长期", "同上", "(", ")"),
    *(";", ",", "、", "1.", "①", "法律另有规定的除外", "随时", "同步", "后", "首个月", "次/"),
    *("*", "…", "5"),
)
near_phrases = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
blanks = st.sampled_from([" ", "\n", "\t", "\u3000", "\xa0", "\u200b"])


def expected(row: dict[str, str]) -> list[tuple[str, ...]]:
    if row["kind"] != "compound":
        return [(row["kind"], row["trigger"], row["amount"], row["unit"])]
    parts = row["note"].removeprefix("parts=").split(";")[0]
    return [tuple(part.split(":")) for part in parts.split("+")]


def facts(part: LimitPart) -> tuple[str, ...]:
    amount = "" if part.amount is None else str(part.amount)
    return (part.kind, part.trigger or "", amount, part.unit or "")


def reading(limit: TimeLimit) -> tuple[object, ...]:
    return limit.parts, limit.flags


def test_the_table_holds_114_phrases() -> None:
    assert len(ROWS) == 114


@pytest.mark.parametrize("row", ROWS, ids=PHRASES)
def test_a_seen_phrase_is_read_as_the_table_says(row: dict[str, str]) -> None:
    limit = parse(row["phrase"])
    assert [facts(part) for part in limit.parts] == expected(row)
    assert limit.kind == row["kind"]


UNLISTED = {
    "在实地启动拟征收土地工作时,在村公示栏公开": [LimitPart("realtime", "event")],
    "拟征收土地现状调查结束后5个工作日内,在村公示栏公开": [
        LimitPart("within", "completed", 5, "workday")
    ],
    "收到征地批准文件之日起10个工作日内公开": [LimitPart("within", "approved", 10, "workday")],
    "提前一周发通知邀请": [LimitPart("before", "event", 1, "week")],
    "①《听证通知书》在组织听证7个工作日前予以公开;②其他听证公开内容为依申请公开": [
        LimitPart("before", "event", 7, "workday")
    ],
    "每年1月31日前": [LimitPart("periodic", "period_start", 131, "date_of_year", "year")],
    "每季度结束后15日内": [LimitPart("periodic", "period_end", 15, "day", "quarter")],
    "每月10日前公布": [LimitPart("periodic", "period_start", 10, "day_of_first_month", "month")],
    "至少1次/半年": [LimitPart("periodic", None, 1, "half_year")],
    "一年一次": [LimitPart("periodic", None, 1, "year")],
    "随采购公告、采购文件公开": [LimitPart("sync", "published")],
    "关联规范性文件公开3个工作日内": [LimitPart("within", "published", 3, "workday")],
    "按实际更新": [LimitPart("prompt", "changed")],
    "及时公开,公告期限为5个工作日": [LimitPart("prompt"), LimitPart("show", None, 5, "workday")],
    "自收到申请之日起20个工作日内 自该信息形成或者变更之日起20个工作日内": [
        LimitPart("within", "request_received", 20, "workday"),
        LimitPart("within", "formed_or_changed", 20, "workday"),
    ],
    "1.除处罚决定外其他内容:长期公开(动态调整)\n2.处罚决定:20个工作日内": [
        LimitPart("continuous"),
        LimitPart("within", "decided", 20, "workday"),
    ],
}


@pytest.mark.parametrize("phrase", UNLISTED)
def test_a_phrase_outside_the_table_is_read(phrase: str) -> None:
    assert list(parse(phrase).parts) == UNLISTED[phrase]


@pytest.mark.parametrize(
    "phrase",
    ["", "公开", "自信息形成之日起日内", "信息形成之日起*个工作日内", "统一日期", "2020年10月21日"],
)
def test_a_phrase_without_a_limit_is_unreadable_not_guessed(phrase: str) -> None:
    limit = parse(phrase)
    assert limit.kind == "unreadable"
    assert not limit.readable
    assert "未能识别" in limit.in_words()


def test_a_limit_cut_short_is_marked() -> None:
    limit = parse("信息形成20个工作日内予以公开;征求意见期限不得少于30")
    assert limit.kind == "within"
    assert PARTIAL in limit.flags


def test_an_exception_made_by_law_is_a_mark_and_no_limit() -> None:
    limit = parse("信息形成之日起20个工作日内。法律、法规另有规定的,从其规定。")
    assert limit.parts == (LimitPart("within", "formed", 20, "workday"),)
    assert limit.flags == {OVERRIDE}
    assert parse("20个工作日内法律另有规定的除外").parts[0].amount == 20


def test_a_bare_number_is_marked_as_counted_from_an_assumed_day() -> None:
    assert ASSUMED_TRIGGER in parse("20个工作日").flags
    assert ASSUMED_TRIGGER not in parse("信息形成20个工作日内").flags


def test_promptly_never_beats_a_number() -> None:
    limit = parse("信息形成或变更之日起7个工作日内,及时公开")
    assert limit.parts == (LimitPart("within", "formed_or_changed", 7, "workday"),)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("自该信息形成或者变更之日起20个工作日内", "信息形成或变更后20个工作日内"),
        ("分户评估结果公示期不得少于7日", "公示不少于7日（含节假日）"),
        ("每季度的首个月20日", "每季度第一个月20日前公开"),
        ("每月后10个工作日内公开", "每月结束后10个工作日内公开"),
        ("每三个月上墙公布一次", "每3个月公开一次"),
        ("月公开", "每月公开一次"),
        ("每年1月31日前", "每年1月31日前公开"),
        ("及时公开", "及时公开（未写天数，一般不超过20个工作日）"),
        ("提前一周发通知邀请", "提前1周"),
        ("长期公开、随时公开", "长期公开；发生后随时公开"),
        (
            "作出行政决定之日起7个工作日内,法律法规另有规定的从其规定",
            "作出决定后7个工作日内（法律、法规另有规定的，从其规定）",
        ),
    ],
)
def test_a_limit_is_said_in_plain_words(phrase: str, words: str) -> None:
    assert parse(phrase).in_words() == words


def test_every_limit_of_the_standard_is_read_in_full() -> None:
    phrases = {
        item.content.time_limit
        for domain in load_domains()
        for item in domain.items
        if item.content.time_limit
    }
    assert len(phrases) > 50
    assert {p for p in phrases if not parse(p).readable or PARTIAL in parse(p).flags} == set()


@given(st.text() | near_phrases)
def test_reading_and_saying_never_fail(phrase: str) -> None:
    limit = parse(phrase)
    assert limit.in_words()
    assert (limit.kind == "unreadable") is (not limit.parts)


@given(st.sampled_from(PHRASES) | near_phrases, st.data())
def test_white_space_anywhere_never_changes_the_reading(phrase: str, data: st.DataObject) -> None:
    spaced = "".join(
        data.draw(st.lists(blanks, max_size=2).map("".join)) + char for char in phrase
    ) + data.draw(blanks)
    assert reading(parse(spaced)) == reading(parse(phrase))


@given(st.sampled_from(PHRASES) | near_phrases)
def test_full_width_digits_and_marks_read_like_half_width_ones(phrase: str) -> None:
    wide = phrase.translate({code: code + 0xFEE0 for code in map(ord, "0123456789,;:()./*")})
    assert reading(parse(wide)) == reading(parse(phrase))


@given(st.integers(min_value=1, max_value=99))
def test_a_chinese_numeral_means_its_number(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    numeral = (digits[tens] if tens > 1 else "") + "十" * (tens > 0) + digits[ones] * (ones > 0)
    assert parse(f"信息形成后{numeral}个工作日内").parts[0].amount == number
