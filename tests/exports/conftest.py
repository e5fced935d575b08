"""A small catalogue as a county would export it."""

from __future__ import annotations

import pytest

from domains.entry import EntryContent
from exports.model import ExportCatalog, ExportEntry

TITLE = "敦化市养老服务领域基层政务公开标准目录"


@pytest.fixture
def policy() -> ExportEntry:
    content = EntryContent(
        name="养老服务扶持政策措施清单",
        group="养老服务通用政策",
        content=("扶持政策措施名称", "内容、标准；范围", "5个工作日内的办理结果"),
        basis=("信息公开规定",),
        time_limit="制定或获取信息之日起10个工作日内",
        owner="敦化市民政局",
        method=("proactive",),
        channels=("政府网站", "其他:基层公共服务平台"),
        audience="全社会",
        levels=("county",),
        phases=("service", "decision"),
        note="每季度更新",
    )
    urls = ("https://www.dunhua.gov.cn/a.html", "https://www.dunhua.gov.cn/b.html")
    return ExportEntry(content, serial="1", identity="e-1", urls=urls)


@pytest.fixture
def list_of_homes() -> ExportEntry:
    content = EntryContent(
        name="养老机构投资指南",
        group="养老服务通用政策",
        method=("on_request",),
        audience="申请人",
        levels=("township", "village"),
    )
    return ExportEntry(content, serial="2")


@pytest.fixture
def filing() -> ExportEntry:
    return ExportEntry(EntryContent(name="养老机构备案", group="养老服务业务办理"), serial="03")


@pytest.fixture
def catalog(policy: ExportEntry, list_of_homes: ExportEntry, filing: ExportEntry) -> ExportCatalog:
    return ExportCatalog(TITLE, "敦化市", "养老服务", (policy, list_of_homes, filing))
