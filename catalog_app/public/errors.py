"""Refusals of the public screens."""

from __future__ import annotations

from http import HTTPStatus

from catalog_app.errors import DomainError


class NoServiceGuide(DomainError):
    """No published item of the place is a service to apply for."""

    status = HTTPStatus.NOT_FOUND
    code = "no-service-guide"
    title = "还没有办事指南"
    detail = "{place}公布的目录里还没有办事服务事项，编不成办事指南。请先看所属的县（市、区），或过些时候再来。"


class NoOpenData(DomainError):
    """The place has published no catalogue yet."""

    status = HTTPStatus.NOT_FOUND
    code = "no-open-data"
    title = "还没有开放数据"
    detail = "{place}还没有公布目录，没有可以下载的数据。请先看上级地区，或过些时候再来。"
