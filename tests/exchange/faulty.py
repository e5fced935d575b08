"""A county's workbook with more than forty problems: a domain untold, ticks lost, a person's number."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from catalog_app.citizen_ids import is_id_number
from domains.standard import domain

GUESSED = "养老服务"
_STEM = "22240319850101123"
PERSON = next(_STEM + sign for sign in "0123456789X" if is_id_number(_STEM + sign))
_HEADER = ("序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体",
           "公开渠道和载体", "公开对象")  # fmt: skip


def faulty_workbook(path: Path) -> Path:
    """Two sheets: one whose domain only its items tell, one titled; in most rows something is amiss."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "目录一"
    first.append(["敦化市政务公开事项目录"])
    first.append(_HEADER)
    for number, item in enumerate(domain("elderly_care").items, 1):
        first.append(_row(number, item.name, item.group))
    first.cell(5, 4, f"补贴发放名单：张三，身份证号{PERSON}")
    second = book.create_sheet("目录二")
    second.append(["敦化市公共文化服务领域基层政务公开标准目录"])
    second.append(_HEADER)
    for number, item in enumerate(domain("public_culture").items, 1):
        second.append(_row(number * 2, item.name, item.group))
    book.save(path)
    return path


def _row(number: int, name: str, group: str | None) -> tuple[object, ...]:
    limit = "按有关规定执行" if number % 2 else "信息形成之日起20个工作日内"
    owner = None if number % 3 == 0 else "敦化市民政局"
    basis = "同上" if number % 4 == 0 else "《中华人民共和国政府信息公开条例》"
    return (number, group, name, "1.名称\n2.标准", basis, limit, owner, "□政府网站 □公开栏", None)
