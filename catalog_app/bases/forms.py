"""The forms of the register: what they send, not what may be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from catalog_app.bases.citing import plain_title
from catalog_app.bases.models import LegalBasis
from catalog_app.bases.services import BasisDraft, words
from catalog_app.bases.wording import STATUS_NAMES
from catalog_app.forms import Form

TEXT_MAX = 300


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
    status = SelectField("状态", choices=STATUS_NAMES)
    articles_shifted = BooleanField("修改后条文顺序有变，引用旧条文号的要提醒核对")
    replaced_by = StringField(
        "由哪个文件代替",
        [Length(max=TEXT_MAX)],
        description="输入名称或文号里的几个字，再从列出的里面选；没有的不填",
        render_kw={"list": "bases-known", "autocomplete": "off"},
    )
    note = TextAreaField("说明", [Length(max=1000)])
    source = StringField("来源", [Length(max=TEXT_MAX)], description="从哪里核实的")
    confirmed = BooleanField("已核实：从此按这一条核查各地目录")
    version = HiddenField()
    others: Mapping[str, LegalBasis] = {}

    def offer(self, rows: Sequence[LegalBasis], own_id: int | None = None) -> None:
        """The rows among which the successor is chosen."""
        self.others = {words(row): row for row in rows if row.id != own_id}

    def show(self, row: LegalBasis) -> None:
        """Fill in what a form's plain fields cannot take from the row."""
        self.aliases.data = "、".join(row.aliases)
        self.replaced_by.data = words(row.replaced_by) if row.replaced_by else ""
        self.version.data = str(row.version)

    def validate_replaced_by(self, field: StringField) -> None:
        """What is entered names one row of the register."""
        named = self._named(field.data or "")
        if (field.data or "").strip() and len(named) != 1:
            raise ValidationError(
                "有几条都叫这个名称，请从列出的里面选，连同文号"
                if named
                else "公开依据库里没有这一条，请从列出的里面选；还没有收录的，先新增它"
            )

    def _named(self, entered: str) -> Sequence[LegalBasis]:
        """The rows that the text names: as offered, else by title or by number."""
        text = entered.strip()
        if text in self.others:
            return [self.others[text]]
        plain = plain_title(text)
        rows = self.others.values() if plain else ()
        return [row for row in rows if plain == row.plain_title or text == row.document_number]

    @property
    def base_version(self) -> int:
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    def to_draft(self) -> BasisDraft:
        names = (self.aliases.data or "").replace("，", "、").split("、")
        named = self._named(self.replaced_by.data or "")
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
            replaced_by_id=named[0].id if named else None,
            note=(self.note.data or "").strip() or None,
            source=(self.source.data or "").strip() or None,
            confirmed=self.confirmed.data,
        )
