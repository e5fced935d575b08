"""Forms of submitting, commenting and deciding."""

from __future__ import annotations

from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from catalog_app.catalogs.services import FIELD_NAMES
from catalog_app.forms import Form
from catalog_app.reviews.services import CommentDraft

TOO_LONG = "请不要超过 %(max)d 个字。"


class SubmitForm(Form):
    note = TextAreaField(
        "报送说明",
        [Optional(), Length(max=1000, message=TOO_LONG)],
        description="可以不填。需要验收人员知道的情况写在这里，例如为什么有事项不适用。",
    )


class AcceptForm(Form):
    """`lacking`: how many items have elements missing; then the reviewer must say it is known."""

    lacking = 0
    note = TextAreaField(
        "验收意见", [Optional(), Length(max=1000, message=TOO_LONG)], description="可以不填。"
    )
    confirmed = BooleanField("我已看过要素不全的事项，仍然验收通过")

    def validate_confirmed(self, field: BooleanField) -> None:
        if self.lacking and not field.data:
            raise ValidationError(
                f"有 {self.lacking} 个事项要素不全。确实要通过，请勾选；否则请退回修改。"
            )


class ReturnForm(Form):
    note = TextAreaField(
        "总的修改意见",
        [InputRequired("请写明为什么退回、要改什么。"), Length(max=1000, message=TOO_LONG)],
        description="报送单位会同时看到这里的意见和各事项下的意见。",
    )


class CommentForm(Form):
    """A remark on one entry; the address names the submission, `entry` the entry if any."""

    field = SelectField("针对", [Optional()], choices={"": "整个事项"} | FIELD_NAMES, default="")
    text = TextAreaField(
        "意见", [InputRequired("请写出意见。"), Length(max=1000, message=TOO_LONG)]
    )

    def to_draft(self, entry_id: int | None) -> CommentDraft:
        field = self.field.data if entry_id is not None else None
        return CommentDraft(entry_id, field or None, self.text.data or "")
