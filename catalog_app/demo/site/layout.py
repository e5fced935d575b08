"""How the demonstration county's pages look: head with the national labels, path, body, foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

SITE_NAME = "敦化市人民政府（演示数据）"
SITE_DOMAIN = "dunhua.demo.invalid"
SITE_ID_CODE = "2224039999"  # the county's prefix, a number no real site has
MARK = "演示数据：本页由目录系统的演示网站生成，单位、文件、数字均为虚构。"

_NAVIGATION = (
    ("首页", "/"),
    ("政务公开", "/zwgk/index.html"),
    ("养老服务", "/zwgk/elderly_care/index.html"),
    ("义务教育", "/zwgk/compulsory_education/index.html"),
    ("社会救助", "/zwgk/social_assistance/index.html"),
    ("村务公开", "/zwgk/village_affairs/index.html"),
)
_STYLE = """
body{margin:0;font:16px/1.8 "Microsoft YaHei",sans-serif;color:#222;background:#f4f6f8}
.top,.foot{background:#0b5394;color:#fff;padding:16px 24px}.foot{font-size:14px}
.nav a{color:#fff;margin-right:18px}.wrap{max-width:960px;margin:16px auto;background:#fff;
padding:20px 28px}.mark{background:#fff3cd;color:#222;padding:6px 12px}
.path{color:#555;font-size:14px}h1{font-size:24px;text-align:center}.info{text-align:center;
color:#555;font-size:14px;border-bottom:1px solid #ccc;padding-bottom:8px}
.list{list-style:none;padding:0}.list li{display:flex;justify-content:space-between;
border-bottom:1px dashed #ccc}table{border-collapse:collapse}td,th{border:1px solid #999;
padding:4px 10px}
"""


@dataclass(frozen=True, slots=True)
class Document:
    """One page to be shown. `body` is ready HTML; `column` None is the home page."""

    title: str
    body: str
    column: str | None = None
    source: str | None = None
    published: date | None = None
    is_list: bool = False
    head: str = ""
    crumbs: Sequence[tuple[str, str]] = ()


def render(document: Document, charset: str = "utf-8") -> str:
    """The whole HTML text of a page; `charset` is what its head declares."""
    title = escape(document.title)
    full_title = title if document.column is None else f"{title}_{SITE_NAME}"
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="{charset}">
<title>{full_title}</title>
{_labels(document)}
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{_STYLE}</style>
{document.head}
</head>
<body>
<div class="top"><strong>{SITE_NAME}</strong><div class="nav">{_links(_NAVIGATION)}</div>
<p class="mark">{MARK}</p></div>
<div class="wrap">
{_path(document)}
<h1>{title}</h1>
{_info(document)}
<div class="{"column" if document.is_list else "article"}" id="zoom">
{document.body}
</div>
</div>
<div class="foot">主办：敦化市人民政府办公室（演示） 网站标识码：{SITE_ID_CODE} {MARK}</div>
</body>
</html>
"""


def dated_list(rows: Sequence[tuple[str, str, date]]) -> str:
    """A column's list: title, address and date of each entry."""
    lines = [
        f'<li><a href="{escape(href)}" title="{escape(text)}">{escape(text)}</a>'
        f"<span>{day.isoformat()}</span></li>"
        for text, href, day in rows
    ]
    return f'<ul class="list">{"".join(lines)}</ul>'


def attachment_list(files: Sequence[tuple[str, str]]) -> str:
    """The files at the end of an article: name and address of each."""
    lines = [f'<li><a href="{escape(href)}">{escape(name)}</a></li>' for name, href in files]
    return f'<div class="attachments"><p>附件：</p><ul>{"".join(lines)}</ul></div>'


def _labels(document: Document) -> str:
    """The labels of 政府网站发展指引 for the site, its column and the article."""
    labels = [("SiteName", SITE_NAME), ("SiteDomain", SITE_DOMAIN), ("SiteIDCode", SITE_ID_CODE)]
    if document.column is not None:
        labels += [("ColumnName", document.column), ("ColumnType", "政府信息公开")]
    if document.source is not None and not document.is_list:  # notices are no articles
        labels += [("ArticleTitle", document.title)]
    if document.published is not None and not document.is_list:
        labels += [("PubDate", f"{document.published.isoformat()} 09:30")]
    if document.source is not None:
        labels += [("ContentSource", document.source)]
    return "\n".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in labels)


def _path(document: Document) -> str:
    if document.column is None:
        return ""
    end = "" if document.is_list else " &gt; 正文"
    crumbs = [("首页", "/"), ("政务公开", "/zwgk/index.html"), *document.crumbs]
    return f'<div class="path">您所在的位置：{_links(crumbs, " &gt; ")}{end}</div>'


def _info(document: Document) -> str:
    facts = []
    if document.published is not None and not document.is_list:
        facts.append(f"发布日期：{document.published.isoformat()}")
    if document.source is not None and not document.is_list:
        facts.append(f"来源：{escape(document.source)}")
    return f'<div class="info">{"　".join(facts)}</div>' if facts else ""


def _links(pairs: Sequence[tuple[str, str]], between: str = " ") -> str:
    return between.join(f'<a href="{escape(href)}">{escape(text)}</a>' for text, href in pairs)
