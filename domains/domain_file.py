"""One domain file: its shape, and what is said of a file that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
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
# The C loader is ten times faster where PyYAML was built with it; both are the safe ones.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LEVEL_CODES = [term.code for term in vocabulary.LEVELS]
_METHOD_CODES = [term.code for term in vocabulary.METHODS]
_PHASE_CODES = [term.code for term in vocabulary.PHASES]


class DomainFileError(ValueError):
    """A domain file that cannot be used; the message names file, item and field in Chinese."""


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
    return (
        "列表（[…, …]或每行一个“- ”）" if isinstance(field, fields.List) else "文字（数字请加引号）"
    )


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


def read_domain_file(path: Path) -> Domain:
    """The domain of one file (UTF-8 YAML); DomainFileError says all that is wrong with it."""
    raw = _raw(path)
    if not isinstance(raw, dict):
        raise DomainFileError(f"{path.name}：应为“字段: 值”的YAML文件，请对照已有的领域文件填写。")
    try:
        loaded: Domain = DomainSchema().load(raw)
    except ValidationError as error:
        messages = error.messages if isinstance(error.messages, dict) else {}
        problems = "；".join(_problems(messages, raw))
        raise DomainFileError(f"{path.name}：{problems}") from error
    return loaded


def _raw(path: Path) -> Any:
    try:
        return _LOADER(path.read_text(encoding="utf-8")).get_single_data()
    except UnicodeDecodeError as error:
        raise DomainFileError(f"{path.name}：文件不是UTF-8编码，请另存为UTF-8。") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"第{mark.line + 1}行附近" if mark else "文件"
        raise DomainFileError(
            f"{path.name}：不是有效的YAML：{place}的写法有误，请检查缩进、冒号和括号。"
        ) from error


def _problems(messages: dict[str, Any], raw: dict[str, Any]) -> Iterator[str]:
    for field, found in messages.items():
        if field == "items" and isinstance(found, dict):
            for index, faults in found.items():
                yield from (f"{_row(raw, index)}的{fault}" for fault in _faults(faults))
        else:
            yield from _faults({field: found})


def _row(raw: dict[str, Any], index: int) -> str:
    item = raw["items"][index]
    number = item.get("number") if isinstance(item, dict) else None
    return f"第{index + 1}个事项（number: {number}）"


def _faults(messages: Any) -> Iterator[str]:
    """`{"levels": {0: ["…"]}}` → "字段levels第1项：…"."""
    if not isinstance(messages, dict):
        yield "，".join(map(str, messages))
        return
    for field, found in messages.items():
        name = "内容" if field == "_schema" else f"字段{field}"
        for place, texts in found.items() if isinstance(found, dict) else [(None, found)]:
            part = f"第{place + 1}项" if isinstance(place, int) else f"的{place}" if place else ""
            yield f"{name}{part}：{'，'.join(map(str, texts))}"
