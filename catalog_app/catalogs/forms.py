"""Forms of the area: an entry's elements, its links, reasons and places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from catalog_app.catalogs.services.content import NAME_MAX
from catalog_app.forms import Form
from catalog_app.visits import record_id
from domains import vocabulary
from domains.entry import EntryContent
from domains.vocabulary import AUDIENCE_PUBLIC, OTHER, Term

TEXT_MAX = 500
LINES_MAX = 20_000
REASON_MAX = 500
GROUP = "group"
KINDS = [
    SelectChoice("column", "栏目（列表页，信息在里面不断更新）"),
    SelectChoice("article", "文章（一条信息的页面）"),
    SelectChoice("service", "办事页面"),
    SelectChoice("attachment", "附件（文件下载地址）"),
]
_BLANKS = re.compile(r"[\s\u3000\u200b\ufeff]+")


def squeeze(text: str | None) -> str | None:
    """Blanks at the ends and doubled ones go."""
    return _BLANKS.sub(" ", text).strip() if text else text


def as_lines(text: str | None) -> tuple[str, ...]:
    """One element a line; empty lines and blanks at the ends do not count."""
    squeezed = (squeeze(line) for line in (text or "").splitlines())
    return tuple(line for line in squeezed if line)


def longest(limit: int) -> Length:
    return Length(max=limit, message=f"不能超过 {limit} 个字，请缩短")


def version_number(field: HiddenField) -> int:
    """The number of a version that a page carries; 0 when it carries none."""
    try:
        return record_id(field.data or "")
    except ValueError:
        return 0


class CheckBoxes(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _by_code(terms: Sequence[Term]) -> list[SelectChoice]:
    return [SelectChoice(term.code, term.name) for term in terms]


def _by_name(terms: Sequence[Term]) -> list[SelectChoice]:
    return [SelectChoice(term.name, term.name) for term in terms]


class EntryForm(Form):
    """All elements of an entry. Only the name is compulsory: what else is missing is told after
    saving and found by the checks, so that a half-known item can be kept."""

    group = StringField(
        "一级事项",
        [Optional(), longest(NAME_MAX)],
        filters=[squeeze],
        description="事项所属的大类，例如：养老服务业务办理。同一大类的事项请写法一致。",
    )
    name = StringField(
        "二级事项（事项名称）",
        [DataRequired("请填写事项名称"), longest(NAME_MAX)],
        filters=[squeeze],
        description="例如：老年人补贴。办事服务类事项的名称须与省一体化平台一致。",
    )
    content = TextAreaField(
        "公开内容（要素）",
        [longest(LINES_MAX)],
        description="一行写一个要素，例如：补贴名称（第一行）、补贴依据（第二行）、补贴标准（第三行）。核查时会逐个要素在页面上找。",
    )
    basis = TextAreaField(
        "公开依据",
        [longest(LINES_MAX)],
        description="一行写一部法律、法规或文件，带书名号，例如：《中华人民共和国政府信息公开条例》（国务院令第711号）。",
    )
    time_limit = StringField(
        "公开时限",
        [Optional(), longest(TEXT_MAX)],
        filters=[squeeze],
        description="写明从什么时候起、几个工作日内，例如：信息形成或变更之日起20个工作日内。点“先看看”可以看系统怎样理解。",
    )
    owner = StringField(
        "公开主体",
        [Optional(), longest(NAME_MAX)],
        filters=[squeeze],
        description="负责公开的单位全称，例如：敦化市民政局。标准指引里的“县级民政部门”请改成具体单位。",
    )
    method = CheckBoxes("公开方式", choices=_by_code(vocabulary.METHODS))
    channels = CheckBoxes(
        "公开渠道和载体",
        choices=_by_name(vocabulary.CHANNELS),
        description="在哪里公开就勾选哪里，可以多选。",
    )
    other_channels = TextAreaField(
        "其他渠道的名称",
        [longest(TEXT_MAX)],
        description="不在上面的渠道写在这里，一行一个，例如：基层公共服务平台。",
    )
    audience = RadioField(
        "公开对象",
        choices=[
            SelectChoice("", "还没有确定"),
            SelectChoice(AUDIENCE_PUBLIC, AUDIENCE_PUBLIC),
            SelectChoice(GROUP, "特定群体"),
        ],
        default="",
    )
    audience_group = StringField(
        "特定群体是谁",
        [longest(TEXT_MAX)],
        filters=[squeeze],
        description="选“特定群体”时填写，例如：申请救助的家庭。",
    )
    levels = CheckBoxes("公开层级", choices=_by_code(vocabulary.LEVELS))
    phases = CheckBoxes(
        "五公开环节",
        choices=_by_code(vocabulary.PHASES),
        description="信息属于决策、执行、管理、服务、结果中的哪个环节。",
    )
    note = TextAreaField("备注", [longest(TEXT_MAX)])
    base_version = HiddenField()

    def validate_other_channels(self, field: TextAreaField) -> None:
        if OTHER in (self.channels.data or ()) and not as_lines(field.data):
            raise ValidationError("勾选了“其他”，请写出渠道的名称；没有其他渠道请取消勾选")

    def validate_audience_group(self, field: StringField) -> None:
        if self.audience.data == GROUP and not field.data:
            raise ValidationError("选了“特定群体”，请写明是哪些人；面向所有人请选“全社会”")

    @property
    def base(self) -> int:
        """The number of the version the editor started from; 0 when the page carries none."""
        return version_number(self.base_version)

    def to_content(self) -> EntryContent:
        return EntryContent(
            name=self.name.data or "",
            group=self.group.data or None,
            content=as_lines(self.content.data),
            basis=as_lines(self.basis.data),
            time_limit=self.time_limit.data or None,
            owner=self.owner.data or None,
            method=tuple(self.method.data or ()),
            channels=self._channels(),
            audience=self.audience_group.data if self.audience.data == GROUP else self._audience(),
            levels=tuple(self.levels.data or ()),
            phases=tuple(self.phases.data or ()),
            note=(self.note.data or "").strip() or None,
        )

    def _audience(self) -> str | None:
        return self.audience.data or None

    def _channels(self) -> tuple[str, ...]:
        ticked = [name for name in self.channels.data or () if name != OTHER]
        others = [vocabulary.channel_value(text) for text in as_lines(self.other_channels.data)]
        return tuple(dict.fromkeys([*ticked, *others]))

    def show(self, content: EntryContent, base_version: int) -> None:
        """Fill the form from what stands."""
        for name in ("group", "name", "time_limit", "owner", "note"):
            self[name].data = getattr(content, name) or ""
        for name in ("method", "levels", "phases"):
            self[name].data = list(getattr(content, name))
        self.content.data, self.basis.data = "\n".join(content.content), "\n".join(content.basis)
        self._show_channels(content.channels)
        self._show_audience(content.audience)
        self.base_version.data = str(base_version)

    def _show_channels(self, channels: Sequence[str]) -> None:
        others = [text.partition(":")[2] for text in channels if text.startswith(f"{OTHER}:")]
        known = [text for text in channels if not text.startswith(f"{OTHER}:")]
        self.channels.data = [*known, *([OTHER] if others else [])]
        self.other_channels.data = "\n".join(others)

    def _show_audience(self, audience: str | None) -> None:
        if audience in (None, AUDIENCE_PUBLIC):
            self.audience.data = audience or ""
        else:
            self.audience.data, self.audience_group.data = GROUP, audience


class NewEntryForm(EntryForm):
    standard_item = SelectField(
        "对应的标准事项",
        coerce=int,
        description="标准指引里还没有编入本目录的事项；本地自己增加的事项选“本地事项”。",
    )
    url = StringField(
        "公开链接",
        [Optional(), longest(2000)],
        filters=[squeeze],
        description="这个事项实际公开的网页地址，没有可以先空着，例如：http://www.dunhua.gov.cn/zwgk/。",
    )

    def offer(self, items: Sequence[tuple[int, str]]) -> None:
        """The guide's items that can still be followed, beside 0 for none."""
        own = SelectChoice(0, "本地事项，不对应标准指引")
        self.standard_item.choices = [own, *(SelectChoice(*item) for item in items)]


class LinkForm(Form):
    url = StringField(
        "网址",
        [DataRequired("请填写网址"), longest(2000)],
        filters=[squeeze],
        description="从浏览器地址栏复制完整网址，以 http:// 或 https:// 开头。",
    )
    channel = SelectField("所在渠道", choices=_by_name(vocabulary.CHANNELS))
    kind = SelectField("页面类型", choices=KINDS, default="article")


class ReasonForm(Form):
    """Why an item is withdrawn or not applicable; `base_version` as in EntryForm."""

    reason = TextAreaField(
        "原因",
        [DataRequired("请写明原因，复核和验收时要据此判断"), longest(REASON_MAX)],
        filters=[squeeze],
    )
    base_version = HiddenField()

    @property
    def base(self) -> int:
        return version_number(self.base_version)


class PlaceForm(Form):
    position = IntegerField(
        "移到第几位", [InputRequired("请填写数字"), NumberRange(1, message="位置从 1 开始")]
    )


class MergeForm(EntryForm):
    """The second editor's text once more. `base_version` is the version the text is now held
    against, `origin_version` the one it was made from."""

    origin_version = HiddenField()

    @property
    def origin(self) -> int:
        return version_number(self.origin_version)
