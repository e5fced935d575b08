"""Settings: the environment wins over `config.toml` in the instance folder, which wins over defaults."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

import orjson

PREFIX = "CATALOG_"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
MEGABYTE = 1024 * 1024

Network = IPv4Network | IPv6Network


class SettingsError(Exception):
    """A setting cannot be used; the message (Chinese) names it and says what it must be."""


def instance_folder(env: Mapping[str, str] = os.environ) -> Path:
    """The folder of the embedded database and the local settings (`CATALOG_INSTANCE`)."""
    return Path(env.get(f"{PREFIX}INSTANCE") or "instance").resolve()


def load_settings(
    overrides: Mapping[str, Any] | None = None, env: Mapping[str, str] = os.environ
) -> dict[str, Any]:
    """Flask settings from defaults, the instance's `config.toml`, the environment and `overrides`.

    Raises SettingsError when a value cannot be used.
    """
    given = dict(overrides or {})
    folder = Path(given.get("INSTANCE") or instance_folder(env))
    folder.mkdir(parents=True, exist_ok=True)
    settings = (
        _defaults(folder) | _file_settings(folder / "config.toml") | _env_settings(env) | given
    )
    settings["INSTANCE"] = folder
    settings["PORT"] = _port(settings["PORT"])
    settings["PROXIES"] = int(_number("PROXIES", settings["PROXIES"], 0, 8))
    settings["ALLOWED_NETWORKS"] = _networks(settings["ALLOWED_NETWORKS"])
    settings["HOST_DELAY"] = _number("HOST_DELAY", settings["HOST_DELAY"], 0, 600)
    settings["HOST_CONNECTIONS"] = int(
        _number("HOST_CONNECTIONS", settings["HOST_CONNECTIONS"], 1, 16)
    )
    settings["FETCH_SECONDS"] = _number("FETCH_SECONDS", settings["FETCH_SECONDS"], 0.1, 300)
    settings["TURN_SECONDS"] = _number("TURN_SECONDS", settings["TURN_SECONDS"], 0.1, 120)
    settings["CRAWL_DELAY_MAX"] = _number("CRAWL_DELAY_MAX", settings["CRAWL_DELAY_MAX"], 0, 600)
    settings["KEEP_DAYS"] = int(_number("KEEP_DAYS", settings["KEEP_DAYS"], 30, 36_500))
    settings["PATROL_HOUR"] = int(_number("PATROL_HOUR", settings["PATROL_HOUR"], -1, 23))
    settings["STALLED_SECONDS"] = _number("STALLED_SECONDS", settings["STALLED_SECONDS"], 2, 3600)
    settings["SQLALCHEMY_DATABASE_URI"] = _driver_url(settings["DATABASE_URL"])
    settings["QUEUE"] = _queue(settings["QUEUE"], settings["SQLALCHEMY_DATABASE_URI"])
    settings["SECRET_KEY"] = settings["SECRET_KEY"] or _kept_secret(folder)
    return settings


def _to_json(value: Any) -> str:
    """A JSON column's text. Chinese is kept as Chinese: half the room of its escapes, and readable
    by hand."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def _defaults(folder: Path) -> dict[str, Any]:
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'catalog.sqlite3'}",
        # Errors of the database end in the log, which holds nothing that people wrote.
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "hide_parameters": True,
            "json_serializer": _to_json,
            "json_deserializer": orjson.loads,
        },
        "SECRET_KEY": "",
        "ALLOWED_NETWORKS": "",
        "HOST_DELAY": 0.5,
        "HOST_CONNECTIONS": 2,
        "CRAWL_DELAY_MAX": 30,
        "FETCH_SECONDS": 15,
        "RENDER": False,
        "TURN_SECONDS": 10,
        "PATROL_HOUR": 2,
        "KEEP_DAYS": 400,
        "QUEUE": "auto",
        "STALLED_SECONDS": 60,
        "METRICS_TOKEN": "",
        "HOST": DEFAULT_HOST,
        "PORT": DEFAULT_PORT,
        "PROXIES": 0,
        "MAX_CONTENT_LENGTH": 32 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": 4 * MEGABYTE,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": False,
        "PERMANENT_SESSION_LIFETIME": 8 * 3600,
        "WTF_I18N_ENABLED": False,  # the forms' own words are Chinese, whatever the browser asks
        "WTF_CSRF_TIME_LIMIT": 8 * 3600,
        "RATELIMIT_STORAGE_URI": "memory://",
        "RATELIMIT_HEADERS_ENABLED": True,
        "LOG_JSON": False,
        "DEMONSTRATION": False,
    }


def _file_settings(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"设置文件 {path.name} 无法读取：{error}。请按 TOML 格式改正。"
        ) from error
    return {key.upper().removeprefix(PREFIX): value for key, value in raw.items()}


def _env_settings(env: Mapping[str, str]) -> dict[str, Any]:
    return {
        key.removeprefix(PREFIX): _plain(value)
        for key, value in env.items()
        if key.startswith(PREFIX) and value
    }


def _plain(value: str) -> Any:
    return {"true": True, "false": False}.get(value.lower(), value)


def _port(value: Any) -> int:
    try:
        port = int(value)
    except (TypeError, ValueError):
        port = -1
    if not 0 < port < 65536:
        raise SettingsError(f"CATALOG_PORT 应为 1 到 65535 之间的数字，现在是“{value}”。")
    return port


def _number(name: str, value: Any, least: float, most: float) -> float:
    """A setting that counts or measures, between two bounds."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if not least <= number <= most:
        raise SettingsError(
            f"{PREFIX}{name} 应为 {least:g} 到 {most:g} 之间的数字，现在是“{value}”。"
        )
    return number


def _queue(value: Any, database: str) -> str:
    """embedded or procrastinate; left to itself, the database decides."""
    if value not in {"auto", "embedded", "procrastinate"}:
        raise SettingsError(
            f"CATALOG_QUEUE 应为 auto、embedded 或 procrastinate，现在是“{value}”。"
        )
    on_postgresql = database.startswith("postgresql")
    if value == "procrastinate" and not on_postgresql:
        raise SettingsError(
            "CATALOG_QUEUE=procrastinate 需要 PostgreSQL：请设置 CATALOG_DATABASE_URL，或改用 auto。"
        )
    if value == "auto":
        return "procrastinate" if on_postgresql else "embedded"
    return str(value)


def _networks(value: Any) -> tuple[Network, ...]:
    parts = value.replace(",", " ").split() if isinstance(value, str) else list(value)
    try:
        return tuple(ip_network(part) for part in parts)
    except ValueError as error:
        raise SettingsError(
            f"CATALOG_ALLOWED_NETWORKS 应为网段，例如 10.1.0.0/16，用逗号分隔：{error}"
        ) from error


def _driver_url(url: str) -> str:
    """Offices write `postgresql://`; SQLAlchemy must be told to use psycopg 3."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _kept_secret(folder: Path) -> str:
    """The instance's own secret key, made at first use and readable by its owner only."""
    path = folder / "secret_key"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()
