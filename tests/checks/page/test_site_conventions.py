"""The conventions of many sites and content systems, on invented pages (演示数据)."""

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
DAY = date(2026, 1, 20)


def _read(matter: str, *, title: str = "云海县人民政府", url: str | None = None) -> PageReading:
    page = f"<html><head><title>{title}</title></head><body>{TOP}{matter}{FOOT}</body></html>"
    return read_page(page.encode(), url=url)


def _rows(row: str, count: int = 8) -> str:
    name = "云海县人民政府关于印发第{n}号实施方案的通知"
    return "".join(row.replace("{t}", name).replace("{n}", str(n)) for n in range(1, count + 1))


LISTS = {
    "the date in brackets before the name": '<li><span>[2026-01-0{n}]</span><a href="{n}">{t}</a></li>',
    "the date in brackets behind the name": '<p><a href="{n}">{t}</a>（2026-01-0{n}）</p>',
    "slashes": '<li><a href="{n}">{t}</a><em>2026/1/{n}</em></li>',
    "dots": '<li><a href="{n}">{t}</a><em>2026.01.0{n}</em></li>',
    "characters": '<li><a href="{n}">{t}</a><i>2026年1月{n}日</i></li>',
    "a clock behind the date": '<li><a href="{n}">{t}</a><span>2026-01-0{n} 08:30:00</span></li>',
    "the date first": '<li>2026-01-0{n} <a href="{n}">{t}</a></li>',
    "a label and a source": "<dl><dt><a href='{n}'>{t}</a></dt>"
    "<dd><span>发布时间：2026-01-0{n}</span><span>来源：县政府</span></dd></dl>",
    "a summary and a labelled date": "<li><h4><a href='{n}'>{t}</a></h4><p>为做好有关工作，制定本方案。</p>"
    "<p>日期：2026-01-0{n} 10:20</p></li>",
    "source before the date": "<li><a href='{n}'>{t}</a><p>来源：县政府办　发布时间：2026-01-0{n}</p></li>",
    "a table with two dates": "<tr><td><a href='{n}'>{t}</a></td><td>2025-12-0{n}</td><td>2026-01-0{n}</td></tr>",
    "a large day": "<li><a href='{n}'><div><b>0{n}</b><span>2026-01</span></div><h3>{t}</h3></a></li>",
    "the year below the day": "<li><div><em>01-0{n}</em><i>2026</i></div><a href='{n}'>{t}</a></li>",
    "a year of two digits": '<li><a href="{n}">{t}</a><span>26/01/0{n}</span></li>',
    "a year of two digits in brackets": '<li>[26-01-0{n}] <a href="{n}">{t}</a></li>',
    "a year of two digits behind dots": '<li><a href="{n}">{t} 26.1.{n}</a></li>',
    "counters": "<li><a href='{n}'>{t}</a><span>浏览：1{n}次</span><span>2026-01-0{n}</span></li>",
    "a class of its own": "<li><a href='/c'>[政策]</a> <a href='{n}'>{t}</a><span>2026-01-0{n}</span></li>",
}


@pytest.mark.parametrize("case", LISTS)
def test_entries_are_counted_and_dated_however_they_are_set(case: str) -> None:
    row = LISTS[case]
    frame = "table" if row.startswith("<tr") else "div" if row.startswith(("<p", "<dl")) else "ul"
    page = _read(f"{TRAIL}<{frame}>{_rows(row)}</{frame}>")
    assert (page.kind, page.title, page.item_count) == ("list", "通知公告", 8)
    assert page.newest_item_date == date(2026, 1, 8)


@pytest.mark.parametrize("written", ["09/10/0{n}", "26/13/0{n}", "26-1-0{n}-4", "1.26.1.{n}"])
def test_what_may_be_no_year_month_and_day_dates_nothing(written: str) -> None:
    page = _read(f"{TRAIL}<ul>{_rows(f'<li><a href={{n}}>{{t}}</a><i>{written}</i></li>')}</ul>")
    assert page.newest_item_date is None


def test_a_title_keeps_its_words_when_its_short_date_is_taken_off() -> None:
    page = _read(f"{TRAIL}<ul>{_rows('<li><a href={n}>[26/01/0{n}] {t}</a></li>')}</ul>")
    assert page.items[0].title == "云海县人民政府关于印发第1号实施方案的通知"


def test_a_labelled_day_may_have_a_year_of_two_digits() -> None:
    page = _read(f"{TRAIL}<h1>{NAME}</h1><p>发布时间：26/01/20 来源：县民政局</p>{BODY}")
    assert (page.kind, page.published) == ("article", DAY)
    signed = _read(f"{TRAIL}<h1>{NAME}</h1>{BODY}<p>26/01/20</p>")
    assert signed.published is None


def test_entries_without_a_year_are_counted_and_left_undated() -> None:
    for day in ("01-0{n}", "0{n}月08日", "[01-0{n}]"):
        page = _read(f"{TRAIL}<ul>{_rows(f'<li><a href={{n}}>{{t}}</a><i>{day}</i></li>')}</ul>")
        assert (page.kind, page.item_count, page.newest_item_date) == ("list", 8, None)


def test_a_title_that_ends_with_a_year_does_not_swallow_the_date() -> None:
    page = _read(
        f"{TRAIL}<ul>{_rows('<li><a href={n}>{t}2025</a><span>2026-01-0{n}</span></li>')}</ul>"
    )
    assert page.newest_item_date == date(2026, 1, 8)


def test_lists_parted_into_blocks_of_five_are_one_list() -> None:
    row = '<li><a href="{n}">{t}</a><span>2026-01-0{n}</span></li>'
    page = _read(TRAIL + "<hr>".join(f"<ul>{_rows(row, 5)}</ul>" for _ in range(3)))
    assert page.item_count == 15


def test_entries_behind_a_closed_tab_are_not_the_list() -> None:
    row = '<li><a href="{n}">{t}</a><span>2026-01-0{n}</span></li>'
    later = row.replace("2026-01", "2026-03")
    hidden = f'<div style="display:none"><ul>{_rows(later, 5)}</ul></div>'
    page = _read(f"{TRAIL}<ul>{_rows(row)}</ul>{hidden}")
    assert (page.item_count, page.newest_item_date) == (8, date(2026, 1, 8))


def test_records_kept_in_a_script_are_the_entries_a_reader_sees() -> None:
    record = "<record><![CDATA[<li><a href='/art/{n}.html'>{t}</a><span>2026-01-0{n}</span></li>]]></record>"
    group = "<nextgroup><![CDATA[<a href='/module/jpage/dataproxy.jsp'></a>]]></nextgroup>"
    store = f"<datastore>{group}<recordset>{_rows(record)}</recordset></datastore>"
    page = _read(f'{TRAIL}<div><script type="text/xml">{store}</script></div>')
    assert (page.kind, page.item_count) == ("list", 8)
    assert page.newest_item_date == date(2026, 1, 8)


TRAILS = (
    "<div>您现在所在位置：<a>首页</a> / <a>政务公开</a> / 通知公告</div>",
    "<div>您的位置：<a>首页</a>→<a>政务公开</a>→<a>通知公告</a></div>",
    "<div>当前位置: <a>网站首页</a> » <a>政务公开</a> » <a>通知公告</a></div>",
    "<div><a>首页</a><i> > </i><a>政务公开</a><i> > </i><span>通知公告</span></div>",
    "<div>所在位置：<a>首页</a>\\<a>政务公开</a>\\<a>通知公告</a></div>",
    "<table><tr><td> 当前位置：<a>首页</a></td><td><table><tr><td> > <a>政务公开</a></td>"
    "<td> > <a>通知公告</a></td></tr></table></td></tr></table>",
    "<div>当前位置：<!--nav--><a>首页</a> > <a>政务公开</a> > <!--x--><a>通知公告</a><!--end--></div>",
)


@pytest.mark.parametrize("trail", TRAILS)
def test_the_last_step_of_the_trail_names_the_column(trail: str) -> None:
    row = '<li><a href="{n}">{t}</a><span>2026-01-0{n}</span></li>'
    page = _read(f"{trail}<ul>{_rows(row)}</ul>", title="通知公告_云海县人民政府")
    assert (page.kind, page.title) == ("list", "通知公告")


HEADS = {
    "a clock in characters": f"<h1>{NAME}</h1><ul><li>2026年01月20日 09时32分</li><li>来源: 县民政局</li></ul>",
    "a clock and an office": f"<h1>{NAME}</h1><div><span>2026-01-20 09:32:11</span><span>县民政局</span></div>",
    "corner brackets": f"<h1>{NAME}</h1><p>【发布时间：2026-01-20】【来源：县民政局】【字体：大 中 小】</p>",
    "published on": f"<h1>{NAME}</h1><p>本文发布于2026-01-20</p>",
    "posted": f"<h1>{NAME}</h1><p>张贴时间：2026-01-20</p>",
    "entered": f"<h1>{NAME}</h1><p>录入时间：2026-01-20</p>",
    "opened": f"<h1>{NAME}</h1><p>公开日期：2026-01-20 公开范围：面向社会</p>",
    "spaced letters": f"<h1>{NAME}</h1><p>发 布 时 间 ：2026-01-20　来 源：县民政局</p>",
    "comments": f"<h1><!--a-->{NAME}<!--b--></h1><p>发布时间：<!--c-->2026-01-20<!--d--></p>",
    "tags of the system": f"<h2><UCAPTITLE> {NAME} </UCAPTITLE></h2>"
    "<p><publishtime>发布时间：2026-01-20</publishtime></p>",
    "a title without mark-up": f"<div>{NAME}</div><div>时间：2026-01-20</div>",
    "bold and centred": f'<p align="center"><strong>{NAME}</strong></p><p align="center">发布时间:2026-01-20</p>',
    "labels and values in blocks": f"<h1>{NAME}</h1><div>发布时间</div><div>2026-01-20</div>",
    "a date in brackets": f"<h1>{NAME}</h1><p>（2026年1月20日）</p>",
    "a script that holds it": f"<h1>{NAME}</h1><script>var PublishTime = '2026-01-20 08:00';</script>",
    "a script that writes it": f"<h1>{NAME}</h1><p>发布时间：<script>document.write('2026-01-20')</script></p>",
    "the site's name as heading": f"<h1>云海县人民政府</h1><h3>{NAME}</h3><p>时间：2026-01-20</p>",
    "a static day of today": f"<h1>{NAME}</h1><p>来源：县民政局 2026-01-20</p><p>据悉，有关工作已经展开。</p>",
    "a table with its own name": "<table><tr><td><b>名　　称：</b></td>"
    f"<td>{NAME}</td><td>发布机构：</td><td>县民政局</td></tr><tr><td>发文字号：</td><td>云民发〔2026〕3号</td>"
    "<td>发布日期：</td><td>2026年01月20日</td></tr></table>",
    "a table with headers": "<table><tr><th>索 引 号：</th><td>1/2026</td>"
    "<th>成文日期：</th><td>2026年01月10日</td></tr>"
    f"<tr><th>标　　题：</th><td>{NAME}</td><th>发布日期：</th><td> 2026年01月20日</td></tr></table><div>{NAME}</div>",
    "a list as head": f"<ul><li><b>索 引 号：</b>1/2026</li><li><b>名 称：</b>{NAME}</li>"
    "<li><b>发文日期：</b>2026-01-10</li><li><b>公开日期：</b>2026-01-20</li></ul>",
}  # fmt: skip


@pytest.mark.parametrize("case", HEADS)
def test_title_and_day_are_read_from_every_kind_of_head(case: str) -> None:
    page = _read(TRAIL + HEADS[case] + BODY)
    assert (page.kind, page.title, page.published) == ("article", NAME, DAY)


@pytest.mark.parametrize(
    "head",
    [
        "<p>公示时间：2026年1月5日至1月12日</p>",
        "<p>公示期：2026年1月20日—2026年1月26日</p>",
        "<table><tr><td>索引号：</td><td>1/2026</td><td>生成日期：</td><td>2026-01-10</td></tr></table>",
        "",
    ],
)
def test_periods_and_days_of_writing_are_no_publication(head: str) -> None:
    page = _read(f"{TRAIL}<h1>{NAME}</h1>{head}{BODY}<p>云海县民政局</p><p>2026年1月20日</p>")
    assert (page.kind, page.published) == ("article", None)


@pytest.mark.parametrize(
    "words",
    [
        *"暂无数据 暂无内容！ 该栏目暂无内容 没有找到相关信息 没有数据 无 内容正在更新中 信息正在整理中".split(),
        "对不起，该栏目下没有任何信息！",
        "共 0 条 第 1/0 页",
        "No data",
        "本栏目暂无信息发布，敬请关注",
    ],
)
def test_an_empty_column_is_empty_whatever_it_says(words: str) -> None:
    page = _read(f"{TRAIL}<h3>行政处罚</h3><ul><li>{words}</li></ul>")
    assert (page.kind, page.item_count) == ("empty_column", 0)


@pytest.mark.parametrize(
    "words",
    [
        "经核查，我局2026年第一季度没有行政处罚案件，特此说明。",
        "本单位无下属事业单位，无此项内容公开。",
        "我乡2025年度未发生政府采购，故此表无数据。",
        "我县不涉及该事项，无相关信息。",
        "本部门没有政府性基金预算拨款安排的支出，故本表无数据。",
    ],
)
def test_an_empty_column_may_explain_itself(words: str) -> None:
    page = _read(f"{TRAIL}<p>{words}</p>")
    assert (page.kind, page.explained_empty) == ("empty_column", True)


CONTACTS = (
    "<p>电话：0433-6250000</p>",
    "<p>办公地址：云海县政府大楼3楼</p><p>办公时间：8:30—16:30</p>",
    "<ul><li>咨询电话</li><li>6250001</li></ul>",
    "<p>电子邮箱：yunhai@example.cn</p>",
)


@pytest.mark.parametrize("words", CONTACTS)
@pytest.mark.parametrize("column", ["联系方式", "监督电话", "机构地址", "咨询投诉"])
def test_a_column_of_telephone_numbers_is_not_empty(words: str, column: str) -> None:
    page = _read(f"{TRAIL.replace('通知公告', column)}<h3>{column}</h3>{words}")
    assert page.kind == "other"


def test_a_column_of_notices_with_but_a_telephone_number_is_empty() -> None:
    assert _read(f"{TRAIL}<h3>通知公告</h3>{CONTACTS[0]}").kind == "empty_column"
    bare = _read(f"{TRAIL.replace('通知公告', '联系方式')}<h3>联系方式</h3><p>暂无内容</p>")
    assert bare.kind == "empty_column"


BARE = {
    "error": (
        "<h1>404 Not Found</h1><hr>nginx", "您所访问的页面不存在或已被删除！", "<h1>哎呀！页面找不到了</h1>",
        "该信息已被撤稿或删除", "很抱歉，没有找到您要访问的页面！", "链接已失效", "参数错误！",
        "对不起，您访问的内容已下线", "系统错误，请稍后重试", "您的请求带有不合法参数，已被网站管理员设置拦截！",
    ),
    "blocked": (
        "请完成安全验证后继续访问", "<script>var _$a=0;</script><noscript>请开启JavaScript</noscript>",
        "请拖动滑块完成验证",
    ),
    "under_construction": (
        "网站升级中，敬请期待", "该栏目正在建设中……", "网站迁移中，暂停服务", "本网站因升级改造暂停访问",
    ),
    "redirect": (
        "<script>window.location.href='/index.shtml';</script>", "<script>window.open('/a.html','_self')</script>",
        "<script>setTimeout(\"location.href='/a.html'\",1000)</script>",
        "<script>var url='/col/index.html'; window.location.href=url;</script>",
        "<script>top.location='http://x.example/';</script><a href='http://x.example'>如未跳转请点击</a>",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "body"), [(kind, body) for kind in BARE for body in BARE[kind]])
def test_a_bare_page_is_known_by_its_words(kind: str, body: str) -> None:
    assert read_page(f"<html><body>{body}</body></html>".encode()).kind == kind


def test_an_article_about_an_outage_is_an_article() -> None:
    head = "<h1>关于网站升级维护的公告</h1><p>发布时间：2026-01-20</p>"
    assert _read(f"{TRAIL}{head}<p>因系统升级，网站将暂停服务。</p>").kind == "article"


FILES = {
    "an address that ends in a file": '<a href="a.doc">申请表</a>',
    "a program that sends it": '<a href="/module/download/downfile.jsp?id=1&filename=1.xlsx">名单.xlsx</a>',
    "a name that ends in a file": '<a href="/down.aspx?key=77">附件1：低保名单.xls</a>',
    "a click": '<a href="javascript:void(0)" onclick="downFile(\'/upload/x.pdf\')">办法</a>',
    "a source behind an empty address": '<a href="#" oldsrc="W02026.docx">办法</a>',
    "a viewer": '<iframe src="/pdfjs/web/viewer.html?file=/upload/a.pdf"></iframe>',
    "an embedded file": '<embed src="P020260120.pdf" type="application/pdf">',
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_is_an_attachment_however_it_hangs_on_the_page(case: str) -> None:
    page = _read(f"{TRAIL}<h1>{NAME}</h1><p>发布时间：2026-01-20</p>{BODY}{FILES[case]}")
    assert len(page.attachments) == 1


def test_a_page_for_the_telephone_is_read_without_a_trail() -> None:
    row = '<a href="{n}.html"><p>{t}</p><p>2026-01-0{n}</p></a>'
    matter = f"<header><h1>通知公告</h1></header><div>{_rows(row)}</div><div>加载更多</div>"
    page = _read(
        matter, title="通知公告_云海县人民政府", url="https://m.yunhai.example/tzgg/list.html"
    )
    assert (page.kind, page.title, page.item_count) == ("list", "通知公告", 8)


GUIDE = "<table>" + "".join(
    f"<tr><th>{name}</th><td>{value}</td></tr>"
    for name, value in {
        "事项名称": "最低生活保障审核确认", "设定依据": "《社会救助暂行办法》", "受理条件": "收入低于当地标准的家庭",
        "申请材料": "申请书、户口簿", "办理流程": "申请、受理、审核、确认", "承诺办结": "30个工作日",
        "是否收费": "不收费",
        "办理地点": "演示路1号政务服务大厅3号窗口", "办公时间": "周一至周五 上午8:30-11:30", "咨询电话": "0430-5550001",
        "监督投诉": "0430-12345", "结果送达": "邮寄或者自取",
    }.items()
) + "</table>"  # fmt: skip


@pytest.mark.parametrize(
    "element",
    "事项名称 办理时限 收费依据及标准 结果送达 监督投诉渠道 办理材料 办事时间 "
    "办理机构及地点 咨询查询途径 办理流程 办理条件".split(),
)
def test_a_service_guide_holds_the_elements_of_the_national_list(element: str) -> None:
    body = f"<h1>最低生活保障办事指南（演示）</h1><p>发布时间：2026-01-20</p>{GUIDE}"
    assert read_page(body.encode(), elements=[element]).elements[element].verdict == "met"


@pytest.mark.parametrize(
    "matter",
    [
        '<p><img src="1.jpg"></p>',
        '<p>名单详见附件。</p><a href="a.xls">名单.xls</a>',
        "<div id='app'></div><script>$.get('/api/list', show)</script>",
        '<iframe src="/pdf/viewer.html?file=a.pdf"></iframe>',
    ],
)
def test_what_a_scan_a_file_or_a_script_may_hold_is_not_called_missing(matter: str) -> None:
    body = f"<h1>{NAME}（演示）</h1><p>发布时间：2026-01-20</p>{matter}"
    found = read_page(body.encode(), elements=["办理流程", "收费标准"]).elements
    assert {reading.verdict for reading in found.values()} == {"cannot_judge"}
