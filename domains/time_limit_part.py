"""One part of a time limit, and how it is said in plain Chinese."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True)
class LimitPart:
    """One limit: `amount` of `unit`, counted from `trigger`; None for what the kind has not.

    kind: within, before, show, periodic, realtime, prompt, continuous, staged, sync, ditto, manual.
    unit: workday, day, hour, week, month, quarter, half_year, year; day_of_first_month (the day of
    the period's first month) and date_of_year (month * 100 + day).
    period: month, quarter, half_year or year, where a periodic limit counts from its start or end.
    """

    kind: str
    trigger: str | None = None
    amount: int | None = None
    unit: str | None = None
    period: str | None = None

    def in_words(self) -> str:
        """What this part demands, in plain Chinese."""
        if self.kind in _FIXED:
            return _FIXED[self.kind]
        if self.kind == "prompt":
            start = _TRIGGERS.get(self.trigger or "", "")
            return f"{start}及时公开（未写天数，一般不超过20个工作日）"
        if self.kind == "periodic":
            return self._periodic_in_words()
        quantity = f"{self.amount}{_UNITS[self.unit or '']}"
        if self.kind == "show":
            return f"公示不少于{quantity}"
        if self.kind == "before":
            return f"提前{quantity}"
        return f"{_TRIGGERS[self.trigger or 'unspecified']}{quantity}内"

    def _periodic_in_words(self) -> str:
        amount, unit = self.amount or 0, self.unit or ""
        every = _PERIODS[self.period or "month"]
        if unit == "date_of_year":
            return f"每年{amount // 100}月{amount % 100}日前公开"
        if unit == "day_of_first_month":
            first = "" if self.period == "month" else "第一个月"
            return f"{every}{first}{amount}日前公开"
        if self.trigger == "period_end":
            return f"{every}结束后{amount}{_UNITS[unit]}内公开"
        return f"{_PERIODS[unit] if amount == 1 else f'每{amount}{_UNITS[unit]}'}公开一次"
