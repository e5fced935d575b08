"""Forms of the area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from catalog_app.duties.services.triggers import HAPPENED_MAX
from catalog_app.forms import Form
from catalog_app.regions.models import Region

NAME_MAX = 40
OWNER_MAX = 100
REST, WORK = "rest", "work"


def _stripped(text: str | None) -> str:
    return (text or "").strip()


class TriggerForm(Form):
    """The day a limit began, and what happened."""

    trigger = SelectField("按哪一条时限起算", [InputRequired("请选一条时限。")])
    day = DateField(
        "起算日期",
        [InputRequired("请填日期。")],
        description="例如作出决定、文件成文、获取信息的那一天。",
    )
    happened = StringField(
        "这一天发生了什么",
        [
            InputRequired("请写明这一天发生了什么。"),
            Length(2, HAPPENED_MAX, f"应为 2 到 {HAPPENED_MAX} 个字。"),
        ],
        filters=[_stripped],
        description="例如“作出第12号处罚决定”。不要写个人姓名和证件号码。",
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trigger.choices = list(choices)


class DayForm(Form):
    """One day of the office's own table."""

    day = DateField("日期", [InputRequired("请填日期。")])
    until = DateField("到", [Optional()], description="连着几天的，填最后一天；只有一天的不填。")
    kind = RadioField(
        "这几天",
        [InputRequired("请选上班还是休息。")],
        choices={REST: "休息", WORK: "上班"},
        default=REST,
    )
    name = StringField(
        "名称",
        [InputRequired("请写明名称。"), Length(1, NAME_MAX, f"最多 {NAME_MAX} 个字。")],
        filters=[_stripped],
        description="例如“春节”“春节调休上班”。",
    )


class FeedForm(Form):
    """Whose calendar is subscribed to."""

    region = SelectField("地区", [InputRequired("请选地区。")])
    owner = StringField(
        "公开主体",
        [Length(0, OWNER_MAX, f"最多 {OWNER_MAX} 个字。")],
        filters=[_stripped],
        description="照目录里的写法填一个单位，只看它的；不填就是这个地区和下级的全部。",
        render_kw={"list": "owners"},
    )

    def __init__(self, *args: Any, regions: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region.choices = [(region.code, region.name) for region in regions]
