"""Every problem and every refusal an import can report, with its Chinese sentence.

A message names what is wrong and what to do; the cell is given beside it. Words in braces are
filled in where the problem is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Notice:
    """How severe a problem is, and its sentence."""

    severity: Severity
    template: str


def _error(template: str) -> Notice:
    return Notice("error", template)


def _warning(template: str) -> Notice:
    return Notice("warning", template)


def _info(template: str) -> Notice:
    return Notice("info", template)


PROBLEMS: dict[str, Notice] = {
    # names and rows
    "name-missing": _error("这一行没有事项名称。请在“{header}”列填写事项名称。"),
    "name-truncated": _warning("事项名称“{text}”似乎不完整（括号不成对或末尾缺字）。请补全名称。"),
    "name-from-group": _warning("“{header}”列没有名称，已按一级事项“{text}”作为事项名称，请核对。"),
    "duplicate-name": _warning("事项“{text}”与第{line}行重复。请删除一行，或改成不同的名称。"),
    "row-without-item": _warning(
        "这一行没有事项，未导入：“{text}”。若是事项，请补全序号和事项名称。"
    ),
    "continued-row": _warning(
        "这一行没有序号和事项名称，已并入上面的事项“{text}”。若是单独的事项，请补全名称。"
    ),
    "serial-gap": _warning("序号从{before}跳到{after}。请核对是否缺行；若无缺行可以忽略。"),
    "group-missing": _warning("这一行没有一级事项，上面也没有可以沿用的。请填写一级事项。"),
    # fields
    "content-missing": _warning("没有填写公开内容（要素）。请补充应当公开的要素。"),
    "basis-missing": _warning("没有填写公开依据。请补充法律、法规或文件名称。"),
    "time-limit-missing": _warning(
        "没有填写公开时限。请补充，例如“信息形成或变更之日起20个工作日内”。"
    ),
    "time-limit-unreadable": _warning(
        "公开时限“{text}”读不出期限，已照原文保留。请改成“信息形成或变更之日起20个工作日内”等写法。"
    ),
    "owner-missing": _warning("没有填写公开主体。请补充负责公开的单位。"),
    "owner-looks-like-audience": _warning(
        "公开主体“{text}”像是公开对象，不是单位。请改成负责公开的单位。"
    ),
    "audience-missing": _warning("公开对象没有勾选，也没有文字。请勾选“全社会”或写明特定群体。"),
    "audience-unnamed": _warning("勾选了特定群体，但没有写明是哪些人。请写明。"),
    "audience-both": _warning(
        "“全社会”和特定群体“{text}”同时填写，已按“全社会”读取。请只保留一个。"
    ),
    "method-missing": _warning("公开方式没有勾选。请勾选“主动”或“依申请公开”。"),
    "level-missing": _warning("公开层级没有勾选。请勾选公开的层级。"),
    "level-differs": _warning(
        "单元格写的是“{text}”，与表头“{header}”不同，已按单元格读取。请核对。"
    ),
    "tick-unclear": _warning("看不出“{text}”是不是勾选，按未勾选处理。请改成“√”或清空。"),
    "text-unclear": _warning("“{header}”中的“{text}”无法识别，未导入。请改用标准写法。"),
    "phase-unclear": _warning(
        "五公开中的“{text}”无法识别，未导入。请写决策、执行、管理、服务或结果。"
    ),
    "disposition-unclear": _warning(
        "“适用情况”中的“{text}”无法识别，未导入。请写“不适用”或“已撤下”；适用的留空。"
    ),
    "link-notes-uneven": _warning(
        "“链接说明”有{notes}行，“公开链接”有{links}个网址，对不上，链接说明未采用。"
        "请一个网址对一行，或清空链接说明。"
    ),
    # lines of JSON
    "line-unreadable": _error(
        "这一行不是一个完整的事项（{reason}），未导入。请重新导出，不要手工改动这一行的格式。"
    ),
    # channels
    "channel-mark-unclear": _warning(
        "看不出这些渠道是否勾选，未导入：{text}。请在每个渠道前写■（选）或□（不选）。"
    ),
    "no-channel-ticked": _warning("公开渠道一个都没有勾选。请把要用的渠道前的□改成■。"),
    "channel-missing": _warning("没有填写公开渠道和载体。请补充。"),
    # same as above
    "ditto": _warning("“{text}”已按上一行的内容填写，请核对是否正确。"),
    "ditto-without-source": _error("“{text}”的上面没有可以沿用的内容。请写出完整内容。"),
    "ditto-inside": _warning("内容中有“同上”，已照原文保留。请写出完整内容。"),
    # cells of a spreadsheet
    "error-cell": _error("这一格是错误值“{text}”，没有内容可读，已留空。请改成文字。"),
    "date-cell": _warning(
        "这一格是日期“{text}”，可能是表格软件把“1-1”一类的编号改成了日期，没有导入。"
        "请把单元格设为文本后重新填写。"
    ),
    "group-joined": _warning("一级事项在换页处断开，已合并为“{text}”，请核对。"),
    # addresses
    "url-invalid": _warning(
        "网址“{text}”不完整或写错了，未导入。请粘贴以http://或https://开头的完整网址，中间不要有空格。"
    ),
    # the sheet
    "formula-cell": _warning("这一格是公式，已取保存时的结果“{text}”。请核对，最好改成文字。"),
    "formula-without-value": _error(
        "这一格是公式，但文件里没有保存结果。请在表格软件中打开并保存，或改成文字。"
    ),
    "hidden-row": _warning("这一行在表格中是隐藏的，仍已读取。若不需要，请删除这一行。"),
    "hidden-sheet": _warning("工作表“{text}”是隐藏的，仍已读取。若不需要，请删除这个工作表。"),
    "sheet-without-table": _info(
        "“{text}”中没有找到目录的表头，未导入。若是目录，请加上序号、一级事项、二级事项等表头。"
    ),
    # the header
    "header-ambiguous": _warning("表头“{text}”{reason}。请改成标准表头后重新导入。"),
    "header-repeated": _info("第{line}行是重复的表头，已跳过。"),
    "column-missing": _warning("表中没有“{text}”列，这一项全部为空。请补上这一列。"),
    "column-without-header": _warning(
        "这一列没有表头，未导入（例如“{text}”）。若是目录内容，请补上表头。"
    ),
    "extra-column": _info("“{text}”列不属于标准目录，未导入。"),
    "domain-unknown": _warning(
        "看不出这张表属于哪个领域。请在标题中写明领域名称，或导入时选择领域。"
    ),
}

REFUSALS: dict[str, str] = {
    "not-a-catalogue": (
        "文件里没有找到标准目录的表头（至少要有事项名称和另外两列，例如公开内容、公开依据）。{hint}"
        "请使用标准目录的表格，或在“导入导出”页下载模板填写。"
    ),
    "unreadable": "文件已损坏或没有下载完整，无法打开。请重新下载，或在表格软件中打开后另存为.xlsx再上传。",
    "encrypted": "文件设有打开密码，无法读取。请在表格软件中取消密码，另存后再上传。",
    "too-large": "文件太大或太复杂，超过了限制（{limit}）。请删除多余的空行、空列和图片，或分成几个文件上传。",
    "unknown-format": "不认识这种文件。请在表格软件中打开，另存为.xlsx（或.csv）后再上传。",
    "empty": "文件里没有内容。请检查是否选错了文件。",
    "paste-empty": (
        "没有粘贴内容，或者只有表头没有事项。请在表格软件里选中整张表（连同表头）复制，再粘贴到框里。"
    ),
    "paste-without-header": (
        "粘贴的内容里没有目录的表头，不知道各列是什么，没有读取。"
        "请连同表头（序号、一级事项、二级事项、公开内容等）一起复制；表头有两行的，两行都要。"
    ),
    "paste-not-a-table": (
        "粘贴的文字没有分成列。请在表格软件（WPS、Excel）里选中整张表复制；Word文件和网页请直接上传文件。"
    ),
    "paste-ragged": (
        "粘贴的第{line}行只有{columns}列，而整张表有{width}列，分不清各格属于哪一列，没有读取。"
        "请在表格软件里选中整张表复制；从Word或网页复制的，请改为上传文件。"
    ),
    "paste-too-large": "粘贴的内容太多，超过了限制（{limit}）。请分几次粘贴，每次都带上表头；或者上传文件。",
    "busy": "系统正忙，同时读取的文件太多，这个文件还没有读。请稍候再上传。",
    "archive-damaged": "压缩包已损坏或没有传完整，无法打开。请重新压缩成.zip再上传。",
    "archive-encrypted": "压缩包设有密码，无法打开。请解压后重新压缩成不带密码的.zip，再上传。",
    "archive-method": "这个文件的压缩方式不常见，无法解压。请解压后用电脑自带的“压缩为ZIP文件”重新打包。",
    "archive-foreign": "这是.rar、.7z等压缩包，系统只能打开.zip。请解压后重新压缩成.zip，或直接选择里面的文件。",
    "archive-nested": "压缩包里还有压缩包，没有再往里读。请先解压里面的压缩包，再一起压缩成一个.zip。",
}


def problem_notice(code: str, **facts: object) -> tuple[Severity, str]:
    """The severity and the sentence of a problem; KeyError for a code not in the catalogue."""
    notice = PROBLEMS[code]
    return notice.severity, notice.template.format(**facts)


def refusal_message(code: str, **facts: object) -> str:
    """The sentence of a refusal; KeyError for a code not in the catalogue."""
    return REFUSALS[code].format_map({"hint": "", "limit": ""} | facts)
