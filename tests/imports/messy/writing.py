"""How untidy offices write one value: boxes, ticks, lists, words broken by blanks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from tests.imports.messy.wanted import CHANNELS

BOXES = (
    ("■", "□"), ("■", "口"), ("■", "□口"), ("■", "£"), ("R", "£"), ("t", "□"), ("☑", "□"), ("☑", "☐"),
    ("√", "□"), ("✔", "□"), ("▲", "□"), ("▄", "口"), ("◆", "□"), ("●", "○"), ("★", "☆"), ("■", "◻"),
    ("\uf052", "\uf0a3"), ("\uf0fe", "\uf0a8"),
)  # fmt: skip
BETWEEN = (" ", "\n", "  ", "", ";", " \n", "\u3000", ",")
TICKS = ("√", "✓", "✔", "☑", "■", "●", "是", " √ ", "√\n", "R", "V")
VARIANTS = {
    "纸质媒体": ("纸质载体",),
    "政务服务中心": ("政府服务中心", "行政服务中心"),
    "两微一端": ("政务新媒体",),
    "发布会/听证会": ("发布会", "发布会⁄听证会", "新闻发布会"),
    "社区/企事业单位/村公示栏(电子屏)": (
        "社区/企事业单位、村公示栏(电子屏)",
        "社区/企事业单位/存公示栏(电子屏)",
        "社区/企事业单位/村公示栏（电子屏）",
    ),
    "入户/现场": ("入户⁄现场", "入户/现场宣传"),
}


def boxed(random: Random, ticked: Sequence[str], style: tuple[str, str], between: str) -> str:
    """All channels of the printed list, each behind its box."""
    full, empty = style
    others = [each for each in ticked if each.startswith("其他")]
    words = [*CHANNELS, *(others or ["其他" + random.choice(("", "_", "____", "—", "    "))])]
    pieces = []
    for word in words:
        sign = full if word in ticked else random.choice(empty)
        pieces.append(sign + _called(random, word))
    if random.random() < 0.05:
        pieces = [f"{n}.{piece}" for n, piece in enumerate(pieces, 1)]
    return between.join(pieces)


def _called(random: Random, word: str) -> str:
    if word.startswith("其他:"):
        return "其他" + random.choice((":", "：", " ", "", "_", "\n")) + word[3:]
    if word in VARIANTS and random.random() < 0.15:
        return random.choice(VARIANTS[word])
    return word


def only_ticked(random: Random, ticked: Sequence[str], mark: str) -> str:
    """Only what is ticked, each behind the same mark, or without any."""
    if mark:
        return "\n".join(mark + _called(random, word) for word in ticked)
    words = [_called(random, word) for word in ticked]
    style = random.randrange(3)
    if style == 0:
        return "\n".join(f"{n}.{word}" for n, word in enumerate(words, 1))
    return random.choice(("、", "\n", "；")).join(words)


def listed(random: Random, elements: Sequence[str], style: str) -> str:
    """Elements of a cell, numbered in one of the ways met."""
    if style == "●":
        return " ".join(f"●{each}" for each in elements)
    if style == "①":
        return "".join(f"{chr(0x2460 + n)}{each};" for n, each in enumerate(elements))
    if style == ";":
        return ";".join(elements)
    end = random.choice(("", ";", "；", "。"))
    return "\n".join(f"{style.format(n)}{each}{end}" for n, each in enumerate(elements, 1))


def titles(random: Random, basis: Sequence[str]) -> str:
    """The titles of laws on lines, or run together where each ends in 》 or )."""
    runs = all(each[0] == "《" and each.count("《") == 1 and each[-1] in "》)）" for each in basis)
    runs = runs and all(each.rstrip("》").count("》") <= 1 for each in basis)
    style = random.choice(("\n", "、", "", "；", "\n")) if runs else "\n"
    return style.join(basis)


def broken(random: Random, text: str, often: float) -> str:
    """Blanks and line breaks put into Chinese words, as a narrow column or a scanner does."""
    parts = [text[:1]]
    for before, after in pairwise(text):
        inside = "\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff"
        if inside and random.random() < often:
            parts.append(random.choice((" ", "\n", "  ", "\u3000", "\u00a0")))
        parts.append(after)
    return "".join(parts)
