"""The same thing written in the ways of many sites; all contents invented."""

from dataclasses import dataclass
from datetime import date

import pytest

from catalog_app.checks.page import read_page

HEAD = (
    '<div class="logo"><h1>云海县人民政府</h1></div>'
    '<ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul>'
)
FOOT = "<div>主办单位：云海县人民政府 网站标识码：2299990001</div>"
TRAIL = "<div>当前位置：<a>首页</a>&gt;<a>政务公开</a>&gt;<a>社会救助</a></div>"
LOOSE_TRAIL = (
    "<div><span>您现在的位置：</span><ul><li><a>首页</a></li><li><a>政务公开</a></li>"
    "<li>社会救助</li></ul></div>"
)
MENU_NAMES = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报")
MENU = "<ul>" + "".join(f'<li><a href="m/">{name}</a></li>' for name in MENU_NAMES) + "</ul>"
BODY = (
    "<p>为做好社会救助工作，现将有关事项公告如下，请认真组织实施。</p>"
    "<p>云海县民政局</p><p>2026年3月1日</p>"
)
ARTICLE_OF_LAW = (
    "<p>第一条 为规范临时救助工作，保障困难群众基本生活，根据国家有关规定，制定本办法。</p>"
)
SIDE = "<h3>最新公告</h3><ul>" + "".join(
    f'<li><a href="{n}.htm">云海县关于第{n}件事情的公告通知</a><span>2026-03-0{n}</span></li>'
    for n in range(1, 7)
)
NAME = "云海县救助事项第{n}号公示标题文字"
COLUMN_LABELS = (
    '<meta name="ColumnName" content="社会救助"><meta name="ArticleTitle" content="社会救助">'
    '<meta name="PubDate" content="2026-02-11">'
)
DOCUMENT_LABELS = '<meta name="ArticleTitle" content="县长调研民政工作"><meta name="PubDate" content="2026-02-11">'


def _page(matter: str, head: str = "云海县人民政府", labels: str = "") -> bytes:
    return (
        f"<html><head>{labels}<title>{head}</title></head><body>{HEAD}{matter}{FOOT}</body></html>"
    ).encode()


def _rows(row: str, count: int = 5) -> str:
    return "".join(row.format(n=n, name=NAME.format(n=n)) for n in range(1, count + 1))


@dataclass(frozen=True)
class Document:
    matter: str
    title: str
    published: date | None
    head: str = "云海县人民政府"
    labels: str = ""


DAY = date(2026, 3, 3)
DOCUMENTS = {
    "a bare date, and a side list with the same day": Document(
        f"{TRAIL}<h2>救助工作公告</h2><div>2026-03-03 10:20 来源：县民政局 浏览：9</div>{BODY}{SIDE}",
        "救助工作公告",
        DAY,
    ),
    "a title known by its class": Document(
        f'{TRAIL}<div class="title">救助工作公告</div><div>发布时间：2026-03-03</div>{BODY}{SIDE}',
        "救助工作公告",
        DAY,
        head="救助工作公告_云海县人民政府",
    ),
    "no trail": Document(
        f"<h1>救助工作公告</h1><div>【发布日期：2026-3-3】【字体：大 中 小】</div>{BODY}",
        "救助工作公告",
        DAY,
    ),
    "no date at all": Document(
        f"{TRAIL}<h2>临时救助办法（试行）</h2>{ARTICLE_OF_LAW * 5}", "临时救助办法（试行）", None
    ),
    "signed, with a file, without a date of publication": Document(
        f"{TRAIL}<h2>临时救助办法（试行）</h2><div>{ARTICLE_OF_LAW * 5}<p>2026年3月3日</p>"
        '<p>附件：<a href="a.doc">申请表.doc</a></p></div>',
        "临时救助办法（试行）",
        None,
    ),
    "a short label": Document(
        f"{TRAIL}<h3>县长调研</h3><p>时间：2026年03月03日 来源：融媒体</p>{BODY}", "县长调研", DAY
    ),
    "the date only in the labels": Document(
        f"{TRAIL}<h3>县长调研民政工作</h3>{BODY}",
        "县长调研民政工作",
        date(2026, 2, 11),
        labels=DOCUMENT_LABELS,
    ),
    "Chinese numerals": Document(
        f"{TRAIL}<h2>救助决定</h2><p>发布时间：二〇二六年三月三日</p>{BODY}", "救助决定", DAY
    ),
    "a scanned picture": Document(
        f'{TRAIL}<h2>救助决定</h2><p>发布时间：2026-03-03</p><img src="1.jpg">', "救助决定", DAY
    ),
    "label and date in two elements": Document(
        f"{TRAIL}<h1>停水公告</h1><div><b>发布日期</b><i>2026-03-03</i></div><p>停水一天。</p>",
        "停水公告",
        DAY,
    ),
    "a title on two lines": Document(
        f"{TRAIL}<h1>云海县人民政府<br>关于印发救助办法的通知</h1><div>发布时间：2026-03-03</div>{BODY}",
        "云海县人民政府关于印发救助办法的通知",
        DAY,
    ),
    "a moment marked as one": Document(
        f"{TRAIL}<h1>救助决定</h1><p>来源：民政局 <time datetime='2026-03-03T08:30:00+08:00'>"
        f"03月03日 08:30</time></p>{BODY}",
        "救助决定",
        DAY,
    ),
    "changed after it was published": Document(
        f"{TRAIL}<h1>救助决定</h1><p>更新时间：2026-04-08 发布时间：2026-03-03</p>{BODY}",
        "救助决定",
        DAY,
    ),
    "the date above the title": Document(
        f'{TRAIL}<p>发布时间：2026-03-03</p><div class="bt">救助办法的通知</div>{BODY}',
        "救助办法的通知",
        DAY,
    ),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_a_document_is_read_however_it_is_set(case: str) -> None:
    document = DOCUMENTS[case]
    page = read_page(_page(document.matter, document.head, document.labels))
    assert page.kind == "article"
    assert page.title == document.title
    assert page.published == document.published


DATED = '<li><a href="{n}">{name}</a><span>2026-01-0{n}</span></li>'
CARD = '<a href="{n}"><div><h3>{name}</h3><p>摘要</p><span>2026-01-0{n}</span></div></a>'
CELLS = '<tr><td>·</td><td><a href="{n}">{name}</a></td><td>2026/1/{n}</td></tr>'
LISTS = {
    "a plain list": (f"{TRAIL}<ul>{_rows(DATED)}</ul>", ""),
    "definition lists": (
        TRAIL
        + _rows(
            '<dl><dt><a href="{n}">{name}</a></dt><dd>发布时间：2026-01-0{n}</dd></dl>'
        ),
        "",
    ),
    "cards inside links": (f"{TRAIL}<div>{_rows(CARD)}</div>", ""),
    "dates inside the names": (
        f"{TRAIL}<ul>"
        + _rows(
            '<li>·<a href="{n}">关于2025年1月1日起执行第{n}号标准的通知</a>（2026-01-0{n}）</li>'
        ),
        "",
    ),
    "tables inside a layout table": (
        f"{TRAIL}<table><tr><td><table>{_rows(CELLS)}</table></td></tr></table>",
        "",
    ),
    "labels that repeat the column's name": (f"{TRAIL}<ul>{_rows(DATED)}</ul>", COLUMN_LABELS),
    "a trail that is a list": (f"{LOOSE_TRAIL}<ul>{_rows(DATED)}</ul>", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", LISTS)
def test_a_list_is_counted_however_it_is_set(case: str) -> None:
    matter, labels = LISTS[case]
    page = read_page(_page(matter, labels=labels))
    assert (page.kind, page.title) == ("list", "社会救助")
    assert (page.item_count, page.newest_item_date) == (5, date(2026, 1, 5))
    assert len({item.title for item in page.items}) == 5


def test_days_before_the_names_make_a_list_though_the_year_is_not_shown() -> None:
    row = '<dd><span>01-0{n}</span><a href="{n}">{name}</a></dd>'
    page = read_page(_page(f"{TRAIL}<dl>{_rows(row, 9)}</dl>"))
    assert (page.kind, page.item_count, page.newest_item_date) == ("list", 9, None)


def test_a_list_without_dates_is_counted_by_its_links() -> None:
    page = read_page(_page(TRAIL + MENU + _rows('<div><p><a href="{n}">{name}</a></p></div>', 6)))
    assert (page.kind, page.item_count, page.newest_item_date) == ("list", 6, None)


def test_a_column_without_trail_is_no_home_page_when_it_has_pages_to_turn() -> None:
    matter = f"<h2>通知公告</h2><ul>{_rows(DATED, 9)}</ul><p>上一页 1 2 下一页 尾页</p>{SIDE}"
    page = read_page(_page(matter, head="通知公告-云海县人民政府"))
    assert (page.kind, page.title, page.item_count) == ("list", "通知公告", 9)


@pytest.mark.parametrize(
    ("matter", "quoted", "explained"),
    [
        ("<ul></ul>", None, False),
        ("<div>暂无数据</div>", "暂无数据", False),
        ("<div>本单位无此类信息。</div>", None, True),
        ("<p>我局2026年无行政处罚情况，特此说明。</p>", None, True),
    ],
)
def test_a_column_with_only_its_menu_is_empty(
    matter: str, quoted: str | None, explained: bool
) -> None:
    page = read_page(_page(TRAIL + MENU + matter))
    assert (page.kind, page.title, page.item_count) == ("empty_column", "社会救助", 0)
    assert (page.placeholder, page.explained_empty) == (quoted, explained)


def test_a_frame_in_place_of_the_list_is_not_called_empty() -> None:
    page = read_page(_page(f'{TRAIL}<iframe src="/list.jsp?id=3"></iframe>'))
    assert (page.kind, page.loaded_later) == ("other", True)


def test_a_form_to_ask_with_may_hold_what_the_column_does_not_show() -> None:
    assert read_page(_page(f"{TRAIL}<form><input name=q><button>查询</button></form>")).loaded_later


def test_the_owner_stands_in_the_cell_beside_its_name() -> None:
    cells = "<table><tr><td>索引号</td><td>2026-1</td><td>发布机构</td><td>云海县民政局</td></tr></table>"
    page = read_page(_page(f"{TRAIL}{cells}<h1>救助决定</h1><p>发布时间：2026-03-03</p>{BODY}"))
    assert page.owner == "云海县民政局"


def test_a_list_that_a_script_asks_for_may_be_filled_later() -> None:
    asks = '<ul id="l"></ul><script>$.ajax({url:"/list",success:function(d){show(d)}})</script>'
    assert read_page(_page(TRAIL + asks)).loaded_later
    assert not read_page(_page(TRAIL + "<ul></ul>")).loaded_later


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<title>404错误提示</title><p>很抱歉，您要访问的页面已删除或不存在</p>", "error"),
        ("<title>403 Forbidden</title><h1>Forbidden</h1>", "error"),
        ("<title>通知</title><p>网站正在升级维护，敬请谅解</p>", "under_construction"),
        ('<script>eval("x")</script><noscript>请开启JavaScript</noscript>', "blocked"),
        ('{"code":0,"data":[]}', "other"),
    ],
)
def test_a_short_answer_is_taken_at_its_word(body: str, kind: str) -> None:
    assert read_page(body.encode()).kind == kind
