"""What one cell of an untidy table says of an entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.imports.messy import writing
from tests.imports.messy.heading import Column
from tests.imports.messy.wanted import Wanted


@dataclass
class Manner:
    """How one office writes: drawn once for a table."""

    box: tuple[str, str]
    between: str
    channels: str  # boxed | marked | plain
    tick: str
    no_tick: str
    content: str
    wrap: float
    group: str  # merged | first | every
    serial: str
    words: bool  # words instead of ticks here and there

    @classmethod
    def draw(cls, random: Random, *, merges: bool) -> Manner:
        groups = ("merged", "first", "every", "merged") if merges else ("first", "every")
        box = random.choice(writing.BOXES)
        return cls(
            box=box,
            between=random.choice([b for b in writing.BETWEEN if b or box[1] != "口"]),
            channels=random.choices(("boxed", "marked", "plain"), (8, 1, 1))[0],
            tick=random.choice(writing.TICKS),
            no_tick=random.choice(("", "", "", "", "□", "—", "/", "×", "否", "?")),
            content=random.choice(("{}.", "{}.", "{}、", "({})", "（{}）", "①", "●", ";")),
            wrap=random.choice((0, 0, 0, 0.05, 0.15)),
            group=random.choice(groups),
            serial=random.choices(
                ("1", "1.", "01", "from", "group", "restart", "none"), (10, 1, 1, 1, 1, 1, 1)
            )[0],
            words=random.random() < 0.2,
        )


class CellWriter:
    """Writes an entry's fields in one office's manner; what a cell loses is taken from the entry."""

    def __init__(self, random: Random, manner: Manner, *, third: bool) -> None:
        self.random, self.manner, self.third = random, manner, third
        self.shared_channels = False  # one cell of channels stands for several rows
        self._second = ""

    def text(self, column: Column, entry: Wanted, same: bool) -> str:
        write: dict[str, Callable[[], str]] = {
            "number": lambda: entry.number or "",
            "group": lambda: "" if same and self.manner.group != "every" else self._text(entry.group),
            "name": lambda: self._name(entry),
            "content": lambda: self._content(entry) if entry.content else "",
            "basis": lambda: self._basis(entry),
            "time_limit": lambda: self._text(entry.time_limit),
            "owner": lambda: self._text(entry.owner),
            "channels": lambda: self._channels(entry),
            "public": lambda: self._tick(entry.audience == "全社会", "全社会"),
            "people": lambda: self._people(entry),
            "proactive": lambda: self._tick("proactive" in entry.method, "主动公开"),
            "on_request": lambda: self._tick("on_request" in entry.method, "依申请公开"),
            "audience_text": lambda: entry.audience or "",
            "method_text": lambda: {"proactive": "主动公开", "on_request": "依申请公开"}[entry.method[0]]
            if entry.method else "",
            "levels_text": lambda: "、".join({"county": "县级", "township": "乡级"}[c] for c in entry.levels),
            "level": lambda: self._level(column, entry),
            "extra": lambda: self.random.choice(("", "0432-62000001", "公共服务科")),
            "url": lambda: self._url(entry),
            "note": lambda: "",
            "blank": lambda: "",
            "channel_tick": lambda: self._tick(column.codes[0] in entry.channels, ""),
            "third": lambda: self._third(entry),
        }  # fmt: skip
        return write[column.kind]()

    def _name(self, entry: Wanted) -> str:
        name = entry.name or ""
        if not self.third:
            if name and name == entry.group and self.random.random() < 0.3:
                return self.random.choice(("—", "─", "无", "——"))
            return self._text(name)
        second, slash, _ = name.partition("/")
        again = bool(slash) and second == self._second and self.random.random() < 0.7
        self._second = second if slash else ""
        return "" if again else self._text(second)

    def _third(self, entry: Wanted) -> str:
        _, slash, third = (entry.name or "").partition("/")
        return self._text(third) if slash else self.random.choice(("", "", "—"))

    def _content(self, entry: Wanted) -> str:
        style = self.manner.content
        text = writing.listed(self.random, entry.content, style)
        text = self._text(text)
        return text.replace("\n", " ") if style == ";" else text

    def _basis(self, entry: Wanted) -> str:
        """Line breaks inside a word are told from lines of a list only inside 《》."""
        text = writing.titles(self.random, entry.basis)
        return (
            self._text(text)
            if all(each[0] == "《" and each[-1] in "》)）" for each in entry.basis)
            else text
        )

    def _text(self, text: str | None) -> str:
        return writing.broken(self.random, text or "", self.manner.wrap)

    def _tick(self, ticked: bool, word: str) -> str:
        if not ticked:
            return self.manner.no_tick
        as_word = word and self.manner.words and self.random.random() < 0.3
        return word if as_word else self.manner.tick

    def _people(self, entry: Wanted) -> str:
        if entry.audience in (None, "全社会"):
            return self.manner.no_tick
        style = self.random.choice(("{}", "√{}", "√({})", "√（{}）", "{}\n"))
        return style.format(entry.audience)

    def _level(self, column: Column, entry: Wanted) -> str:
        covered = bool(entry.levels) and set(column.codes) <= set(entry.levels)
        word = (
            column.word
            if column.word.endswith("级") and column.word != "市级"
            else self.manner.tick
        )
        return self._tick(covered, word)

    def _channels(self, entry: Wanted) -> str:
        random, manner = self.random, self.manner
        if manner.channels == "marked":
            return writing.only_ticked(random, entry.channels, manner.box[0])
        if manner.channels == "plain":
            return writing.only_ticked(random, entry.channels, "")
        if self.shared_channels:  # one cell for several rows: nothing of one row alone
            return writing.boxed(random, entry.channels, manner.box, manner.between)
        if random.random() < 0.04:
            entry.channels = []
            entry.problems.append(("channels", "no-channel-ticked"))
        text = writing.boxed(random, entry.channels, manner.box, manner.between)
        free = [each for each in ("政府公报", "公开查阅点") if each not in entry.channels]
        if entry.channels and free and random.random() < 0.06:  # a box is lost
            lost = random.choice([*free, *(c for c in entry.channels if c == "政府公报")])
            for sign in "".join(manner.box):
                text = text.replace(sign + lost, lost if random.random() < 0.7 else "?" + lost)
            entry.channels = [each for each in entry.channels if each != lost]
            entry.problems.append(("channels", "channel-mark-unclear"))
        text = self._with_url(entry, text)
        return writing.broken(random, text, manner.wrap) if manner.between else text

    def _with_url(self, entry: Wanted, text: str) -> str:
        sign = self.manner.box[0] + "政府网站"
        if sign not in text or self.random.random() > 0.04:
            return text
        url = f"https://www.example.gov.cn/a/post_{self.random.randrange(999)}.html"
        entry.urls.append(url)
        return text.replace(
            sign, sign + self.random.choice(("", " ", "\n")) + url + self.random.choice((" ", "\n"))
        )

    def _url(self, entry: Wanted) -> str:
        if self.random.random() < 0.2:
            return ""
        if self.random.random() < 0.1:
            entry.problems.append(("urls", "url-invalid"))
            return self.random.choice(
                ("http:/www.example.gov.cn/a.html", "www.example.gov.cn/a.html")
            )
        url = f"https://www.example.gov.cn/zwgk/{self.random.randrange(1000)}/index.html"
        entry.urls.append(url)
        return url
