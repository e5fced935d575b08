"""What is settled about a request before any view sees it: whose it is, what it may hold, its cookie."""

from __future__ import annotations

from itertools import chain

from flask import Flask, Request, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from catalog_app.errors import UnreadableText

OPEN = {"api", "public"}


class RowNumber(IntegerConverter):
    """The id in an address. More digits than any table reaches are no address of ours, and no
    database is asked for a number it cannot hold."""

    regex = r"\d{1,9}"


class StaffSession(SecureCookieSessionInterface):
    """What caches may keep for everybody never carries somebody's cookie."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        return not is_for_everybody() and super().should_set_cookie(app, session)


def is_for_everybody() -> bool:
    """Is the answer the same for all, whoever is logged in: a file of ours, or open data?"""
    return request.endpoint == "static" or request.blueprint == "api"


def is_record_id(text: str) -> bool:
    """Can a form's field mean a row by this? No table reaches a tenth digit."""
    return text.isascii() and text.isdigit() and len(text) <= 9


def record_id(text: str) -> int:
    """The id that a form's field holds. Raises ValueError for what cannot be one."""
    if not is_record_id(text):
        raise ValueError("no id of a row")
    return int(text)


def init_visits(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
    app.session_interface = StaffSession()
    app.before_request(_refuse_nulls)
    proxies: int = app.config["PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # how Flask takes middleware
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )


def _refuse_nulls() -> None:
    """PostgreSQL keeps no null character, and nobody types one; the public's pages and the open
    interface put odd questions right in their own way. Raises UnreadableText."""
    if request.blueprint not in OPEN and any("\x00" in text for text in _texts(request)):
        raise UnreadableText()


def _texts(asked: Request) -> chain[str]:
    fields = [*asked.args.lists(), *asked.form.lists()]
    names = (file.filename or "" for _, file in asked.files.items(multi=True))
    return chain(names, *([name, *values] for name, values in fields))
