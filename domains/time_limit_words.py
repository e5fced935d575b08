"""The parts of a time limit in plain Chinese, as the public and an editor read them."""

from __future__ import annotations

OVERRIDE = "法律、法规另有规定的，从其规定"

_TRIGGERS = {
    "formed_or_changed": "信息形成或变更后",
    "formed": "信息形成后",
    "changed": "信息变更后",
    "made_or_obtained": "制定或获取信息后",
    "obtained": "获取信息后",
    "approved": "批准（批复）后",
    "decided": "作出决定后",
    "confirmed": "结果确定后",
    "issued": "下发（下达）后",
    "request_received": "收到申请后",
    "started": "启动（开工）后",
    "completed": "完成（结束）后",
    "published": "相关文件发布后",
    "document_date": "文件成文后",
    "unspecified": "信息形成或变更后（原文未写起算时间，暂按此计算）",
}
_UNITS = {
    "workday": "个工作日",
    "day": "日（含节假日）",
    "hour": "小时",
    "week": "周",
    "month": "个月",
    "quarter": "个季度",
    "half_year": "个半年",
    "year": "年",
}
_PERIODS = {
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half_year": "每半年",
    "year": "每年",
}
_FIXED = {
    "realtime": "发生后随时公开",
    "continuous": "长期公开",
    "staged": "按进展分阶段公开",
    "sync": "与相关文件同时公开",
    "ditto": "与上一行相同",
    "manual": "没有写明天数，需由人工判断",
}


def part_in_words(
    kind: str, trigger: str | None, amount: int | None, unit: str | None, period: str | None
) -> str:
    """One part of a limit; the arguments are the fields of `LimitPart`."""
    if kind in _FIXED:
        return _FIXED[kind]
    if kind == "prompt":
        return f"{_TRIGGERS.get(trigger or '', '')}及时公开（未写天数，一般不超过20个工作日）"
    if kind == "periodic":
        return _periodic(trigger, amount or 0, unit or "", period)
    quantity = f"{amount}{_UNITS[unit or '']}"
    if kind == "show":
        return f"公示不少于{quantity}"
    if kind == "before":
        return f"提前{quantity}"
    return f"{_TRIGGERS[trigger or 'unspecified']}{quantity}内"


def _periodic(trigger: str | None, amount: int, unit: str, period: str | None) -> str:
    every = _PERIODS[period or "month"]
    if unit == "date_of_year":
        return f"每年{amount // 100}月{amount % 100}日前公开"
    if unit == "day_of_first_month":
        first = "" if period == "month" else "第一个月"
        return f"{every}{first}{amount}日前公开"
    if trigger == "period_end":
        return f"{every}结束后{amount}{_UNITS[unit]}内公开"
    if amount == 1:
        return f"{_PERIODS[unit]}公开一次"
    return f"每{amount}{_UNITS[unit]}公开一次"
