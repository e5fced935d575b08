"""The shape of a domain file, with messages for the office that edits one."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import (
    Schema,
    ValidationError,
    fields,
    post_load,
    validate,
    validates,
    validates_schema,
)

from domains import vocabulary
from domains.entry import EntryContent
from domains.guide import Domain, Guide, StandardItem

KINDS = ("pilot", "further", "village_affairs", "community_affairs")
PROVENANCES = ("official_page", "copy", "recalled")
_LEVEL_CODES = [term.code for term in vocabulary.LEVELS]
_METHOD_CODES = [term.code for term in vocabulary.METHODS]
_PHASE_CODES = [term.code for term in vocabulary.PHASES]


def _one_of(allowed: list[str] | tuple[str, ...]) -> validate.OneOf:
    return validate.OneOf(allowed, error=f"“{{input}}”不在允许的取值中（{'、'.join(allowed)}）")


def _chinese(field: fields.Field[Any]) -> fields.Field[Any]:
    """The same field, complaining in Chinese."""
    field.error_messages |= {
        "required": "缺少此项，请补上",
        "null": "不能为空",
        "invalid": f"格式不对，应为{_kind(field)}",
        "type": f"格式不对，应为{_kind(field)}",
    }
    return field


def _kind(field: fields.Field[Any]) -> str:
    if isinstance(field, fields.Integer):
        return "整数"
    if isinstance(field, fields.List):
        return "列表，如[甲, 乙]"
    return "文字（数字请加引号）"


def _text(**options: Any) -> fields.Field[Any]:
    return _chinese(fields.String(validate=validate.Length(min=1, error="不能为空"), **options))


def _optional_text() -> fields.Field[Any]:
    return _text(load_default=None, allow_none=True)


def _texts(check: validate.Validator | None = None) -> fields.Field[Any]:
    each = _chinese(fields.String(validate=check)) if check else _text()
    return _chinese(fields.List(each, load_default=list))


_SHAPE_MESSAGES = {"unknown": "不认识的字段，请检查拼写", "type": "应为“字段: 值”的形式"}


class _FileSchema(Schema):
    error_messages = _SHAPE_MESSAGES


class _DateText(fields.String):
    """A date as text; YAML turns an unquoted 2019-05-30 into a date."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = value.isoformat() if isinstance(value, date) else value
        return super()._deserialize(text, *args, **kwargs)


class GuideSchema(_FileSchema):
    title = _optional_text()
    issuer = _optional_text()
    document_number = _optional_text()
    issued = _chinese(_DateText(load_default=None, allow_none=True))

    @post_load
    def to_guide(self, data: dict[str, Any], **_: Any) -> Guide:
        return Guide(**data)


class ItemSchema(_FileSchema):
    """A row of the table. Where there is no second level, `group` alone names the item."""

    number = _chinese(fields.Integer(required=True, strict=True))
    group = _optional_text()
    name = _optional_text()
    content = _texts()
    basis = _texts()
    time_limit = _optional_text()
    owner = _optional_text()
    method = _texts(_one_of(_METHOD_CODES))
    channels = _texts()
    audience = _optional_text()
    levels = _texts(_one_of(_LEVEL_CODES))
    phases = _texts(_one_of(_PHASE_CODES))
    provenance = _text(required=True)
    source = _optional_text()
    note = _optional_text()
    category = _optional_text()
    catalogue = _optional_text()

    @validates("provenance")
    def _known_provenance(self, value: str, data_key: str) -> None:
        _one_of(PROVENANCES)(value)

    @validates("channels")
    def _known_channels(self, value: list[str], data_key: str) -> None:
        for channel in value:
            if not vocabulary.is_channel_value(channel):
                raise ValidationError(
                    f"“{channel}”不是标准渠道，请改为标准名称或写成“其他:{channel}”"
                )

    @validates_schema
    def _has_a_name(self, data: dict[str, Any], **_: Any) -> None:
        if not (data.get("name") or data.get("group")):
            raise ValidationError("一级事项和二级事项不能都为空", "name")


class DomainSchema(_FileSchema):
    number = _chinese(fields.Integer(load_default=None, allow_none=True, strict=True))
    code = _chinese(
        fields.String(
            required=True,
            validate=validate.Regexp(r"^[a-z][a-z_]*$", error="只能用小写英文字母和下划线"),
        )
    )
    name = _text(required=True)
    kind = _chinese(fields.String(required=True, validate=_one_of(KINDS)))
    aliases = _texts()
    ministry = _optional_text()
    provincial_department = _optional_text()
    guide = _chinese(fields.Nested(GuideSchema, load_default=Guide))
    categories = _texts()
    notes = _texts()
    items = _chinese(fields.List(fields.Nested(ItemSchema), required=True))

    @validates("items")
    def _numbers_differ(self, value: list[dict[str, Any]], data_key: str) -> None:
        numbers = [item["number"] for item in value if "number" in item]
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        if twice:
            raise ValidationError(f"序号重复：{'、'.join(map(str, twice))}，请改为各不相同")

    @post_load
    def to_domain(self, data: dict[str, Any], **_: Any) -> Domain:
        items = tuple(_item(data["code"], row) for row in data.pop("items"))
        for key in ("aliases", "categories", "notes"):
            data[key] = tuple(data[key])
        return Domain(**data, items=items)


def _item(domain: str, row: dict[str, Any]) -> StandardItem:
    about = {
        key: row.pop(key)
        for key in ("number", "provenance", "source", "note", "category", "catalogue")
    }
    row["name"] = row["name"] or row["group"]
    content: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return StandardItem(domain=domain, content=EntryContent(**content), **about)
