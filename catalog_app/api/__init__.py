"""The open interface, /api/v1: one resource a file, described by OpenAPI."""

from __future__ import annotations

from flask import Flask
from flask_smorest import Api


def init_api(app: Flask) -> None:
    app.config.update(
        API_TITLE="吉林省基层政务公开标准目录 开放接口",
        API_VERSION="v1",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    Api(app)
