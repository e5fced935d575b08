"""What a catalogue is to say: items of the standards, completed where a standard leaves a field open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from domains.guide import Domain
from domains.standard import load_domains

COUNTIES = (
    "敦化市",
    "梨树县",
    "抚松县",
    "通榆县",
    "前郭县",
    "公主岭市",
    "珲春市",
    "铁西区",
    "伊通县",
)
BUREAUS = ("民政局", "应急管理局", "住房和城乡建设局", "卫生健康局", "公安局", "教育局")
LIMITS = (
    "信息形成或者变更之日起20个工作日内",
    "制定或获取信息之日起10个工作日内",
    "及时公开",
    "实时公开",
    "自该信息形成或者变更之日起20个工作日内予以公开,法律法规另有规定的除外",
    "信息形成(变更)5个工作日内",
    "本级人民代表大会或其常务委员会批准后20日内",
)
OTHERS = ("公共资源交易平台", "征地信息公开平台", "基层公共服务平台", "村应急广播", "招投标公共服务平台")  # fmt: skip
CHANNELS = (
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点",
    "政务服务中心", "便民服务站", "入户/现场", "社区/企事业单位/村公示栏(电子屏)", "精准推送",
)  # fmt: skip
GROUPS_OF_PEOPLE = ("申请人", "项目单位", "面向拟征收土地所在地的村集体成员", "教师", "参会代表")


@dataclass
class Wanted:
    """One entry as it must be read; `problems` are the (field, codes) that must be reported."""

    number: str | None
    group: str | None
    name: str | None
    content: list[str]
    basis: list[str]
    time_limit: str | None
    owner: str | None
    method: list[str]
    channels: list[str]
    audience: str | None
    levels: list[str]
    urls: list[str] = field(default_factory=list)
    row: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)

    def expected(self, judged: set[str]) -> dict[str, Any]:
        names = ("number", "group", "name", "content", "basis", "time_limit", "owner", "method")
        names += ("channels", "audience", "levels", "urls")
        return {"row": self.row} | {n: getattr(self, n) for n in names if n in judged}


def domains_with_items() -> list[Domain]:
    return [each for each in load_domains() if each.kind == "pilot"]


def draw_items(random: Random, domain: Domain, county: str) -> list[Wanted]:
    """Some successive items of a domain, each with all its fields."""
    first = random.randrange(max(1, len(domain.items) - 4))
    items = domain.items[first : first + random.randint(4, 14)]
    seen: set[tuple[str | None, str]] = set()
    drawn = []
    for item in items:
        content = item.content
        group = content.group or "综合业务"
        if (group, content.name) in seen:
            continue
        seen.add((group, content.name))
        drawn.append(_wanted(random, content, group, county))
    return drawn


def _wanted(random: Random, content: Any, group: str, county: str) -> Wanted:
    channels = random.sample(CHANNELS, random.randint(1, 5))
    if random.random() < 0.2:
        channels.append(f"其他:{random.choice(OTHERS)}")
    return Wanted(
        number=None,
        group=group,
        name=content.name,
        content=_kept(content.content) or ["事项名称", "办理结果"],
        basis=_kept(content.basis) or ["《中华人民共和国政府信息公开条例》"],
        time_limit=random.choice(LIMITS),
        owner=county + random.choice(BUREAUS),
        method=["on_request"] if random.random() < 0.1 else ["proactive"],
        channels=channels,
        audience=random.choice(GROUPS_OF_PEOPLE) if random.random() < 0.2 else "全社会",
        levels=[],
    )


def _kept(elements: Sequence[str]) -> list[str]:
    """Elements that hold no sign of a list themselves, without blanks: those a reader takes out."""
    return ["".join(each.split()) for each in elements if _plain(each)]


def _plain(element: str) -> bool:
    return not set(element) & set(";；\n●①") and not element[0].isdigit() and "1." not in element
