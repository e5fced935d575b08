"""Shapes of what is asked and answered. Names are those of the glossary."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from catalog_app.regions.models import RegionLevel

TEXT_MAX = 60
LIMIT_MAX = 100
FILE_FORMATS = ("xlsx", "docx", "csv", "jsonl")
NUMBER: dict[str, Any] = {"invalid": "应为整数"}
TEXT: dict[str, Any] = {"invalid": "应为文字", "invalid_utf8": "应为 UTF-8 编码的文字"}


def _text(description: str, longest: int = TEXT_MAX) -> fields.String:
    length = validate.Length(max=longest, error=f"不能超过 {longest} 个字")
    readable = validate.ContainsNoneOf("\x00", error="含有不能识别的字符")
    return fields.String(
        validate=[length, readable], error_messages=TEXT, metadata={"description": description}
    )


def _limit(default: int) -> fields.Integer:
    within = validate.Range(1, LIMIT_MAX, error=f"应为 1 到 {LIMIT_MAX} 之间的整数")
    return fields.Integer(
        load_default=default,
        validate=within,
        error_messages=NUMBER,
        metadata={"description": "一次返回多少条"},
    )


class EntryQuery(Schema):
    region = _text("区划代码，6、9 或 12 位；返回适用于该地的事项", 12)
    domain = _text("领域代码，见 /api/v1/domains")
    q = _text("关键词；几个词用空格隔开，表示都要有")
    limit = _limit(20)
    after = _text("上一次结果中 next 的值")


class RegionQuery(Schema):
    parent = _text("上级区划代码，6、9 或 12 位", 12)
    level = fields.String(
        validate=validate.OneOf(
            [str(level) for level in RegionLevel],
            error="应为 province、prefecture、county、township、village 之一",
        ),
        metadata={"description": "层级"},
    )
    q = _text("名称中的文字")
    limit = _limit(50)
    after = _text("上一次结果中 next 的值", 12)


class CatalogFileQuery(Schema):
    domain = _text("领域代码，见 /api/v1/domains；不写就是全部领域")
    format = fields.String(
        load_default="xlsx",
        validate=validate.OneOf(FILE_FORMATS, error=f"应为 {'、'.join(FILE_FORMATS)} 之一"),
        metadata={
            "description": "xlsx 和 docx 是标准指引的表格；csv 一行一个事项；"
            "jsonl 一行一个 JSON，含不适用事项和理由，字段见使用手册“JSON 行的字段”"
        },
    )


class PlaceSchema(Schema):
    code = fields.String()
    name = fields.String()
    level = fields.String()


class LinkSchema(Schema):
    url = fields.String()
    channel = fields.String()
    kind = fields.String(
        metadata={"description": "column 栏目, article 文章, service 办事页面, attachment 附件"}
    )
    state = fields.String(
        metadata={
            "description": "ok 可查看, broken 链接失效, unsure 暂时无法判断, unchecked 尚未核查"
        }
    )
    checked_at = fields.String(allow_none=True, metadata={"description": "最近核查时间（UTC）"})
    published = fields.String(allow_none=True, metadata={"description": "页面上最新的日期"})
    title = fields.String(allow_none=True)
    note = fields.String(allow_none=True)


class EntrySchema(Schema):
    id = fields.Integer()
    name = fields.String()
    group = fields.String(allow_none=True)
    domain = fields.String(attribute="domain_code")
    domain_name = fields.String(attribute="elements.domain")
    place = fields.List(fields.Nested(PlaceSchema), attribute="elements.place")
    content = fields.List(fields.String(), attribute="elements.content")
    basis = fields.List(fields.String(), attribute="elements.basis")
    time_limit = fields.String(allow_none=True, attribute="elements.time_limit")
    owner = fields.String(allow_none=True)
    method = fields.List(fields.String(), attribute="elements.method")
    channels = fields.List(fields.String(), attribute="elements.channels")
    audience = fields.String(allow_none=True, attribute="elements.audience")
    levels = fields.List(fields.String(), attribute="elements.levels")
    phases = fields.List(fields.String(), attribute="elements.phases")
    note = fields.String(allow_none=True, attribute="elements.note")
    links = fields.List(fields.Nested(LinkSchema))
    link_state = fields.String()
    checked_at = fields.DateTime(allow_none=True)
    accepted_at = fields.DateTime()
    page = fields.Function(lambda entry: f"/items/{entry.id}", metadata={"type": "string"})


class RegionSchema(Schema):
    code = fields.String()
    name = fields.String()
    level = fields.String()
    kind = fields.String()
    parent = fields.String(allow_none=True, metadata={"description": "行政上级的代码"})
    reports_to = fields.String(
        allow_none=True,
        metadata={"description": "公开工作上级的代码；开发区代管的乡镇与行政上级不同"},
    )


class DomainSchema(Schema):
    code = fields.String()
    number = fields.Integer(allow_none=True)
    name = fields.String()
    kind = fields.String()
    ministry = fields.String(allow_none=True)
    entries = fields.Integer(metadata={"description": "已公开的事项数"})


class ProblemKindSchema(Schema):
    code = fields.String()
    status = fields.Integer()
    title = fields.String()
    detail = fields.String()


class EntryList(Schema):
    items = fields.List(fields.Nested(EntrySchema))
    total = fields.Integer(
        metadata={"description": "总数；超过 2,000 时为 2000，total_exact 为 false"}
    )
    total_exact = fields.Boolean()
    next = fields.String(allow_none=True)


class RegionList(Schema):
    items = fields.List(fields.Nested(RegionSchema))
    total = fields.Integer()
    next = fields.String(allow_none=True)


class DomainList(Schema):
    items = fields.List(fields.Nested(DomainSchema))
    total = fields.Integer()
    next = fields.String(allow_none=True)
