"""The small table in saved web pages."""

from __future__ import annotations

from collections.abc import Sequence

from tests.imports.invented.file_case import (
    BOTH,
    FIRST,
    HEAD,
    ROWS,
    SECOND,
    TITLE,
    TWO,
    FileCase,
    wanted,
)


def table(rows: Sequence[Sequence[str]] = ROWS, cell: str = "td") -> str:
    spans = {0: f' colspan="{len(HEAD)}"'}
    body = "".join(
        "<tr>"
        + "".join(
            f"<{cell}{spans.get(number, '') if len(row) == 1 else ''}>{text.replace(chr(10), '<br>')}</{cell}>"
            for text in row
        )
        + "</tr>"
        for number, row in enumerate(rows)
    )
    return f"<table>{body}</table>"


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


GROUPED = """<table border=1><tr><th colspan=7>{title}</th></tr>
<tr><th>序号</th><th>一级事项</th><th>二级事项</th><th>公开内容</th><th>公开时限</th><th>公开主体</th><th>公开渠道</th></tr>
<tr><td>1</td><td rowspan=2>业务办理</td><td>老年人补贴</td><td>{content}</td><td>及时公开</td>
<td rowspan="2">民政局</td><td>■政府网站 □政府公报</td></tr>
<tr><td>2</td><td>高龄津贴</td><td>标准</td><td>实时公开</td><td>□政府网站 ■政府公报</td></tr></table>"""
PLAIN = GROUPED.format(title=TITLE, content="名称<br>对象")
WORD = GROUPED.format(
    title=f"<p class=MsoNormal align=center><b><span style='font-size:16.0pt'>{TITLE[:6]}</span>"
    f"<span lang=EN-US><o:p></o:p></span>{TITLE[6:]}</b></p>",
    content="<p class=MsoNormal><span\nlang=EN-US>名称<o:p></o:p></span></p><![if !supportLists]><p>对象</p><![endif]>",
)
PAGES = [
    FileCase("spans of rows and columns", page(PLAIN).encode(), BOTH, "a.html"),
    FileCase(
        "a page in GBK that claims UTF-8",
        page(PLAIN, '<meta charset="utf-8">').encode("gbk"),
        BOTH,
        "a.html",
    ),
    FileCase(
        "a page in UTF-8 that claims GB2312",
        page(PLAIN, '<meta charset="gb2312">').encode(),
        BOTH,
        "a.html",
    ),
    FileCase("a page in UTF-16", page(PLAIN).encode("utf-16"), BOTH, "a.html"),
    FileCase("a page under the name of a workbook", page(PLAIN).encode(), BOTH, "a.xls"),
    FileCase(
        "a page saved by Word",
        page(WORD, "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->").encode(
            "gb18030"
        ),
        BOTH,
        "a.htm",
    ),
    FileCase(
        "a table inside tables of layout",
        page(
            f"<table><tr><td>首页</td><td><table><tr><td>{PLAIN}</td></tr></table></td></tr></table>"
        ).encode(),
        wanted({4: FIRST, 5: SECOND}),
        "a.html",
    ),
    FileCase(
        "a table of elements inside a cell",
        page(
            GROUPED.format(
                title=TITLE, content="<table><tr><td>名称</td></tr><tr><td>对象</td></tr></table>"
            )
        ).encode(),
        BOTH,
        "a.html",
    ),
    FileCase(
        "end tags left out",
        page(PLAIN.replace("</td>", "").replace("</tr>", "").replace("</th>", "")).encode(),
        BOTH,
        "a.html",
    ),
    FileCase("a page without html and body", PLAIN.encode(), BOTH, "a.html"),
    FileCase(
        "head and body of the table apart",
        page(
            PLAIN.replace("</tr>\n<tr><td>1", "</tr></thead><tbody><tr><td>1").replace(
                "<table border=1>", "<table><thead>"
            )
        ).encode(),
        BOTH,
        "a.html",
    ),
    FileCase(
        "no-break blanks and signs by name",
        page(
            PLAIN.replace("老年人补贴", "&nbsp;老年人&#x8865;贴&nbsp;")
            .replace("■", "&#9632;")
            .replace("□", "&#9633;")
        ).encode(),
        BOTH,
        "a.html",
    ),
    FileCase(
        "an address behind a word",
        page(
            PLAIN.replace("老年人补贴", '<a href="https://a.gov.cn/1.html">老年人补贴</a>')
        ).encode(),
        wanted({3: FIRST | {"urls": ["https://a.gov.cn/1.html"]}, 4: SECOND}),
        "a.html",
    ),
    FileCase(
        "an address of the same site",
        page(PLAIN.replace("老年人补贴", '<a href="/zwgk/1.html">老年人补贴</a>')).encode(),
        BOTH,
        "a.html",
    ),
    FileCase(
        "rows nobody sees",
        page(PLAIN.replace("<tr><td>2", '<tr style="display:none"><td>2')).encode(),
        wanted({3: FIRST, 4: SECOND}, "hidden-row C4"),
        "a.html",
    ),
    FileCase(
        "a page of news",
        page("<p>今天召开会议</p><table><tr><td>甲</td><td>乙</td></tr></table>").encode(),
        "not-a-catalogue",
        "a.html",
    ),
    FileCase(
        "a table broken over two tables by a page",
        page(table(ROWS[:3]) + "<p>第2页</p>" + table((TWO,))).encode(),
        wanted({3: FIRST, 5: SECOND}, "row-without-item A4"),
        "a.html",
    ),
    FileCase(
        "a heading above instead of a row",
        page(f"<h1>{TITLE}</h1>" + table(ROWS[1:])).encode(),
        BOTH,
        "a.html",
    ),
    FileCase(
        "boxes as inputs",
        page(
            PLAIN.replace("■", "<input type=checkbox checked>").replace(
                "□", "<input type=checkbox>"
            )
        ).encode(),
        BOTH,
        "a.html",
    ),
]
