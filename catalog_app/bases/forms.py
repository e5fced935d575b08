"""The forms of the register: what they send, not what may be kept."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from catalog_app.bases.models import LegalBasis
from catalog_app.bases.services import BasisDraft, words
from catalog_app.bases.wording import STATUS_NAMES
from catalog_app.forms import Form

TEXT_MAX = 300
NONE = ""


class BasisForm(Form):
    """One row. The successor is chosen among the rows of the register."""

    title = StringField(
        "名称",
        [InputRequired("请填写名称"), Length(max=TEXT_MAX, message="名称太长，请核对")],
        description="写全称，不写书名号，例如：中华人民共和国政府信息公开条例",
    )
    document_number = StringField(
        "文号",
        [Length(max=60, message="文号太长，请核对")],
        description="例如：国务院令第711号、民发〔2021〕57号；没有的不填",
    )
    aliases = StringField(
        "简称", [Length(max=TEXT_MAX)], description="目录里常写的简称，用顿号隔开"
    )
    issuer = StringField("发布机关", [Length(max=TEXT_MAX)])
    issued_on = DateField("发布日期", [Optional()])
    in_force_from = DateField("施行日期", [Optional()])
    ended_on = DateField(
        "废止日期", [Optional()], description="从这一天起不再有效；由别的文件代替的可以不填"
    )
    status = SelectField("状态", choices=list(STATUS_NAMES.items()))
    articles_shifted = BooleanField("修改后条文顺序有变，引用旧条文号的要提醒核对")
    replaced_by = SelectField("由哪个文件代替", coerce=str)
    note = TextAreaField("说明", [Length(max=1000)])
    source = StringField("来源", [Length(max=TEXT_MAX)], description="从哪里核实的")
    confirmed = BooleanField("已核实：从此按这一条核查各地目录")
    version = HiddenField()

    def offer(self, rows: Sequence[LegalBasis], own_id: int | None = None) -> None:
        """The rows among which the successor is chosen."""
        others = [(str(row.id), words(row)) for row in rows if row.id != own_id]
        self.replaced_by.choices = [(NONE, "没有"), *others]

    def show(self, row: LegalBasis) -> None:
        """Fill in what a form's plain fields cannot take from the row."""
        self.aliases.data = "、".join(row.aliases)
        self.replaced_by.data = str(row.replaced_by_id or NONE)
        self.version.data = str(row.version)

    @property
    def base_version(self) -> int:
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    def to_draft(self) -> BasisDraft:
        names = (self.aliases.data or "").replace("，", "、").split("、")
        return BasisDraft(
            title=self.title.data.strip().removeprefix("《").removesuffix("》"),
            document_number=(self.document_number.data or "").strip(),
            aliases=tuple(name.strip() for name in names if name.strip()),
            issuer=(self.issuer.data or "").strip() or None,
            issued_on=self.issued_on.data,
            in_force_from=self.in_force_from.data,
            ended_on=self.ended_on.data,
            status=self.status.data,
            articles_shifted=self.articles_shifted.data,
            replaced_by_id=int(self.replaced_by.data) if self.replaced_by.data else None,
            note=(self.note.data or "").strip() or None,
            source=(self.source.data or "").strip() or None,
            confirmed=self.confirmed.data,
        )
