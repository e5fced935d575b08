"""The main text of a page, who published it and under which document number."""

import hashlib
import re
from collections.abc import Sequence

from catalog_app.checks.page.attachments import Attachment
from catalog_app.checks.page.outline import Outline, squeeze
from catalog_app.checks.page.zones import AFTER, CHROME, Zone
from catalog_app.checks.privacy.names import SURNAMES

NUMBER = r"[\u4e00-\u9fff]{2,15}\s*[〔\[［【（(]\s*(?:19|20)\d\d\s*[〕\]］】）)]\s*(?:第\s*)?\d{1,4}\s*号"
ALONE = re.compile(rf"^\W?{NUMBER}$")
LABELLED_NUMBER = re.compile(
    rf"^(?:发\s*文\s*字\s*号|文\s*号|文\s*件\s*编\s*号|发\s*文\s*号)\s*[:：]?\s*({NUMBER})?"
)
NUMBER_START = re.compile(NUMBER)
OWNER = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?:信息|文章|稿件|内容)?来\s*源|发布机构|发布单位|发文机关|发文单位|公开主体|责任部门)"
    r"\s*[:：]\s*([^\s:：|｜]{2,40})?"
)
OWNER_CELLS = frozenset(("发布机构", "发文机关", "发布单位", "信息来源", "公开主体", "发文单位"))
OWNER_BESIDE = re.compile(
    r"^(?:发布机构|发文机关|发布单位|信息来源|公开主体|发文单位)"
    r"([\u4e00-\u9fff]{2,30}?(?:政府|[局厅办委会]|中心|办公室))(?=$|\s|发布|成文|生成|公开|日期)",
    re.MULTILINE,
)
CELLS = frozenset(("td", "th", "dt", "li"))
OWNER_MAX = 40
OWNER_END = re.compile(r"(?:发布|时间|日期|作者|浏览|点击|字体|字号|【|\[).*$")
PLACEHOLDER = re.compile(
    r"lorem ipsum|此处填写|请输入(?:标题|内容|正文)|标题标题|"
    r"(?<![\u4e00-\u9fff])测试(?:页面|文章|标题|内容|信息|数据)?(?![\u4e00-\u9fff])",
    re.IGNORECASE,
)
LATER = re.compile(r"建设中|敬请期待|正在(?:完善|整理|更新|维护)中|暂无(?:内容|数据|信息|相关)")
PATIENCE = re.compile(r"谅解|见谅|不便|稍后|耐心|感谢|抱歉")
CLAUSE_END = re.compile(r"[。！!？?；;，,\n]")
SAID = 15
"""Characters besides LATER and PATIENCE from which on a text says something of its own."""
CROSSES = re.compile(r"(?<![0-9A-Za-z×Ｘ])(?:[×XＸ]{3,}|×{2,})(?![0-9A-Za-z×Ｘ])")
BLANK_OF = re.compile(r"[省市州县区旗乡镇村组路街号楼室栋年月日时元万人名局委科股所]")
"""What is left blank stands before one of these; a name that is covered (张××) does not."""
EXPLAINED = re.compile(
    r"(?:本|我)(?:单位|部门|局|县|市|区|镇|乡|街道|办|委|村|社区|年度|级|机关|栏目)[^。；\n]{0,24}(?:无|没有|未|不涉及|暂无)[^。\n]{0,40}"
    r"|(?:无|没有|暂无|不涉及)[^。；\n]{0,20}(?:情况|事项|信息|内容)[^。\n]{0,6}(?:说明|故|因此|特此)"
    r"|(?:故|因此)[^。；\n]{0,16}(?:空表|无内容|无数据|为空|公开空)"
    r"|(?:空表|空白)说明"
)
HEAD_FIELD = re.compile(r"(?:发布|更新|公开)?(?:时间|日期)\s*[:：]|(?:信息)?来源\s*[:：]|附件")
LEFT_TO_FILE = re.compile(
    r"(?:详见|见|附|下载|查看|点击)[^。；\n]{0,6}(?:附件|附表|下表|图片|链接)|附后|扫码"
)
MAX_EXPLANATION = 400
MAX_UNFINISHED = 300
FIRST_BODY_LINES = 10
LINES_ABOVE = 3
SITE_CODE = re.compile(r"网站标识码\s*[:：]?\s*([A-Za-z]{0,2}\d{8,10})")


def main_text(page: Outline, zone: Zone, title_line: int | None) -> str:
    """The body of the page: what follows the title, up to related links, buttons or the foot."""
    start = zone.start if title_line is None else max(title_line + 1, 0)
    kept: list[str] = []
    for line in page.lines[start : max(zone.end, start)]:
        if line.hidden:
            continue
        if AFTER.match(line.text) and kept:
            break
        if not CHROME.match(line.text):
            kept.append(line.text)
    return "\n".join(kept)


def body_length(text: str, attachments: Sequence[Attachment]) -> int:
    """How many characters of the text say something: no date, source or names of files."""
    names = {attachment.name for attachment in attachments}
    return sum(
        len(line) for line in text.split("\n") if not HEAD_FIELD.match(line) and line not in names
    )


def leaves_to_file(text: str) -> bool:
    """Whether a text sends its reader to a file or picture for the matter itself."""
    return LEFT_TO_FILE.search(text) is not None


def text_hash(text: str) -> str:
    """SHA-256 of the text without white space, so that a reflowed page keeps its hash."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "replace")).hexdigest()


def document_number(page: Outline, zone: Zone, title_line: int | None) -> str | None:
    """The document's own number: a labelled field, or alone on a line about the title.

    Numbers inside sentences belong to the papers they cite.
    """
    lines = page.lines[: zone.end]
    for place, line in enumerate(lines):
        label = LABELLED_NUMBER.match(line.text)
        if label is None:
            continue
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        value = label[1] or (NUMBER_START.match(following) or [None])[0]
        if value and (label[1] or label.end() == len(line.text)):
            return squeeze(value)
    start = zone.start if title_line is None else max(zone.start, title_line - LINES_ABOVE)
    for line in lines[start : start + FIRST_BODY_LINES]:
        if ALONE.match(line.text):
            return line.text
    return None


def site_code(foot: str) -> str | None:
    """The site's identification code printed in the foot."""
    found = SITE_CODE.search(foot)
    return found[1] if found else None


def shown_owner(page: Outline, zone: Zone) -> str | None:
    """Who published it, as the page shows: 来源, 发布机构 …"""
    lines = page.lines[: zone.end]
    for place, line in enumerate(lines):
        text = line.text
        if text in OWNER_CELLS and place + 1 < len(lines) and line.block.tag in CELLS:
            return lines[place + 1].text[:OWNER_MAX]
        if len(text) > 300 or line.hidden or not ("：" in text or ":" in text):
            continue
        match = OWNER.search(text)
        if match is None:
            continue
        value = match[1]
        if value is None and match.end() == len(line.text) and place + 1 < len(lines):
            value = lines[place + 1].text
        value = OWNER_END.sub("", value or "").strip(" :：|()（）[]")
        if 2 <= len(value) <= OWNER_MAX:
            return value
    beside = OWNER_BESIDE.search(page.text, 0, page.starts[zone.end])
    return beside[1] if beside else None


def placeholder(title: str, text: str, *, bare: bool = False) -> str | None:
    """The words of an unfinished page (check C02) in its title or in a short text.

    In a long text 测试 is what the text is about; so is 建设中 where anything else is said, but for a
    page that is `bare`: a column of nothing but its menus.
    """
    whole = f"{title}\n{text if len(text) <= MAX_UNFINISHED else ''}"
    found = PLACEHOLDER.search(whole)
    if found is None and (later := LATER.search(whole)) and (bare or _own_words(text) < SAID):
        found = later
    return found[0] if found else next(filter(None, map(_blank, CROSSES.finditer(whole))), None)


def _own_words(text: str) -> int:
    """Characters of the clauses that neither put off nor ask for patience."""
    clauses = (each for each in CLAUSE_END.split(text) if not HEAD_FIELD.match(each))
    return sum(
        len(each) for each in clauses if not LATER.search(each) and not PATIENCE.search(each)
    )


def _blank(crosses: re.Match[str]) -> str | None:
    """The crosses, unless they cover the rest of a person's name."""
    text, before = crosses.string, crosses.string[: crosses.start()]
    covered = before[-1:] in SURNAMES and not BLANK_OF.match(text, crosses.end())
    return None if covered else crosses[0]


def explains_absence(text: str) -> bool:
    """Whether a short text says in a sentence why there is nothing to publish (check C10)."""
    return len(text) <= MAX_EXPLANATION and bool(EXPLAINED.search(text))
