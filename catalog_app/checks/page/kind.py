"""What kind of page it is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from catalog_app.checks.page.labels import Labels
from catalog_app.checks.page.lists import MainList
from catalog_app.checks.page.outline import Line, Outline
from catalog_app.checks.page.published import Published
from catalog_app.checks.page.text import explains_absence
from catalog_app.checks.page.zones import Zone, own_lines

Kind = Literal[
    "article",
    "list",
    "home",
    "empty_column",
    "error",
    "under_construction",
    "redirect",
    "blocked",
    "other",
]

SHOWN = frozenset(("label", "script", "meta"))
REFUSED = frozenset((401, 403, 405, 406, 407, 412, 418, 429, 451, 511))
SHORT_PAGE = 300
LONG_PAGE = 10 * SHORT_PAGE
EMPTY = 100
NOTICE = 200
PARAGRAPH = 25
DOCUMENT_LENGTH = 120
HOME_BLOCKS = 2
HOME_LINKS = 60
ERROR = re.compile(
    r"(?<![\d-])(?:40[0-5]|410|50[0-4])(?!\d)|找不到|(?:未|没有?|无法)找到|(?:页面|网页|文件)(?:丢失|走丢|失踪|不见)|"
    r"(?:文件|网页|页面|内容|信息|栏目|文章|链接|地址)(?:已(?:经)?)?(?:被)?(?:不存在|删除|移除|下线|下架|撤稿|撤销|失效|过期)|"
    r"已(?:经)?(?:被)?(?:删除|移除|撤稿|下架)|不存在|not\s+found|服务器(?:内部)?错误|(?:系统|程序|参数|网络|数据库|地址|请求)(?:发生)?(?:错误|异常|有误|出错)|"
    r"(?:访问|页面)(?:出错|错误)|出错[啦了]|无法(?:访问|显示|打开)|do not have permission|bad (?:gateway|request)|"
    r"service (?:temporarily )?unavailable|error occurred while|(?:管理员)?停止运行|"
    r"internal server error|gateway time-?out|OLE DB Provider|error in your SQL syntax",
    re.IGNORECASE,
)
NO_ENTRIES = re.compile(
    r"没有?找到(?:相关|任何|符合|对应|您)?[^页网]{0,6}(?:信息|数据|内容|记录|结果)"
)
GONE = re.compile(
    r"\b404\b|页面(?:不存在|没有找到|未找到|已(?:经)?删除)|(?:找不到|无法找到).{0,10}(?:页面|网页|文件|内容)|"
    r"(?:访问|查看|请求)的.{0,8}(?:不存在|已(?:经)?(?:被)?(?:删除|移除|下线))|not found",
    re.IGNORECASE,
)
FIREWALL = re.compile(
    r"(?:已被|被)?(?:拦截|阻断)|防火墙|疑似(?:黑客)?攻击|非法请求|禁止访问|访问(?:被)?(?:拒绝|受限|过于频繁)|"
    r"access denied|forbidden|request blocked",
    re.IGNORECASE,
)
CHALLENGE = re.compile(
    r"安全(?:验证|检查|检测)|人机(?:验证|识别)|滑动验证|(?:拖动|滑动|拖拽).{0,6}滑块|"
    r"(?:请|需要?)(?:您)?(?:先)?完成.{0,6}验证|验证码|正在验证|checking your browser|"
    r"enable javascript|(?:启用|开启|打开)\s*javascript|just a moment|verify you are human",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"^\W*(?:抱歉|对不起)?\W*(?:暂无|没有|无)(?:任何|相关)?(?:数据|信息|内容|记录)\W*$",
    re.MULTILINE,
)
LOADING = re.compile(r"\W*(?:页面|数据|内容|正在|努力)*(?:加载|载入|loading)中?\W*", re.IGNORECASE)
ALERT = re.compile(r"""\balert\(\s*["']([^"']{4,80})["']""")
LOGIN = re.compile(r"登\s?[录陆]|统一身份认证|用户名|log ?in|sign in", re.IGNORECASE)
BUILDING = re.compile(
    r"建设中|敬请期待|正在(?:建设|升级|维护|改版|调试|迁移|筹建|开发)|(?:维护|升级|改版|迁移|调试|开发|筹建|改造)中|"
    r"暂停(?:服务|访问|开放|运行|使用)|coming soon|under construction|(?:暂未|尚未|即将)(?:开通|上线|开放)",
    re.IGNORECASE,
)
PAGE_TURNER = re.compile(r"下一?页|[尾末]页")
SERVICE = re.compile(
    r"网站地图|站点地图|依申请公开|领导(?:信息|之窗|分工|班子|介绍)|信箱|在线(?:咨询|访谈)|留言|搜索|检索|查询|问卷|网上调查|登录|注册"
)
# A column of this name says all it has to say with a number or an address.
CONTACT_COLUMN = re.compile(r"联系|电话|热线|通讯录|地[址点]|咨询|投诉|举报|监督|办公时间")
CONTACT = re.compile(
    r"\d{7,}|\d{3,4}[-—－ ]\d{3,}|(?<!\d)12\d{3}(?!\d)|地[址点]\s*[:：]?\s*\S{4,}|\S@\S"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the kind is judged by."""

    page: Outline
    zone: Zone
    labels: Labels
    listed: MainList
    published: Published
    head: str
    attachments: int
    refresh_url: str | None
    status: int
    url: str | None
    own_title: bool = False
    asks_password: bool = False


def judge_kind(seen: Evidence) -> Kind:
    """Decide the kind: what the server says, then what a short page says, then its structure."""
    return _by_status(seen.status) or _short_page(seen) or _by_structure(seen)


def refusal(seen: Evidence) -> str | None:
    """The words of a firewall or a challenge on a page that holds next to nothing else."""
    text = seen.head + "\n" + seen.page.text
    if len(text) > SHORT_PAGE:
        return None
    found = FIREWALL.search(text) or CHALLENGE.search(text)
    if found is None and seen.asks_password:
        found = LOGIN.search(text)
    return found[0] if found else None


def _by_status(status: int) -> Kind | None:
    if status in REFUSED:
        return "blocked"
    return "error" if status >= 400 else None


def _short_page(seen: Evidence) -> Kind | None:
    """Pages that hold next to nothing: redirects, refusals, errors, sites under construction."""
    if len(seen.page.text) > LONG_PAGE:
        return None
    text = "\n".join(line.text for line in seen.page.lines if not line.hidden)
    if len(text) > SHORT_PAGE:
        return None
    if seen.refresh_url is not None:
        return "redirect"
    if _has_head(seen):
        return None
    whole = f"{seen.head}\n{text}"
    if seen.asks_password and LOGIN.search(whole):
        return "blocked"
    framed = seen.zone.has_trail  # a column of a site: what it says of its contents is no refusal
    if not framed and CHALLENGE.search(whole):
        return "blocked"
    if FIREWALL.search(whole) or ERROR.search(NO_ENTRIES.sub("", whole)):
        return "error"
    if BUILDING.search(whole):
        return "under_construction"
    return None if framed else _by_script_alone(seen.page, text)


def _by_script_alone(page: Outline, text: str) -> Kind | None:
    """A page whose script is all it holds, or that says it is loading."""
    if page.links or not page.scripts or not (text == "" or LOADING.fullmatch(text)):
        return None
    return "error" if _says_gone(page) else "blocked"


def _says_gone(page: Outline) -> bool:
    """Whether all that a page without text does is to tell, in a window, that there is nothing."""
    told = (ALERT.search(script) for _, script in page.scripts)
    return any(found is not None and ERROR.search(found[1]) for found in told)


def _has_head(seen: Evidence) -> bool:
    """Whether the page names itself a document or shows when it was published."""
    return bool(seen.labels.article_title) or seen.published.source in SHOWN


def _by_structure(seen: Evidence) -> Kind:
    items = len(seen.listed.items)
    if _is_document(seen, items):
        return "article"
    own = own_lines(seen.page, seen.zone)
    length = sum(len(line.text) for line in own)
    notice = _notice(seen.head, own) if not seen.listed.dated else None
    if notice is not None:
        return notice
    if _is_home(seen):
        return "home"
    name = (seen.zone.column or "") + " " + seen.head
    paragraphs = sum(
        len(line.text) for line in own if len(line.text) >= PARAGRAPH and "。" in line.text
    )
    document = paragraphs >= DOCUMENT_LENGTH and not SERVICE.search(name)
    if items and seen.listed.dated and not (document and items == 1):
        return "list"
    if document:
        return "article"
    entries = items > seen.attachments
    if entries and not SERVICE.search(name) and seen.zone.has_trail:
        return "list"
    if seen.own_title and length >= DOCUMENT_LENGTH and not items and not SERVICE.search(name):
        return "article"
    return _nearly_empty(seen, length)


def _notice(head: str, own: Sequence[Line]) -> Kind | None:
    """An error or a promise to build, shown inside the site's usual frame."""
    text = "\n".join(line.text for line in own)
    if len(text) > NOTICE:
        return None
    if GONE.search(f"{head}\n{text}"):
        return "error"
    return "under_construction" if BUILDING.search(text) else None


def _is_document(seen: Evidence, items: int) -> bool:
    """A labelled title, or a date that a reader sees at the head and no list that it belongs to."""
    labels = seen.labels
    if labels.names_document(seen.zone.column):
        return True
    listed = items > 1 and seen.listed.dated
    if seen.published.source == "meta":
        return labels.article_title is not None and not listed
    dated = seen.published.source in ("label", "script")
    return dated and not (listed and seen.published.line in seen.listed.date_lines)


def _is_home(seen: Evidence) -> bool:
    """The root of a site, or many blocks of entries and no trail to say where the reader is."""
    if seen.zone.has_trail:
        return False
    at_root = seen.url is not None and _path(seen.url) in ("", "/", "/index.html", "/index.htm")
    turns = any(PAGE_TURNER.search(line.text) for line in seen.page.lines)
    several = seen.listed.dated and seen.listed.blocks >= HOME_BLOCKS and not turns
    return several or (at_root and len(seen.page.links) >= HOME_LINKS // 4)


def _nearly_empty(seen: Evidence, length: int) -> Kind:
    """A column with nothing in it, unless there is a form, a frame, a picture or a file."""
    name = (seen.zone.column or "") + " " + seen.head
    zone = seen.zone
    inside = [tag for line, tag in seen.page.embedded if zone.start <= line <= zone.end]
    framed = any(zone.start <= line <= zone.end for line, _ in seen.page.viewers)
    text = "\n".join(
        line.text for line in seen.page.lines[zone.start : zone.end] if not line.hidden
    )
    pictured = "img" in inside and not NOTHING.search(text)
    holds = framed or seen.attachments or "video" in inside or pictured
    if not zone.has_trail or holds or SERVICE.search(name):
        return "other"
    if CONTACT_COLUMN.search(name) and CONTACT.search(text):
        return "other"
    own = own_lines(seen.page, zone)
    if _holds_table(own):
        return "other"
    text = "\n".join(line.text for line in own)
    return "empty_column" if length <= EMPTY or explains_absence(text) else "other"


def _holds_table(own: Sequence[Line]) -> bool:
    """Whether a table has rows of several cells below its first: a short table is no empty column."""
    cells = Counter(
        block.parent.mem_id
        for block in {line.block.mem_id: line.block for line in own}.values()
        if block.tag in ("td", "th") and block.parent is not None
    )
    return sum(count > 1 for count in cells.values()) > 1


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return "-"
