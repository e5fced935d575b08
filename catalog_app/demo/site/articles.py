"""The good pages: an article for every standard item, a column for every domain, the home."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

from catalog_app.demo.site.bureaus import bureau
from catalog_app.demo.site.layout import (
    SITE_NAME,
    Document,
    attachment_list,
    dated_list,
)
from domains.standard import Domain, StandardItem, load_domains

_ORDINALS = "一二三四五六七八九十"
_OPENING = (
    "为方便企业和群众了解“{name}”，{bureau}按照基层政务公开标准目录的要求，现将有关信息公开如下。"
)
_SENTENCES = (
    "{element}由{bureau}负责整理并核对，内容与纸质存档一致，如有调整将在本页更新并注明更新时间。",
    "本市范围内的{element}按照现行规定执行，群众可以到政务服务大厅一楼综合窗口查询。",
    "{bureau}已将{element}同步发放到各镇、街道便民服务中心，工作日八时三十分至十六时三十分可以查阅。",
    "涉及{element}的事项，由承办科室在规定时间内答复，办理结果以书面形式送达申请人。",
)
_CLOSING = "对以上内容有疑问的，可以到{bureau}办公室咨询，也可以通过本网站的互动栏目留言。"


def article_path(domain_code: str, number: int) -> str:
    """Where the good page of a standard item stands."""
    return f"/zwgk/{domain_code}/{number}.html"


def column_path(domain_code: str) -> str:
    """Where the column of a domain stands."""
    return f"/zwgk/{domain_code}/index.html"


def item_title(item: StandardItem) -> str:
    """The headline of the item's page."""
    local = item.domain.endswith("_affairs") or item.name.startswith("国家")
    return item.name if local else f"敦化市{item.name}"


def published_on(item: StandardItem, today: date) -> date:
    """A day within the last two months, older than the checks the demonstration begins with."""
    return today - timedelta(days=4 + item.number * 5 % 56)


def article(domain: Domain, item: StandardItem, today: date) -> Document:
    """A page that publishes all content elements of the item."""
    return Document(
        title=item_title(item),
        body=article_body(domain, item),
        column=domain.name,
        source=bureau(domain.code),
        published=published_on(item, today),
        crumbs=((domain.name, column_path(domain.code)),),
    )


def article_body(domain: Domain, item: StandardItem) -> str:
    """The text: each content element as a heading with a paragraph, every third with a file."""
    publisher = bureau(domain.code)
    elements = item.content.content or (item.name,)
    parts = [f"<p>{escape(_OPENING.format(name=item.name, bureau=publisher))}</p>"]
    for index, element in enumerate(elements):
        sentence = _SENTENCES[index % len(_SENTENCES)].format(element=element, bureau=publisher)
        parts.append(f"<h3>{_ordinal(index)}、{escape(element)}</h3><p>{escape(sentence)}</p>")
    parts.append(f"<p>{escape(_CLOSING.format(bureau=publisher))}</p>")
    if item.number % 3 == 0:
        name = f"{item.name}（演示数据）.xlsx"
        parts.append(attachment_list([(name, f"/files/{domain.code}_{item.number}.xlsx")]))
    return "\n".join(parts)


def column(domain: Domain, today: date) -> Document:
    """The domain's list of articles, newest first."""
    rows = [
        (item_title(item), article_path(domain.code, item.number), published_on(item, today))
        for item in domain.items
    ]
    rows.sort(key=lambda row: row[2], reverse=True)
    return Document(
        title=domain.name,
        body=dated_list(rows),
        column=domain.name,
        is_list=True,
        crumbs=((domain.name, column_path(domain.code)),),
    )


def disclosure_index() -> Document:
    """The page that leads to the columns of all domains."""
    links = "".join(
        f'<li><a href="{column_path(domain.code)}">{escape(domain.name)}</a></li>'
        for domain in load_domains()
    )
    return Document(title="基层政务公开", body=f"<ul>{links}</ul>", column="政务公开", is_list=True)


def home(today: date) -> Document:
    """The site's home page: news and the way to every column."""
    news = [
        ("敦化市召开基层政务公开工作推进会（演示）", "/zwgk/index.html", today - timedelta(days=2)),
        ("敦化市便民服务中心调整办公时间（演示）", "/zwgk/index.html", today - timedelta(days=4)),
    ]
    body = f"<h2>要闻动态</h2>{dated_list(news)}<h2>政务公开</h2>{disclosure_index().body}"
    return Document(title=SITE_NAME, body=body)


def _ordinal(index: int) -> str:
    """Chinese ordinals up to ninety-nine: 一, 十, 十一, 二十."""
    tens, ones = divmod(index + 1, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_ORDINALS[tens - 1]}十")
    return head + (_ORDINALS[ones - 1] if ones else "")
