"""The checker's settings: what an administrator writes, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog_app.checks.fetch.render import installed
from catalog_app.checks.settings import patrol_from
from catalog_app.config import SettingsError, load_settings


def settings(folder: Path, **env: str) -> dict[str, object]:
    return load_settings({"INSTANCE": folder}, env)


def test_the_environment_sets_the_pace(tmp_path: Path) -> None:
    patrol = patrol_from(
        settings(
            tmp_path,
            CATALOG_HOST_DELAY="2",
            CATALOG_HOST_CONNECTIONS="1",
            CATALOG_FETCH_SECONDS="8.5",
            CATALOG_ALLOWED_NETWORKS="10.1.0.0/16",
        )
    )
    assert (patrol.plan.delay, patrol.plan.connections, patrol.limits.seconds) == (2, 1, 8.5)
    assert patrol.guard.allows("10.1.2.3")
    assert not patrol.guard.allows("10.2.2.3")


def test_the_defaults_burden_nobody(tmp_path: Path) -> None:
    patrol = patrol_from(settings(tmp_path))
    assert (patrol.plan.delay, patrol.plan.connections, patrol.limits.seconds) == (0.5, 2, 15)
    assert not patrol.guard.allows("127.0.0.1")
    assert patrol.turn_pages == 20


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CATALOG_HOST_DELAY", "-1"),
        ("CATALOG_HOST_DELAY", "soon"),
        ("CATALOG_HOST_CONNECTIONS", "0"),
        ("CATALOG_HOST_CONNECTIONS", "500"),
        ("CATALOG_FETCH_SECONDS", "0"),
        ("CATALOG_FETCH_SECONDS", "nan"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} 应为.*{value}"):
        settings(tmp_path, **{name: value})


def test_pages_are_rendered_only_where_the_province_wants_it(tmp_path: Path) -> None:
    assert patrol_from(settings(tmp_path)).chromium is None
    wanted = patrol_from(settings(tmp_path, CATALOG_RENDER="true"))
    assert wanted.chromium == installed()


def test_the_longest_pause_a_site_can_ask_for_is_a_setting(tmp_path: Path) -> None:
    assert patrol_from(settings(tmp_path)).plan.crawl_delay_cap == 30
    patient = settings(tmp_path, CATALOG_CRAWL_DELAY_MAX="120")
    assert patrol_from(patient).plan.crawl_delay_cap == 120
