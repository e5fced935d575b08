"""Where on a page the reader is (the trail of links) and where its own matter begins and ends."""

import re
from dataclasses import dataclass

from catalog_app.checks.page.outline import Line, Outline

TRAIL_LABEL = re.compile(
    r"^\W{0,3}(?:您|你)?(?:现在|当前|目前)?(?:的|所在|所处)*(?:的)?位置(?:是|为)?\s*[:：]?\s*"
    r"|^(?=(?:网站|返回)?首\s?页\s*(?:[>＞»›→/]|-+>|::))|^(?=[\u4e00-\u9fff]{1,14}首页\s*[>＞»›→])"
)
STEP = re.compile(r"\s*(?:-+>|[>＞»›→\\]+|::|\s[-/|]\s?|/\s)\s*")
PLACE = frozenset(
    ("正文", "详情", "详情页", "内容", "内容页", "文章", "信息内容", "正文页", "浏览文章")
)
TRAIL_STEPS = 9
A_TRAIL = re.compile(r"[位首]\s?[置页]")
# The first character is a class of its own: the search skips to it without trying alternatives.
FOOT = re.compile(
    r"[网IiCc公版©友关技分浏最](?:(?<=网)站(?:标识码|声明)|(?<=[Ii])[Cc][Pp]备|(?<=[Cc])(?:opyright|OPYRIGHT)|"
    r"(?<=公)网安备|(?<=版)权所有|(?<=©)|(?<=友)情链接|(?<=关)于我们\W|(?<=技)术支持\s*[:：]|"
    r"(?<=分)辨率|(?<=浏)览器版本|(?<=最)佳浏览)"
)
HOSTED = re.compile("主办")
HOST = re.compile(r"主办(?:单位)?\s*[:：].*(?:人民政府|承办|地址|电话|维护)")
AFTER = re.compile(
    r"^\W*(?:相关(?:信息|稿件|链接|阅读|新闻|文章|附?文件|解读|报道|推荐)|扫一扫|上一[篇条]|下一[篇条]|"
    r"分享到|打印|关闭(?:窗口|本页)?|【(?:打印|关闭|字体)|责任编辑|网站纠错|我要纠错|信息发布\s*[:：])"
)
CHROME = re.compile(
    r"^[\W\d]*(?:首\s?页|上一页|下一页|尾页|末页|共\s*\d*\s*[页条].*|第\s*\d*\s*页.*|转到.*|更多.*|打印.*|"
    r"关闭.*|返回.*|字[体号].*|大|中|小|分享.*|收藏.*|微信|微博|QQ空间|浏览.*|点击.*|搜索|附件下载)[\W\d]*$"
)
MARKS_ONLY = re.compile(r"[\W\d]*")


@dataclass(frozen=True, slots=True)
class Zone:
    """The part of a page that is its own matter: lines start ≤ n < end, and the trail above it."""

    start: int
    end: int
    trail: tuple[str, ...]
    has_trail: bool

    @property
    def column(self) -> str | None:
        """The last step of the trail: the column, when the page is one."""
        return self.trail[-1] if self.trail else None


def find_zone(page: Outline) -> Zone:
    """Cut off what stands above the trail and below the first line of the foot."""
    start, trail = _trail(page)
    return Zone(start, _foot(page, max(start, 1)), trail, has_trail=start > 0)


def _foot(page: Outline, first: int) -> int:
    """The number of the line at which the site's foot begins."""
    lines = page.lines
    end = next(page.lines_with(FOOT, first, len(lines)), len(lines))
    for number in page.lines_with(HOSTED, first, end):
        if HOST.match(lines[number].text):
            return number
    return end


def own_lines(page: Outline, zone: Zone) -> list[Line]:
    """The lines of the zone that say something: no links, page turners, buttons or hidden parts."""
    return [
        line
        for line in page.lines[zone.start : zone.end]
        if not (line.hidden or line.is_link or CHROME.match(line.text))
        and not MARKS_ONLY.fullmatch(line.text)
    ]


def _trail(page: Outline) -> tuple[int, tuple[str, ...]]:
    """The steps of the first trail, and the number of the line after it; (0, ()) without one."""
    lines = page.lines
    for number in page.lines_with(A_TRAIL, 0, len(lines)):
        line = lines[number]
        match = None if line.hidden else TRAIL_LABEL.match(line.text)
        if match is not None:
            steps = _steps(line.text[match.end() :])
            after = number + 1
            loose = not steps
            while (
                len(steps) < TRAIL_STEPS
                and after < len(lines)
                and _goes_on(lines, after, loose=loose)
            ):
                steps += _steps(lines[after].text)
                after += 1
            return after, tuple(steps)
    return 0, ()


def _steps(text: str) -> list[str]:
    steps = (part.strip(" >»/|-·：:") for part in STEP.split(text))
    return [step for step in steps if step and step not in PLACE]


def _goes_on(lines: list[Line], number: int, *, loose: bool) -> bool:
    """The trail continues on a step mark or behind one; a `loose` trail has a line for each link."""
    text = lines[number].text
    if len(text) > 40 or lines[number].heading:
        return False
    marks = not text.strip(" >＞»›→-/|")
    after_mark = lines[number - 1].text[-1] in ">＞»›→"
    if marks or after_mark:
        return True
    return loose and (lines[number].is_link or _beside(lines[number - 1], lines[number]))


def _beside(before: Line, line: Line) -> bool:
    """Whether two lines are neighbours in one container, like the steps of a trail in a list."""
    one, other = before.block.parent, line.block.parent
    if one is None or other is None or line.block.tag != "li":
        return False
    return one.mem_id == other.mem_id
