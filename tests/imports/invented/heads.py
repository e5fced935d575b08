"""Headers in every shape we could think of, over the same three items."""

from __future__ import annotations

from collections.abc import Sequence

from tests.imports.invented.base import changed
from tests.imports.invented.case import Case

WORDS = [
    changed(
        "blanks in every word",
        {
            "A2": "序 号",
            "B2": "公 开 事 项",
            "B3": "一级 事项",
            "C3": "二级　事项",
            "D2": "公开 内容（要素）",
            "F2": "公开时 限",
            "I3": "全社 会",
            "J3": "特定 群体",
            "L3": "依申 请 公开",
            "N3": "乡 级",
        },
    ),
    changed(
        "upright words, one character to a line",
        {
            "A2": "序⏎号",
            "E2": "公⏎开⏎依⏎据",
            "F2": "公⏎开⏎时⏎限",
            "I3": "全⏎社⏎会",
            "K3": "主⏎动",
            "L3": "依⏎申⏎请",
        },
    ),
    changed(
        "the first character of words lost",
        {
            "B2": "开事项",
            "D2": "开内容",
            "E2": "开依据",
            "F2": "开时限",
            "G2": "开主体",
            "H2": "开渠道和载体",
            "I2": "开对象",
            "K2": "开方式",
            "M2": "开层级",
            "I3": "社会",
            "L3": "申请公开",
        },
    ),
    changed(
        "the last character of words lost",
        {
            "D2": "公开内",
            "E2": "公开依",
            "F2": "公开时",
            "G2": "公开主",
            "I2": "公开对",
            "K2": "公开方",
            "M2": "公开层",
        },
    ),
    changed(
        "words doubled by a printer",
        {"A2": "序号序号", "F2": "公开时限公开时限", "G2": "公开主体公开主体"},
    ),
    changed(
        "a star at what must be filled in",
        {"A2": "*序号", "F2": "*公开时限", "G2": "公开主体*", "C3": "二级事项（必填）"},
    ),
    changed("colons behind words", {"F2": "公开时限：", "G2": "公开主体："}),
    changed(
        "legends of boxes, one quote straight",
        {
            "D2": "公开内容(要素)(“●”表示必选项,“〇”表示可选项)",
            "H2": '公开渠道和载体⏎(“■”表示必选 项,"□”表示可选项)',
        },
    ),
    changed(
        "long advice in the channel word",
        {"H2": "公开渠道和载体(在标注范围内至少选择其一公开,法律法规规章另有规定的从其规定)"},
    ),
    changed(
        "other words of the same meaning",
        {
            "D2": "公开内容及要求",
            "E2": "法律依据",
            "F2": "时限",
            "G2": "公开责任单位",
            "H2": "公开载体",
            "I2": "公开范围",
            "M2": "公开层次",
        },
    ),
    changed(
        "group named in other words",
        {"J3": "特定群众（请写明）", "K3": "主动公开", "I3": "面向社会"},
    ),
    changed("group columns called directory", {"B3": "一级目录", "C3": "二级目录"}),
    changed("two columns of one name", {"C3": "一级事项"}, None, "header-ambiguous C2"),
    changed("the word for ways stands over the levels too", {"M2": "公开方式"}),
    changed("units in brackets", {"F2": "公开时限（工作日）"}),
    changed("words in brackets and quotes", {"F2": "“公开时限”", "G2": "【公开主体】"}),
    changed("numbers before the words", {"F2": "5.公开时限", "G2": "6.公开主体"}),
    changed("traditional characters", {"F2": "公開時限", "G2": "公開主體", "E2": "公開依據"}),
    changed(
        "no word over the serials",
        {"A2": ""},
        {4: {"number": None}, 5: {"number": None}, 6: {"number": None}},
        "column-without-header A4",
    ),
    changed(
        "a word nobody knows",
        {"F2": "何时"},
        {row: {"time_limit": None} for row in (4, 5, 6)},
        "extra-column F2",
    ),
]


def _under(levels: Sequence[tuple[str, str]], *wanted: list[str]) -> Case:
    """Two level columns with other words; the rows are ticked in the first, both, the second."""
    (left, right), *_ = levels
    fields = {row: {"levels": codes} for row, codes in zip((4, 5, 6), wanted, strict=True)}
    return changed(f"levels {left} and {right}", {"M3": left, "N3": right}, fields)


C, T, V, P = "county", "township", "village", "prefecture"
LEVELS = [
    _under([("县级", "乡、村级")], [C], [C, T, V], [T, V]),
    _under([("区级", "镇街、村级")], [C], [C, T, V], [T, V]),
    _under([("市级", "镇（街）级")], [C], [C, T], [T]),
    _under([("市级", "县级")], [P], [P, C], [C]),
    _under([("州级", "县（市）级")], [P], [P, C], [C]),
    _under([("县（市、区）级", "乡镇（街道）级")], [C], [C, T], [T]),
    _under([("镇街级", "社区（村）级")], [T], [T, V], [V]),
    _under([("区县级", "乡镇级")], [C], [C, T], [T]),
    _under([("市本级", "乡镇")], [C], [C, T], [T]),
    _under([("县", "乡")], [C], [C, T], [T]),
    _under([("县\n级", "乡\n级")], [C], [C, T], [T]),
    _under([("县级层面", "乡级层面")], [C], [C, T], [T]),
    _under([("敦化市级", "镇级")], [C], [C, T], [T]),
    _under([("县直", "乡镇（街道）")], [C], [C, T], [T]),
]
