"""Forms of the area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from catalog_app.accounts.models import User
from catalog_app.checks.services.decisions import REASON_MIN
from catalog_app.forms import Form
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region

REASON_MAX = 1000
ALL_DOMAINS = ("", "全部领域")
NO_PERSON = (0, "不指派给任何人")


class ReasonForm(Form):
    """Why a finding is contested, waived or upheld."""

    reason = TextAreaField(
        "理由",
        [
            InputRequired("请写明理由。"),
            Length(REASON_MIN, REASON_MAX, f"理由应为 {REASON_MIN} 到 {REASON_MAX} 个字。"),
        ],
        filters=[lambda text: (text or "").strip()],
    )


class CommentForm(Form):
    """What somebody says about a finding."""

    text = TextAreaField(
        "留言",
        [
            InputRequired("请写下要说的话。"),
            Length(1, REASON_MAX, f"留言最多 {REASON_MAX} 个字。"),
        ],
        filters=[lambda text: (text or "").strip()],
    )


class AssignForm(Form):
    """Who sees to it, until when."""

    assignee = SelectField("负责人", coerce=int)
    deadline = DateField(
        "期限", [Optional()], description="到期还没有解决的，会标明“逾期”。可以不填。"
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignee.choices = [NO_PERSON, *((each.id, each.display_name) for each in people)]


class StartForm(Form):
    """The scope of a run."""

    region = SelectField("地区", description="连同它下级的目录一起核查。")
    domain = SelectField("领域")

    def __init__(
        self, *args: Any, regions: Sequence[Region], domains: Sequence[Domain], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.region.choices = [(region.code, region.name) for region in regions]
        self.domain.choices = [ALL_DOMAINS, *((each.code, each.name) for each in domains)]
