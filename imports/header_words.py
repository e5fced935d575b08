"""The words of a catalogue's header, with the variants met in real tables."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from domains.vocabulary import AUDIENCE_PUBLIC, channel_named, levels_named, method_named
from imports.wording import simplified, squeeze

ITEM = "item"  # 公开事项: stands over 一级事项 and 二级事项, or alone for the name

_WORDS: dict[str, str] = {
    "number": "序号 序 编号 序列号 事项编号 事项编码 顺序号",
    ITEM: "公开事项 事项 公开项目 公开事项名称",
    "group": "一级事项 一级目录 一级指标 一级 一级公开事项 一级分类 一级事项名称",
    "name": "二级事项 二级目录 二级指标 二级 二级公开事项 二级分类 二级事项名称 事项名称",
    "third": "三级事项 三级目录 三级指标 三级 三级公开事项",
    "content": "公开内容 公开内容要素 公开内容及要求 公开内容要素及要求 公开内容和测评依据"
    " 公开要素 内容要素 主要内容 公开的内容",
    "basis": "公开依据 依据 法律依据 政策依据 公开的依据 法律法规依据",
    "time_limit": "公开时限 时限 公开期限 公开时间 公开时限要求 公开的时限",
    "owner": "公开主体 责任主体 公开责任主体 公开责任单位 责任单位 公开单位 公开责任 公开机构 公开责任部门",
    "channels": "公开渠道和载体 公开渠道 公开载体 渠道和载体 公开渠道及载体 公开渠道与载体"
    " 公开渠道或载体 公开渠道载体 公开途径 发布渠道 渠道",
    "audience": "公开对象 对象 公开范围",
    "method": "公开方式 方式 公开属性 公开类型",
    "levels": "公开层级 层级 公开层次 公开级别",
    "urls": "公开链接 链接 链接地址 网址 公开网址 网站链接 网页链接 公开地址 网页地址 链接网址 公开网页",
    "phases": "五公开 过程",
    "note": "备注",
    "identity": "事项标识",
    "disposition": "适用情况",
    "reason": "适用情况说明",
    "guide_item": "指引事项",
    "link_notes": "链接说明",
    "domain": "公开领域 领域 相应领域 对相应领域 所属领域 试点领域 领域名称",
}  # fmt: skip
PUBLIC = frozenset(
    "全社会 社会 全社 面向全社会 向全社会 社会公众 全社会公众 面向社会 社会大众".split()
)
"""Everybody, as headers and cells write it; the first is `AUDIENCE_PUBLIC`."""
_PEOPLE = frozenset({"特定群体", "特定群众", "特定对象", "特定人群"})
# Headers of tick columns that lost a character.
_WHOLE_METHODS = {"主动公开": "proactive", "依申请公开": "on_request", "申请公开": "on_request"}
_CUT_METHODS = {
    cut: method
    for word, method in _WHOLE_METHODS.items()
    for cut in (word.replace("公", ""), word[:-1], word[1:])
}
_FOOTNOTE = re.compile(r"(?<=.)[①-⑳¹²³⁴-⁹※]+$")
_LEGEND = re.compile(r"[(（〔\[【“\"‘'].*$")
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}[.、)]|[一二三四五六七八九十]{1,2}、)(?=.)")
_PUNCTUATION = re.compile(r"[\W_]+")
_LONGEST = 80  # characters; a header with its legend of boxes has about 40

# Fields without which a table is no catalogue: two of these beside the name.
ESSENTIAL = frozenset(
    {"content", "basis", "time_limit", "owner", "channels", "audience", "method", "levels"}
)
# Words that cells of a catalogue's body do not consist of.
_MAIN = ESSENTIAL | {"number", ITEM, "group", "name", "third"}

FIELD_NAMES = {
    "number": "序号",
    "group": "一级事项",
    "name": "二级事项",
    "third": "三级事项",
    "content": "公开内容（要素）",
    "basis": "公开依据",
    "time_limit": "公开时限",
    "owner": "公开主体",
    "channels": "公开渠道和载体",
    "audience": "公开对象",
    "method": "公开方式",
    "levels": "公开层级",
    "urls": "公开链接",
    "phases": "五公开 过程",
    "note": "备注",
    "identity": "事项标识",
    "disposition": "适用情况",
    "reason": "适用情况说明",
    "guide_item": "指引事项",
    "link_notes": "链接说明",
    "domain": "领域",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header word says: the field, and for a tick column what a tick in it means."""

    field: str
    value: tuple[str, ...] = ()

    @property
    def is_main(self) -> bool:
        return self.field in _MAIN and not self.value


def header_key(text: str) -> str:
    """A header word without number, blanks, legend, brackets and punctuation, printed once."""
    noted = _FOOTNOTE.sub("", squeeze(text))
    plain = _NUMBERED.sub("", simplified(unicodedata.normalize("NFKC", noted)))
    key = _PUNCTUATION.sub("", _LEGEND.sub("", plain)) or _PUNCTUATION.sub("", plain)
    half = key[: len(key) // 2]
    return half if len(half) > 1 and key == half * 2 else key


def _dictionary() -> dict[str, str]:
    """Every word, and every long word with its first or last character lost."""
    words = {word: name for name, listed in _WORDS.items() for word in listed.split()}
    cut: dict[str, set[str]] = {}
    for word, name in words.items():
        if len(word) >= 4:
            for shorter in (word[1:], word[:-1]):
                cut.setdefault(shorter, set()).add(name)
    for shorter, names in cut.items():
        if len(names) == 1:
            words.setdefault(shorter, *names)
    return words


_DICTIONARY = _dictionary()
_FIRST_SIGNS = frozenset(word[0] for word in _DICTIONARY)


def is_main_word(text: str) -> bool:
    """A quick look at any cell: whether it is a header word that bodies do not consist of."""
    first = text[:1]
    if first.isspace():
        first = text.lstrip()[:1]
    if first not in _FIRST_SIGNS or len(text) > _LONGEST:
        return False
    found = meaning(text)
    return found is not None and found.is_main


@lru_cache(maxsize=10_000)
def meaning(text: str) -> Meaning | None:
    """What a header word means by itself, or None."""
    if not text or len(text) > _LONGEST:
        return None
    key = header_key(text)
    if key in _DICTIONARY:
        return Meaning(_DICTIONARY[key])
    return _tick_meaning(text, key)


def is_whole_word(text: str) -> bool:
    """Whether a text is a header word and nothing more: 特定群体, not 特定 before any other word."""
    return meaning(text) is not None and (
        not header_key(text).startswith("特定") or header_key(text) in _PEOPLE
    )


@lru_cache(maxsize=10_000)
def meaning_under(parent: str, text: str) -> Meaning | None:
    """What a header word means below another: 政府网站 under 公开渠道 is a tick column."""
    above = meaning(parent)
    if above and above.field == "channels" and (channel := channel_named(text)):
        return Meaning("channels", (channel,))
    return meaning(text)


def _tick_meaning(text: str, key: str) -> Meaning | None:
    if key in PUBLIC:
        return Meaning("audience", (AUDIENCE_PUBLIC,))
    if key.startswith("特定"):
        return Meaning("audience", ("特定群体",))
    if method := method_named(key) or _CUT_METHODS.get(key):
        return Meaning("method", (method,))
    if codes := levels_named(text):
        return Meaning("levels", codes)
    # Outside 公开渠道, 政府网站 is a column of addresses.
    if "链接" in key or "网址" in key or channel_named(text) == "政府网站":
        return Meaning("urls")
    return None
