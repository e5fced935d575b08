"""A prefecture's files: a folder a county, as its office sends them in."""

from __future__ import annotations

import zipfile
from io import BytesIO

from sqlalchemy import func, select

from catalog_app.accounts.audit import SYSTEM, Actor
from catalog_app.addresses import NOTHING_PRIVATE
from catalog_app.catalogs.models import Entry
from catalog_app.database import session
from catalog_app.exchange import services
from catalog_app.exchange.models import Intake, IntakeFile
from catalog_app.exchange.services import Sent
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON

YANBIAN = "222400"
HEADER = "序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级"
REST = "信息形成或变更之日起20个工作日内,{owner},■政府网站,全社会,主动公开,县级"


def table(county: str, domain: str, *names: str, flaw: bool = False) -> bytes:
    """A CSV file of a county's domain with these items; `flaw` leaves out an item's name."""
    lines = [f"{county}{domain}领域基层政务公开标准目录", HEADER]
    rest = REST.format(owner=f"{county}民政局")
    for number, name in enumerate(names, start=1):
        shown = "" if flaw and number == len(names) else name
        group = "" if flaw and number == len(names) else "业务办理"
        lines.append(f"{number},{group},{shown},1.政策文件,《{domain}条例》,{rest}")
    return "\n".join(lines).encode()


def packed(*files: tuple[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def whole_prefecture() -> bytes:
    """Four counties' files: two good ones, one with an error, one of a place nobody knows, one of
    another prefecture, one that is no table, and what systems leave behind."""
    return packed(
        ("延边州/敦化市/养老.csv", table("敦化市", "养老服务", "高龄津贴", "护理补贴")),
        ("延边州/2.图们/救助.csv", table("", "社会救助", "低保", "临时救助")),
        ("延边州/珲春市/就业.csv", table("珲春市", "就业", "职业介绍", "职业培训", flaw=True)),
        ("延边州/报来的/养老.csv", table("", "养老服务", "高龄津贴")),
        ("延边州/报来的/镇赉.csv", table("镇赉县", "养老服务", "高龄津贴")),
        ("延边州/说明.txt", "请各县按时报送。".encode()),
        ("延边州/敦化市/~$养老.csv", b"1"),
        ("__MACOSX/延边州/._养老.csv", b"1"),
    )


def two_counties() -> bytes:
    """Two good files: less to read for what does not need more."""
    return packed(
        ("延边州/敦化市/养老.csv", table("敦化市", "养老服务", "高龄津贴", "护理补贴")),
        ("延边州/2.图们/救助.csv", table("", "社会救助", "低保", "临时救助")),
    )


def send(*files: tuple[str, bytes], region: str = YANBIAN, by: Actor = SYSTEM) -> Intake:
    sent = [Sent(name, data) for name, data in files]
    return services.take_in(region_by_code(region).id, sent, by=by, at=NOON)


def work(intake: Intake, steps: int = 1000) -> int:
    """Do what a worker would until nothing is left, or so many steps; how many there were."""
    for done in range(steps):
        if not services.next_step(intake.id, NOON, NOTHING_PRIVATE):
            return done
    return steps


def files(intake: Intake) -> dict[str, IntakeFile]:
    """By the last two steps of their paths."""
    session().expire_all()
    query = select(IntakeFile).where(IntakeFile.intake_id == intake.id).order_by(IntakeFile.id)
    return {"/".join(each.path.split("/")[-2:]): each for each in session().scalars(query)}


def states(intake: Intake) -> dict[str, str]:
    return {name: services.state_words(each)[1] for name, each in files(intake).items()}


def entries() -> int:
    return session().scalar(select(func.count()).select_from(Entry)) or 0
