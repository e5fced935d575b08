"""Conventions that fewer sites keep to, on invented pages (演示数据)."""

import time
from datetime import date

import pytest

from catalog_app.checks.page import PageReading, read_page

TOP = '<div><a href="/">首页</a><a href="/zwgk">政务公开</a><a href="/zwfw">政务服务</a></div>'
TRAIL = "<div>当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>通知公告</a></div>"
FOOT = "<p>主办单位：云海县人民政府办公室 演示数据</p><p>网站标识码：2299990001</p>"
NAME = "云海县民政局关于2026年城乡低保标准的公告"
BODY = (
    "<p>为做好有关工作，根据上级部署，结合我县实际，现将有关事项公告如下，请认真贯彻执行。</p>" * 5
)
NEWEST = date(2026, 1, 8)


def _read(matter: str, *, title: str = "云海县人民政府", after: str = "") -> PageReading:
    page = (
        f"<html><head><title>{title}</title></head><body>{TOP}{matter}{FOOT}{after}</body></html>"
    )
    return read_page(page.encode())


def _rows(row: str, count: int = 8) -> str:
    name = "云海县人民政府关于印发第{n}号实施方案的通知"
    return "".join(row.replace("{t}", name).replace("{n}", str(n)) for n in range(1, count + 1))


ROW = '<li><a href="{n}">{t}</a><span>2026-01-0{n}</span></li>'
STORE = (
    '<div><script type="text/xml"><datastore><recordset>%s</recordset></datastore></script></div>'
)
LISTS = {
    "a definition list": f"<dl>{_rows('<dt><a href={n}>{t}</a></dt><dd>2026.01.0{n}</dd>')}</dl>",
    "two entries a row": "<table>"
    + _rows(
        "<tr><td><a href=a{n}>甲{t}</a>[2026-01-0{n}]</td><td><a href=b{n}>乙{t}</a>[2026-01-0{n}]</td></tr>",
        4,
    ).replace("01-04", "01-08")
    + "</table>",
    "the American order": f"<div>{_rows('<a href={n}>{t}</a>&nbsp;(1/{n}/2026)<br>')}</div>",
    "lines of a cell": f"<table><tr><td>{_rows('・<a href={n}>{t}</a>&nbsp;(2026-1-{n})<br>')}</td></tr></table>",
    "an entry without a day": f"<ul>{_rows(ROW.replace('<span>2026-01-04</span>', ''))}</ul>".replace(
        "<span>2026-01-03</span>", ""
    ),
    "a large day beside the name": f"<div>{_rows('<div><b>0{n}</b><i>2026.01</i><a href={n}>{t}</a></div>')}</div>",
    "the year behind the day, beside the name": "<ul>"
    + _rows("<li><em>01-0{n}</em><em>2026</em><a href={n}>{t}</a></li>")
    + "</ul>",
    "a journal": _rows(
        "<article><h2><a href={n}>{t}</a></h2><footer>作者：admin 发布：2026-01-0{n} 评论：0</footer></article>"
    ),
    "years above": "<h4>2026年</h4><ul>"
    + _rows(ROW, 4)
    + "</ul><h4>2025年</h4><ul>"
    + _rows(ROW.replace("2026", "2025"), 4).replace("2026-01-04", "2026-01-08")
    + "</ul>",
    "records that are rows of a table": STORE
    % _rows(
        "<record><![CDATA[<tr><td><a href=/art/{n}>{t}</a></td><td>[2026-01-0{n}]</td></tr>]]></record>"
    ),
    "records with written-out signs": STORE
    % _rows(
        f"<record>{ROW.replace('<', '&lt;').replace('>', '&gt;')}</record>",
    ),
    "rows a script writes": "<ul>"
    + _rows(
        "<script>document.write('<li><a href=\\'{n}\\'>{t}</a><i>2026-01-0{n}</i></li>')</script>"
    )
    + "</ul>",
    "records a script holds": '<div id="l"></div><script>var list=['
    + _rows('{"id":{n},"infoTitle":"{t}","publishTime":"2026-01-0{n} 09:00:00"},')
    + "];show(list)</script>",
    "records with moments": '<div id="l"></div><script>var rows = ['
    + "".join(
        f"{{title:'云海县第{n}号通知公告',url:'/{n}.html',time:{1767830400000 - n * 86400000}}},"
        for n in range(8)
    )
    + "]</script>",
}


@pytest.mark.parametrize("case", LISTS)
def test_every_entry_is_counted_and_dated(case: str) -> None:
    page = _read(TRAIL + LISTS[case])
    if case == "years above":
        assert (page.kind, page.item_count) == ("list", 8)
    else:
        assert (page.kind, page.item_count, page.newest_item_date) == ("list", 8, NEWEST)


def test_records_behind_the_foot_are_no_entries_of_the_column() -> None:
    held = "<script>var hot=[" + _rows('{"title":"{t}","date":"2026-01-0{n}"},') + "]</script>"
    assert _read(TRAIL + "<ul></ul>", after=held).kind == "empty_column"


def test_a_menu_in_a_script_is_no_list() -> None:
    held = "<script>var menu=[" + _rows('{"title":"{t}","url":"/{n}"},') + "]</script>"
    assert _read(TRAIL + held).kind == "empty_column"


FILLED = {
    "by its name": "$.ajax({url:'/l'}).done(function(d){$('#rows').html(d)})",
    "by its element": "fetch('/l').then(function(d){document.getElementById('rows').innerHTML=d})",
}


@pytest.mark.parametrize("case", FILLED)
def test_a_script_at_the_end_of_the_page_may_fill_the_empty_list(case: str) -> None:
    after = f"<script>{FILLED[case]}</script>"
    page = _read(TRAIL + '<ul id="rows"></ul>', after=after)
    assert (page.kind, page.loaded_later) == ("empty_column", True)


def test_a_counter_at_the_end_of_the_page_fills_no_list() -> None:
    after = "<script>$.ajax({url:'/hits'}).done(function(d){$('#hits').html(d)})</script>"
    page = _read(TRAIL + "<ul></ul><span id='hits'></span>", after=after)
    assert (page.kind, page.loaded_later) == ("empty_column", False)


HEADS = {
    "an organisation beside the day": f"<div>{NAME}</div><div><span>2026-01-08</span><span>云海县民政局</span></div>",
    "wide brackets": f"<p>{NAME}</p><p>［2026-01-08］　［民政局］</p>",
    "icons between": f"<h1>{NAME}</h1><div><i class=a></i>2026-01-08<i class=b></i>231<i class=c></i>民政局</div>",
    "the source at the end": f"<h1>{NAME}</h1>{BODY}<div>2026-01-08　来源：云海日报</div>",
}


@pytest.mark.parametrize("case", HEADS)
def test_the_day_of_publication_is_seen(case: str) -> None:
    head = HEADS[case]
    page = _read(TRAIL + head + ("" if BODY in head else BODY), title=f"{NAME}-云海县")
    assert (page.kind, page.title, page.published) == ("article", NAME, NEWEST)


def test_the_day_under_a_signature_is_no_day_of_publication() -> None:
    page = _read(f"{TRAIL}<h1>{NAME}</h1>{BODY}<p>云海县民政局</p><p>2026年1月8日</p>", title=NAME)
    assert (page.kind, page.published) == ("article", None)


FOREIGN = {
    "traditional characters": (
        "雲海縣民政局關於社會救助的公告",
        "發布時間：2026-01-08",
        "為做好有關工作，現將有關事項公告如下，請認真貫徹執行。",
    ),
    "English": (
        "Measures for a Better Business Environment",
        "Updated: Jan 8, 2026",
        "The measures cover customs, taxes and training. ",
    ),
    "English, day first": (
        "Measures for a Better Business Environment",
        "Published on 8 January 2026",
        "The measures cover customs, taxes and training. ",
    ),
    "Korean": (
        "운해현 2026년 농촌 최저생활보장 공시",
        "발표시간: 2026년 1월 8일",
        "운해현 민정국은 대상자를 공시한다. ",
    ),
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_document_in_another_language_is_dated(language: str) -> None:
    title, head, sentence = FOREIGN[language]
    page = _read(f"<h1>{title}</h1><p>{head}</p><p>{sentence * 8}</p>", title=title)
    assert (page.kind, page.title, page.published) == ("article", title, NEWEST)


def test_a_labelled_day_may_run_on_with_its_clock() -> None:
    labels = (
        f'<meta name="ArticleTitle" content="{NAME}"><meta name="PubDate" content="20260108103000">'
    )
    page = _read(f"{labels}<h1>{NAME}</h1>{BODY}")
    assert (page.published, page.published_source) == (NEWEST, "meta")


def test_a_trail_may_begin_with_the_home_of_the_disclosure_site() -> None:
    trail = "<div><a>政府信息公开首页</a>&gt; <a>水口镇人民政府</a>&gt; <a>农村危房改造</a></div>"
    page = _read(f"{trail}<ul>{_rows(ROW)}</ul>")
    assert (page.kind, page.title) == ("list", "农村危房改造")


def test_the_heading_above_the_entries_names_the_column_where_nothing_else_does() -> None:
    menu = "<div><h3>政务公开</h3><ul><li><a>政策文件</a></li><li><a>规划计划</a></li></ul></div>"
    page = _read(f"{menu}<div><h2>户籍管理</h2><ul>{_rows(ROW)}</ul><p>上一页 1 下一页</p></div>")
    assert (page.kind, page.title) == ("list", "户籍管理")


def test_a_letter_is_called_by_its_subject() -> None:
    rows = (
        "<tr><th>标题</th><td>关于农村自来水停水的问题</td></tr>"
        "<tr><th>信件编号</th><td>20260105</td></tr><tr><th>来信时间</th><td>2026-01-05</td></tr>"
        "<tr><th>答复内容</th><td>您好，您反映的问题已经核实，因管网改造临时停水，现已恢复供水。</td></tr>"
    )
    page = _read(f"{TRAIL}<h2>信件详情</h2><table>{rows}</table>{BODY}", title="信件详情-云海县")
    assert (page.kind, page.title) == ("article", "关于农村自来水停水的问题")


def test_a_service_guide_in_a_table_is_a_document_of_its_own_name() -> None:
    fields = ("实施机关", "办理依据", "受理条件", "申请材料", "办理流程", "办理地点", "咨询电话")
    rows = "".join(
        f"<tr><th>{name}</th><td>云海县政务服务中心二楼{name}</td></tr>" for name in fields
    )
    trail = TRAIL.replace("通知公告", "临时救助")
    page = _read(f"{trail}<h1>临时救助办事指南</h1><table>{rows}</table>", title="临时救助办事指南")
    assert (page.kind, page.title, page.published) == ("article", "临时救助办事指南", None)


@pytest.mark.parametrize(
    "head",
    [
        "<p><b>发布机构</b>云海县民政局</p>",
        "<div><span>发布单位</span><span>云海县民政局</span><span>发布时间</span><span>2026-01-08</span></div>",
    ],
)
def test_the_owner_may_stand_right_behind_its_name(head: str) -> None:
    assert _read(f"{TRAIL}<h1>{NAME}</h1>{head}{BODY}", title=NAME).owner == "云海县民政局"


def test_a_page_to_log_in_on_is_no_page_that_can_be_judged() -> None:
    form = '<form><input name="u" placeholder="用户名"><input type="password"><button>登录</button></form>'
    page = read_page(f"<title>用户登录-政务服务网</title><h2>个人登录</h2>{form}".encode())
    assert (page.kind, page.refused) == ("blocked", "登录")


@pytest.mark.parametrize(
    "body",
    [
        "Microsoft OLE DB Provider for ODBC Drivers 错误 '80004005'<br>/conn.asp，行 12",
        "<h1>Service Temporarily Unavailable</h1>",
        "抱歉，该站点已经被管理员停止运行",
        "You have an error in your SQL syntax near 'limit' at line 1",
        "<script>alert('对不起，该信息不存在或尚未审核！');history.back();</script>",
    ],
)
def test_a_fault_that_a_page_tells_in_its_own_words_is_an_error(body: str) -> None:
    assert read_page(body.encode()).kind == "error"


def test_a_page_that_only_says_it_is_loading_cannot_be_seen() -> None:
    body = "<title>政务公开</title><div id=app>加载中…</div><script>window.__NUXT__={}</script>"
    assert read_page(body.encode()).kind == "blocked"


def test_the_picture_beside_no_data_does_not_fill_a_column() -> None:
    page = _read(f"{TRAIL}<div><img src=none.png><span>抱歉，没有数据</span></div>")
    assert (page.kind, page.item_count) == ("empty_column", 0)
    assert _read(f"{TRAIL}<div><img src=scan.png></div>").kind == "other"


def test_a_short_table_is_no_empty_column() -> None:
    head = "<tr><th>科室</th><th>职责</th></tr>"
    row = "<tr><td>办公室</td><td>负责日常运转</td></tr>"
    assert _read(f"{TRAIL}<table>{head}{row}</table>").kind == "other"
    assert _read(f"{TRAIL}<table>{head}</table>").kind == "empty_column"


def test_a_table_of_names_shows_whom_a_subsidy_went_to() -> None:
    table = "<table><tr><th>姓名</th><th>金额</th></tr><tr><td>张*</td><td>96</td></tr></table>"
    body = f"<title>{NAME}</title>{TRAIL}<h1>{NAME}</h1>{BODY}{table}{FOOT}".encode()
    told = read_page(body, elements=["补贴对象", "申请流程"]).elements
    assert (told["补贴对象"].verdict, told["申请流程"].verdict) == ("met", "not_met")


@pytest.mark.parametrize(
    "piece",
    [
        "<script type=text/xml type=text/xml ",
        "<record><![CDATA[",
        "<script type=text/xml><record><![CDATA[",
        "<script>{title:'",
        "<script>document.write('<li><a ",
        '{"title":"a","date":',
        "{title:'关于第一号的通知',date:'2026-01-08'",
    ],
)
def test_a_hostile_script_is_read_as_quickly_as_any(piece: str) -> None:
    body = f"<title>x</title>{TRAIL}<script>var a=[{piece * 20_000}</script>".encode()
    before = time.process_time()
    read_page(body)
    assert time.process_time() - before < 3
