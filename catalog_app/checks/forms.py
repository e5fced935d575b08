"""Forms of the area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from catalog_app.accounts.models import User
from catalog_app.checks.services.decisions import REASON_MIN
from catalog_app.checks.services.sites import NAME_MAX, host_in
from catalog_app.forms import Form
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region

REASON_MAX = 1000
ADDRESS_MAX = 500
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


class SiteForm(Form):
    """A site on which the place publishes."""

    host = StringField(
        "网址或域名",
        [
            InputRequired("请填写网址或域名。"),
            Length(max=ADDRESS_MAX, message="网址太长，只填域名即可。"),
        ],
        description="例如 www.dunhua.gov.cn。填完整网址也可以，系统只取其中的域名。",
        filters=[lambda text: (text or "").strip()],
    )
    name = StringField(
        "是什么网站",
        [Length(max=NAME_MAX, message=f"名称最多 {NAME_MAX} 个字。")],
        description="例如：市政府门户网站、市教育局网站。可以不填。",
        filters=[lambda text: (text or "").strip()],
    )

    @property
    def listed_host(self) -> str:
        """The host that was typed, once the form is valid."""
        return host_in(self.host.data) or ""

    def validate_host(self, field: StringField) -> None:
        if host_in(field.data) is None:
            raise ValidationError("看不懂这个域名。请填写像 www.dunhua.gov.cn 这样的域名或网址。")


class SurveyForm(Form):
    """Where pages are looked for, and an address to begin at."""

    region = SelectField("地区")
    start = StringField(
        "起始网址",
        [Length(max=ADDRESS_MAX, message=f"网址最多 {ADDRESS_MAX} 个字符。")],
        description="可以不填：系统从已登记的链接和单位网站开始。新建目录、还没有登记过链接的，请填本地政府网站的网址；"
        "不管网站登记的用户只能填已登记的本地网站。",
        filters=[lambda text: (text or "").strip()],
    )

    def __init__(self, *args: Any, regions: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region.choices = [(region.code, region.name) for region in regions]


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
