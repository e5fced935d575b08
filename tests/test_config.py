"""Settings: where they come from, and what is said when one is wrong."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest

from catalog_app.config import SettingsError, load_settings


def settings(folder: Path, **env: str) -> dict[str, object]:
    return load_settings(env={"CATALOG_INSTANCE": str(folder), **env})


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('port = 9000\nhost = "0.0.0.0"\n')
    found = settings(tmp_path, CATALOG_PORT="9100")
    assert (found["PORT"], found["HOST"], found["MAX_CONTENT_LENGTH"]) == (
        9100,
        "0.0.0.0",
        32 << 20,
    )


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = settings(tmp_path)["SECRET_KEY"]
    assert settings(tmp_path)["SECRET_KEY"] == first
    assert len(str(first)) == 64
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_a_provinces_database_is_reached_by_psycopg(tmp_path: Path) -> None:
    found = settings(tmp_path, CATALOG_DATABASE_URL="postgresql://catalog@db/catalog")
    assert found["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://catalog@db/catalog"


def test_networks_may_be_separated_by_commas_or_blanks(tmp_path: Path) -> None:
    found = settings(tmp_path, CATALOG_ALLOWED_NETWORKS="10.1.0.0/16, 127.0.0.0/8")
    assert found["ALLOWED_NETWORKS"] == (ip_network("10.1.0.0/16"), ip_network("127.0.0.0/8"))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("CATALOG_PORT", "八千", "CATALOG_PORT 应为 1 到 65535"),
        ("CATALOG_PORT", "70000", "CATALOG_PORT 应为 1 到 65535"),
        ("CATALOG_ALLOWED_NETWORKS", "10.1.0.0/40", "应为网段"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_must_be(
    tmp_path: Path, name: str, value: str, words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        settings(tmp_path, **{name: value})


def test_a_broken_settings_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("port = ")
    with pytest.raises(SettingsError, match=r"设置文件 config\.toml 无法读取"):
        settings(tmp_path)
