"""The columns of an untidy table, and the block of header rows over them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.imports.messy.wanted import CHANNELS
from tests.imports.messy.writing import broken

WORDS = {
    "number": ("序号", "编号", "序 号", "序\n号"),
    "item": ("公开事项", "事项名称", "公开 事项", "公开项目"),
    "group": ("一级事项", "一级目录", "一级指标", "一级"),
    "name": ("二级事项", "二级目录", "二级指标", "二级"),
    "third": ("三级事项", "三级目录"),
    "content": ("公开内容", "公开内容(要素)", "公开内容（要素）", "公开内容(要素)及要求", "公开内容及要求",
                "公开内容\n(要素)", "公开内容(要素)(“●”表示必选项,“〇”表示可选项)"),
    "basis": ("公开依据", "公开\n依据", "公开依 据"),
    "time_limit": ("公开时限", "公开 时限", "时限"),
    "owner": ("公开主体", "公开责任单位", "责任主体", "公开主 体"),
    "channels": ("公开渠道", "公开渠道和载体", "公开渠道 和载体", "公开渠道和\n载体",
                 "公开渠道和载体(“■”表示必选项,“□”表示可选项)", "公开渠道和载体(“■”表示必选 项,“口”表示可选项)",
                 "公开渠道和载体(在标注范围内至少选择其一公开,法律法规规章另有规定的从其规定)",
                 "公开渠道和载体 (“■”表示必选项,\"□”表示可选项)"),
    "audience": ("公开对象", "公开 对象"),
    "method": ("公开方式", "公开方 式"),
    "levels": ("公开层级", "公开层次", "公开层 级"),
    "public": ("全社会", "全 社会", "社会", "全社 会"),
    "people": ("特定群体", "特定群众", "特定对象", "特定群体(请写明)", "特定\n群体", "特定"),
    "proactive": ("主动", "主动公开", "主 动"),
    "on_request": ("依申请", "依申请公开", "依申 请", "申请公开", "依申请\n公开", "申请"),
}  # fmt: skip
LEVELS = (
    (("县级", ["county"]), ("乡级", ["township"])),
    (("县级", ["county"]), ("乡、村级", ["township", "village"])),
    (("县级", ["county"]), ("镇、村级", ["township", "village"])),
    (("区级", ["county"]), ("街镇级", ["township"])),
    (("区级", ["county"]), ("镇街、村级", ["township", "village"])),
    (("县级", ["county"]), ("乡级", ["township"]), ("村级", ["village"])),
    (("市级", ["prefecture"]), ("县级", ["county"]), ("乡级", ["township"])),
    (("市级", ["prefecture"]), ("区级", ["county"]), ("街镇级", ["township"])),
    (("市级", ["county"]), ("镇(街)级", ["township"])),
    (("市级", ["county"]), ("镇街(园区)级", ["township"])),
    (("区县级", ["county"]), ("乡镇级", ["township"])),
    (("镇街级", ["township"]), ("社区(村)级", ["village"])),
    (("县级", ["county"]), ("镇(街)级", ["township"]), ("乡(村)级", ["township", "village"])),
    (("市(州)级", ["prefecture"]), ("县(市、区)级", ["county"]), ("乡镇(街道)级", ["township"]),
     ("村(社区)级", ["village"])),
    (("东阳市级", ["county"]), ("镇街乡", ["township"]), ("村", ["village"])),
    (("乡级", ["township"]),),
)  # fmt: skip
EXTRAS = (
    "责任科室(单位)",
    "咨询电话",
    "监督举报电话",
    "更新周期",
    "公开形式",
    "事项类型",
    "对应职责",
)
SHORTENED = {"content": "公开内", "basis": "开依据", "time_limit": "开时限", "audience": "公开对",
             "method": "公开方", "levels": "公开层"}  # fmt: skip


@dataclass
class Column:
    """One column: what stands in it, its word, and the word over it (None where there is none)."""

    kind: str
    word: str
    over: str | None = None
    codes: tuple[str, ...] = ()  # of a level column


def draw_columns(random: Random, *, third: bool, flat: bool) -> list[Column]:
    """The columns of a table from left to right; `flat` is a header of one row without ticks."""
    word = {kind: random.choice(words) for kind, words in WORDS.items()}
    if random.random() < 0.03:  # 公 is lost everywhere
        word = {kind: text.replace("公", "") for kind, text in word.items()}
    else:
        word |= {kind: cut for kind, cut in SHORTENED.items() if random.random() < 0.06}
    first = [[Column("number", word["number"])]] if random.random() < 0.93 else []
    blocks = [[Column(kind, word[kind])] for kind in ("content", "basis", "time_limit", "owner")]
    blocks += [_channel_columns(random, word, flat=flat), *_choices(random, word, flat=flat)]
    if random.random() < 0.15:
        random.shuffle(blocks)
    blocks[:0] = [*first, _item_columns(random, word, third=third, flat=flat)]
    for extra in random.sample(EXTRAS, random.choice((0, 0, 0, 1, 2))):
        blocks.insert(random.randint(2, len(blocks)), [Column("extra", extra)])
    if random.random() < 0.25:
        blocks.append([Column("url", random.choice(("公开链接", "链接地址", "网址")))])
    if random.random() < 0.2:
        blocks.append([Column("note", "备注")])
    if random.random() < 0.06:
        blocks.append(
            [Column("extra", random.choice(("公开层级1", "公开渠道和载体1", "公开内容标题")))]
        )
    if random.random() < 0.05:
        blocks.insert(random.randint(2, len(blocks)), [Column("blank", "")])
    if random.random() < 0.05:
        blocks.insert(0, [Column("extra", random.choice(("公开类别", "一级目录")))])
    return [column for block in blocks for column in block]


def _channel_columns(random: Random, word: dict[str, str], *, flat: bool) -> list[Column]:
    if flat or random.random() > 0.05:
        return [Column("channels", word["channels"])]
    return [Column("channel_tick", each, word["channels"], (each,)) for each in CHANNELS]


def _item_columns(random: Random, word: dict[str, str], *, third: bool, flat: bool) -> list[Column]:
    over = None if flat else word["item"]
    group, name = word["group"], word["name"]
    if "级" in (group, name) or group[-1] == "级" or name[-1] == "级":
        group, name = ("一级", "二级") if not flat else ("一级事项", "二级事项")
    if not third and not flat and random.random() < 0.04:
        name = group  # two columns of one name
    if not flat and random.random() < 0.05:  # 一级事项 and 二级事项 without 公开事项 above
        over = None
    columns = [Column("group", group, over), Column("name", name, over)]
    if third:
        columns.append(Column("third", word["third"], over))
    return columns


def _choices(random: Random, word: dict[str, str], *, flat: bool) -> list[list[Column]]:
    if flat or random.random() < 0.04:
        return [[Column(f"{kind}_text", word[kind])] for kind in ("audience", "method", "levels")]
    levels = random.choice(LEVELS)
    over = word["levels"] if random.random() > 0.05 else word["method"]  # 公开方式 twice
    return [
        [Column("public", word["public"], word["audience"]), Column("people", word["people"], word["audience"])],
        [Column("proactive", word["proactive"], word["method"]),
         Column("on_request", word["on_request"], word["method"])],
        [Column("level", text, over, tuple(codes)) for text, codes in levels],
    ]  # fmt: skip


def torn(random: Random, word: str) -> str:
    return broken(random, word, 0.3) if random.random() < 0.15 else word
