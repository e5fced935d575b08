"""Who works in the demonstration: one user for each desk a visitor may want to sit at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from catalog_app.accounts import services as accounts
from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Role, User
from catalog_app.database import session
from catalog_app.regions.services import region_by_code

PASSWORD = "yanshi-2026"  # noqa: S105 - printed on the screen of whoever starts the demonstration
DUNHUA, JIANGNAN, VILLAGE = "222403", "222403110", "222403110200"


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    display_name: str
    role: Role
    region: str
    domains: tuple[str | None, ...] = (None,)
    desk: str = ""


PEOPLE = (
    Person(
        "dunhua",
        "敦化市政务公开办（演示）",
        Role.COUNTY_OFFICE,
        DUNHUA,
        desk="编辑、导入、核查、报送",
    ),
    Person(
        "minzheng",
        "敦化市民政局（演示）",
        Role.COUNTY_EDITOR,
        DUNHUA,
        ("social_assistance", "elderly_care"),
        "只编辑社会救助、养老服务两个领域",
    ),
    Person("jiangnan", "江南镇（演示）", Role.TOWNSHIP_EDITOR, JIANGNAN, desk="乡镇和所辖村的目录"),
    Person("cun", "土腰子村文书（演示）", Role.VILLAGE_CLERK, VILLAGE, desk="村务公开目录"),
    Person(
        "yanbian",
        "延边州政务公开办（演示）",
        Role.PREFECTURE_REVIEWER,
        "222400",
        desk="查看全州、裁定问题",
    ),
    Person(
        "quanzhou",
        "延边州目录汇总（演示）",
        Role.COUNTY_OFFICE,
        "222400",
        desk="一次导入全州各县的表格",
    ),
    Person(
        "shengting",
        "省级部门（演示，全部领域）",
        Role.PROVINCIAL_DEPARTMENT,
        "220000",
        desk="验收、退回",
    ),
    Person(
        "minzhengting",
        "省民政厅（演示）",
        Role.PROVINCIAL_DEPARTMENT,
        "220000",
        ("social_assistance", "elderly_care"),
        "只验收本部门领域",
    ),
    Person("shengban", "省政务公开办（演示）", Role.PROVINCIAL_OFFICE, "220000", desk="用户、全局"),
    Person(
        "jingkai", "白城经开区政务公开办（演示）", Role.COUNTY_OFFICE, "220871", desk="刚起步的单位"
    ),
)


def settle_people(*, at: datetime) -> dict[str, User]:
    """The demonstration's users by name; those who stand are left as they are."""
    return {person.username: _standing(person) or _settle(person, at) for person in PEOPLE}


def _standing(person: Person) -> User | None:
    return session().scalar(select(User).where(User.username == person.username))


def _settle(person: Person, at: datetime) -> User:
    region_id = region_by_code(person.region).id
    grants = [(person.role, region_id, domain) for domain in person.domains]
    return accounts.create_user(
        person.username, person.display_name, PASSWORD, grants, by=SYSTEM, at=at
    )
