"""Reading one domain file, and saying what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from marshmallow import ValidationError

from domains.domain_schema import DomainSchema
from domains.guide import Domain

# The C loader is several times faster where PyYAML was built with it; both are the safe ones.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DomainFileError(ValueError):
    """A domain file that cannot be used; the message names file, item and field in Chinese."""


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
