"""Which items of a catalogue are services that people apply for (办事服务事项).

The guides do not mark them. An item is one when it says so itself: it stands in the service phase of
the five disclosures, or its name or elements speak of applying: conditions, materials, procedure.
"""

from __future__ import annotations

import re

from domains.entry import EntryContent

_APPLYING = re.compile(
    r"办事指南|服务指南|办理(?:流程|程序|条件|材料|时限|时间|地点)|受理(?:部门|机构|地点|条件)"
    r"|(?:申请|申报|提交|所需)(?:材料|条件)|申报要求|申领"
)
_PAPERS = re.compile(r"^(?:申请|申报|办理|提交|所需)?(?:材料|要件)(?:清单)?[:：]\s*(.+)$")
SERVICE_LINK = "service"


def is_service_item(content: EntryContent, link_kinds: tuple[str, ...] = ()) -> bool:
    """Whether people apply for what the item tells of; `link_kinds` are the kinds of its links."""
    if "service" in content.phases or SERVICE_LINK in link_kinds:
        return True
    return any(_APPLYING.search(text) for text in (content.name, *content.content))


def papers_in(element: str) -> str | None:
    """The papers to bring where an element writes them out (申请材料：身份证、户口本), else None."""
    match = _PAPERS.match(element)
    return match[1] if match else None
