"""C03: a column of government information holds government information, no news (国办公开办函〔2019〕61号).
Advice only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from catalog_app.checks.page import PageReading
from catalog_app.checks.page.lists import Item
from catalog_app.checks.rules.likeness import pairs_of, share
from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    Judgement,
    LinkRule,
    LinkSubject,
    Severity,
    Threshold,
    not_met,
)
from catalog_app.checks.rules.readable import readable
from catalog_app.checks.rules.topics import topics_in, topics_of

SHARE = Threshold("C03.share", "不相干的信息不超过", 30, 10, 90, "%")
ROWS = 20
LEAST = 8
SURELY = 2
"""Words of one domain that a title needs to be surely about it."""
DISCLOSURE = re.compile(r"信息公开|政务公开|主动公开|公开目录|重点领域")
MOVING = re.compile(r"动态|要闻|新闻|会议|活动|工作进展|图片|视频|专题|资讯|宣传|培训|建设")
NEWS = re.compile(
    r"调研|慰问|走访|座谈会|深入.{0,8}(?:一线|基层)|(?:召开|举行|举办).{0,30}(?:会|仪式|活动|比赛|讲座|典礼)|"
    r"赴.{2,12}(?:考察|学习)|(?:书记|县长|市长|局长|主任).{0,20}(?:到|赴|检查|讲话|主持)|开展.{2,30}活动|"
    r"主题党日|揭牌|启动仪式|喜获|荣获|圆满|纪实|侧记"
)
PAPER = re.compile(
    r"通知|公告|公示|通告|办法|规定|细则|方案|决定|意见|批复|名单|清单|预案|报告|纪要|解读"
)


def unmixed(subject: LinkSubject) -> Judgement:
    """C03: of the newest rows of a disclosure column, few are news or another domain's matters."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    rows = _newest(page.items)
    if page.kind != "list" or len(rows) < LEAST or not _is_disclosure(subject, page):
        return NOT_CHECKED
    strange = [
        row.title for row in rows if _is_news(row.title) or _is_elsewhere(row.title, subject)
    ]
    share_of_all = round(100 * len(strange) / len(rows))
    if share_of_all <= subject.presets[SHARE]:
        return MET
    return not_met(
        f"栏目最新 {len(rows)} 条里有 {len(strange)} 条是工作动态或别的领域的信息（{share_of_all}%），"
        f"例如“{strange[0]}”。",
        titles=strange[:5],
        title=page.title,
    )


def _is_disclosure(subject: LinkSubject, page: PageReading) -> bool:
    """A column within 政府信息公开, for an item that is not about events itself."""
    own = f"{page.title} {page.column_name} {subject.entry.name} {subject.entry.group}"
    above = " ".join((*page.breadcrumb, page.column_type or ""))
    return DISCLOSURE.search(above) is not None and MOVING.search(own) is None


def _newest(items: Sequence[Item]) -> list[Item]:
    dated = [(item.date, item) for item in items if item.date is not None]
    return [item for _, item in sorted(dated, key=itemgetter(0), reverse=True)[:ROWS]]


def _is_news(title: str) -> bool:
    return NEWS.search(title) is not None and PAPER.search(title) is None


def _is_elsewhere(title: str, subject: LinkSubject) -> bool:
    """Is the row surely of another domain, and without a word of the item's own?"""
    own, found = topics_of(subject.place.domain), topics_in(title)
    if not own or own & set(found) or max(found.values(), default=0) < SURELY:
        return False
    names = [name for name in (subject.entry.name, subject.entry.group) if name]
    return all(share(name, pairs_of(title)) == 0 for name in names)


RULES = (
    LinkRule(
        "C03",
        1,
        Severity.WARNING,
        "内容混杂",
        "政府信息公开栏目里应是法定主动公开的内容，工作动态、新闻和别的领域的信息不应超过三成。",
        "请把工作动态移到新闻栏目，把别的领域的信息移到它自己的栏目。",
        advisory=True,
        thresholds=(SHARE,),
        judge=unmixed,
    ),
)
