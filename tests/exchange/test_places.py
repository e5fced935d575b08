"""Whose catalogue a file is, by its titles and its name."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from catalog_app.exchange import services
from catalog_app.exchange.errors import PlaceUnclear
from catalog_app.regions.errors import UnknownRegion
from imports.reading import read_file
from tests.exchange.office import fixture
from tests.factories.accounts import JIANGNAN, Role, a_user


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("敦化市养老服务领域基层政务公开标准目录", "敦化市"),
        ("延边朝鲜族自治州敦化市养老服务领域目录", "敦化市"),
        ("敦化市江南镇社会救助领域目录", "江南镇"),
        ("白城经济开发区公共文化服务领域目录(2024年版)", "吉林白城经济开发区"),
        ("养老服务领域基层政务公开标准目录", None),
        ("敦化市和珲春市养老服务目录", None),
        ("胜利街道社会救助领域目录", None),
    ],
)
def test_the_place_is_what_the_title_names(session: Session, text: str, name: str | None) -> None:
    found = services.region_in([text])
    assert (found.name if found else None) == name


def test_a_file_that_names_no_place_asks_for_it(session: Session) -> None:
    reading = read_file(fixture("01_"), name="目录.xlsx")
    assert services.region_of(reading).name == "敦化市", "the title tells"
    with pytest.raises(PlaceUnclear, match="--region"):
        services.region_of(type(reading)("目录.xlsx", None, ()))


def test_a_clerks_own_township_is_meant_where_names_repeat(session: Session) -> None:
    clerk = a_user(Role.TOWNSHIP_EDITOR, JIANGNAN)
    assert services.region_for_import("江南镇", clerk).code.startswith(JIANGNAN)


def test_a_place_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(UnknownRegion):
        services.region_for_import("不存在县", a_user())
