"""Reading of single traits: charsets, redirects, refusals, elements, and bytes of any kind."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.page import read_page

TITLE = "云海县关于停水的通知（演示）"
ARTICLE = (
    f'<html><head><meta charset="{{charset}}"><title>{TITLE}</title></head><body><h1>{TITLE}</h1>'
    "<p>发布时间：2026年5月6日</p><p>因管道检修，五月七日全县停水一天。联系电话：0430-5550002</p></body></html>"
)


@pytest.mark.parametrize(
    ("charset", "encoding", "name"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "utf-8-sig", "utf-8"),
        ("gb2312", "gb18030", "gb18030"),
        ("gbk", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
    ],
)
def test_a_page_is_read_in_the_charset_it_is_really_written_in(
    charset: str, encoding: str, name: str
) -> None:
    page = read_page(ARTICLE.format(charset=charset).encode(encoding))
    assert (page.title, page.charset) == (TITLE, name)


def test_big5_is_believed_when_declared() -> None:
    body = "<title>雲海縣政府公告</title><h1>雲海縣政府公告</h1>".encode("big5")
    page = read_page(body, content_type="text/html; charset=Big5")
    assert (page.title, page.charset) == ("雲海縣政府公告", "big5")


def test_a_page_cut_off_inside_a_character_is_still_read() -> None:
    page = read_page(ARTICLE.format(charset="gbk").encode("gb18030") + "演".encode("gb18030")[:1])
    assert page.charset == "gb18030"


@pytest.mark.parametrize(
    ("body", "leads_to"),
    [
        ('<meta http-equiv="Refresh" content="0;URL=./dwzn/">', "https://a.example/x/dwzn/"),
        (
            '<script>document.write(\'<meta http-equiv="Refresh" content="0;URL=/b/" />\')</script>',
            "https://a.example/b/",
        ),
        ('<script>window.location.href="/c/";</script>', "https://a.example/c/"),
        ("<script>location.replace('/d/')</script>", "https://a.example/d/"),
    ],
)
def test_a_page_that_only_sends_on_is_a_redirect(body: str, leads_to: str) -> None:
    page = read_page(body.encode(), url="https://a.example/x/")
    assert (page.kind, page.refresh_url) == ("redirect", leads_to)


def test_a_jump_that_waits_for_a_click_is_no_redirect() -> None:
    body = ARTICLE.format(charset="utf-8") + "<script>function go(){location.href='/s'}</script>"
    page = read_page(body.encode())
    assert (page.kind, page.refresh_url) == ("article", None)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, "blocked"), (403, "blocked"), (412, "blocked"), (429, "blocked"), (404, "error")],
)
def test_what_the_server_answers_comes_first(status: int, kind: str) -> None:
    assert read_page(ARTICLE.format(charset="utf-8").encode(), status=status).kind == kind


@pytest.mark.parametrize(
    "body",
    [
        "<title>请稍候</title><p>正在进行安全验证，请完成人机验证</p>",
        "<html><body><div id=app></div><script src=/app.js></script></body></html>",
    ],
)
def test_a_challenge_or_a_body_made_by_script_cannot_be_seen(body: str) -> None:
    assert read_page(body.encode()).kind == "blocked"


def test_a_firewalls_answer_says_so() -> None:
    page = read_page("<title>提示</title><h1>您的访问已被拦截</h1>".encode())
    assert page.refused == "已被拦截"


@pytest.mark.parametrize(
    ("element", "verdict"),
    [
        ("咨询电话", "met"),
        ("监督渠道:包括举报电话、地址等", "not_met"),
        ("停水", "met"),
        ("停水的通知", "met"),
        ("办理流程", "not_met"),
        ("政策依据", "not_met"),
    ],
)
def test_elements_are_judged_with_their_words(element: str, verdict: str) -> None:
    page = read_page(ARTICLE.format(charset="utf-8").encode(), elements=[element])
    found = page.elements[element]
    assert found.verdict == verdict
    assert (found.evidence is None) == (verdict == "not_met")


def test_what_only_a_file_may_hold_cannot_be_judged() -> None:
    body = '<h1>五月发放明细（演示）</h1><p>时间：2026-05-29</p><p><a href="a.xls">五月发放.xls</a></p>'
    page = read_page(body.encode(), elements=["低保对象名单", "办理流程"])
    assert {found.verdict for found in page.elements.values()} == {"cannot_judge"}


def test_a_file_in_place_of_a_page_is_not_read_as_text() -> None:
    page = read_page(b"%PDF-1.7\n229999197001010051", elements=["政策依据"])
    assert (page.kind, page.text, page.personal_data) == ("other", "", ())
    assert page.elements["政策依据"].verdict == "cannot_judge"


def test_a_day_in_the_address_is_only_a_hint() -> None:
    body = (
        "<title>办法（演示）</title><h1>办法（演示）</h1>"
        + "<p>第一条 为规范演示工作，制定本办法，适用于演示。</p>" * 9
    )
    url = "https://a.example/202603/t20260305_1.htm"
    page = read_page(body.encode(), url=url)
    assert (page.published_source, page.published_certain) != ("label", True)
    gone = read_page("<h1>您访问的页面不存在</h1>".encode(), url=url)
    assert (gone.kind, gone.published) == ("error", None)


def test_the_hash_stays_when_only_white_space_moves() -> None:
    one = read_page("<h1>甲</h1><p>发布时间：2026-01-02</p><p>正文 一</p>".encode())
    two = read_page("<h1>甲</h1>\n<p>发布时间：2026-01-02</p>\n\n<p>正文一</p>".encode())
    assert one.text_hash == two.text_hash


def test_the_record_is_plain_json_with_the_contracts_names() -> None:
    record = read_page(ARTICLE.format(charset="utf-8").encode()).to_dict(file="a.html")
    again = json.loads(json.dumps(record, ensure_ascii=False))
    assert (again["file"], again["kind"], again["published"]) == ("a.html", "article", "2026-05-06")


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise(body: bytes) -> None:
    read_page(body, url="http://[", elements=["政策依据"]).to_dict(file="x")


PIECES = (
    "<li>", "</li>", "<a href='http://['>", "<a href=a.doc>", "</a>", "<table><tr><td>", "</table>", "<h1>",
    "<h2>", "2026-03-05", "二〇二六年三月五日", "2026-13-45", "首页", " > ", "当前位置：", "发布时间：", "时间：",
    "来源：", "文号", "公示", "<script>var pubdata='2026年1月2日'</script>", "<div style='display:none'>", "</div>",
    "<meta name=PubDate content=x>", "版权所有", "229999197001010051", "<!--", "<br>", "15", "2026-03", "\x00", "　",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_markup_makes_the_reader_raise(body: str) -> None:
    read_page(body.encode(), elements=["政策依据"], url="https://a.example/").to_dict(file="x")


def test_ten_thousand_nested_blocks_are_read() -> None:
    assert "底" in read_page(("<div>" * 10_000 + "底").encode()).text
