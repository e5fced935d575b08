"""What is said of an intake and its files on screens and in reports."""

from __future__ import annotations

from catalog_app.exchange.models import IntakeFile
from catalog_app.exchange.services.batches import STATE_NAMES

INTAKE_STATES = {
    "reading": "正在读取",
    "applying": "正在导入",
    "undoing": "正在撤销",
    "reporting": "正在生成问题报告",
    "ready": "已读完",
    "stopped": "已停止",
    "discarded": "已放弃",
}
FILE_STATES = {
    "waiting": ("none", "还没有读"),
    "unclear": ("ask", "地区认不出"),
    "refused": ("bad", "不能读取"),
    "broke": ("bad", "读取出错"),
    "ignored": ("none", "不是目录"),
    "dropped": ("none", "已放弃"),
}
"""Tone and words."""


def state_words(file: IntakeFile) -> tuple[str, str]:
    """Tone and words of a file's state; of one that is a batch those of the batch."""
    if file.batch is None:
        return FILE_STATES[file.state]
    if file.asked in ("apply", "undo"):
        return "none", "等待导入" if file.asked == "apply" else "等待撤销"
    if file.batch.state == "previewed":
        return ("ok", "可以导入") if file.clean else ("ask", "要核对")
    return ("ok" if file.batch.state == "applied" else "none"), STATE_NAMES[file.batch.state]


def to_do(file: IntakeFile) -> str:
    """Why a file is where it is, and what the clerk has to look at."""
    settled = file.batch is not None and file.batch.state != "previewed"
    matters = () if settled else file.matters
    return "；".join([*([file.message] if file.message else []), *matters])
