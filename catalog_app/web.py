"""What every page needs: permissions on routes, refusals as pages, safe headers, Chinese dates."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar

import structlog
from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask.json.provider import DefaultJSONProvider
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.exceptions import NotFound as NoSuchPage
from werkzeug.exceptions import TooManyRequests as Limited

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.clock import in_china
from catalog_app.errors import (
    DomainError,
    FormExpired,
    NotFound,
    PermissionRefused,
    TooManyRequests,
    UploadTooLarge,
    WrongMethod,
)
from catalog_app.extensions import login
from catalog_app.regions.models import Region
from catalog_app.visits import is_for_everybody

Target = tuple[Region, str | None]
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# Browsers drop tabs and line ends and read "\\" as "/": with those, a path could name another host.
LOCAL_PATH = re.compile(r"/(?!/)[^\x00-\x20\x7f\\]*")


def public(view: View) -> View:
    """Marks a route that needs no log-in."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def logged_in(view: View) -> View:
    """A route for any user of an office, whatever the grants."""

    @wraps(view)
    def guarded(**arguments: Any) -> ResponseReturnValue:
        if not current_user.is_authenticated:
            return login.unauthorized()
        return view(**arguments)

    guarded.access = "logged_in"  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def requires(
    permission: Permission, target: Callable[..., Target] | None = None
) -> Callable[[View], View]:
    """A route for users whose grants hold `permission` over what the route names.

    `target` takes the route's arguments and gives (region, domain code or None); without it the
    permission is needed somewhere, and the service narrows its lists by `policy.condition`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return login.unauthorized()
            _require(permission, target(**arguments) if target else None)
            return view(**arguments)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def _require(permission: Permission, target: Target | None) -> None:
    if target is not None:
        policy.require(current_user, permission, *target)
    elif not policy.may_anywhere(current_user, permission):
        raise PermissionRefused(action=policy.PERMISSION_NAMES[permission])


def safe_next(address: str | None, fallback: str) -> str:
    """`address` when it is a path of this site, else `fallback` (no open redirect after log-in)."""
    return address if address and LOCAL_PATH.fullmatch(address) else fallback


def wants_json() -> bool:
    return request.path.startswith("/api/")


def show_problem(error: DomainError) -> ResponseReturnValue:
    """A refusal as a page, or as an RFC 9457 problem for API clients."""
    if not wants_json():
        return render_template("problem.html", error=error, detail=str(error)), error.status
    problem = {
        "type": f"/api/v1/problems/{error.code}",
        "title": error.title,
        "status": int(error.status),
        "detail": str(error),
    }
    facts = {key: value for key, value in error.facts.items() if key not in problem}
    response = jsonify(problem | facts)
    response.content_type = "application/problem+json"
    return response, error.status


def _show_http_error(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, CSRFError):
        return show_problem(FormExpired())
    if isinstance(error, RequestEntityTooLarge):
        return show_problem(UploadTooLarge(limit_mb=current_app.config["MAX_CONTENT_LENGTH"] >> 20))
    if isinstance(error, Limited):
        return show_problem(TooManyRequests())
    if isinstance(error, MethodNotAllowed):
        page = make_response(show_problem(WrongMethod()))
        page.allow.update(error.valid_methods or ())
        return page
    if isinstance(error, NoSuchPage):
        return show_problem(NotFound(what="页面"))
    if error.code is not None and error.code < 400:
        return error
    refusal = DomainError()
    refusal.status = error.code or 400  # type: ignore[assignment,misc]
    return show_problem(refusal)


def _show_fault(error: Exception) -> ResponseReturnValue:
    """A programming fault: a page with a reference number; the log has the rest."""
    reference = secrets.token_hex(4).upper()
    structlog.get_logger("catalog").exception("fault", reference=reference, path=request.path)
    if wants_json():
        title = f"系统内部出错，编号 {reference}"
        return jsonify({"type": "about:blank", "title": title, "status": 500}), 500
    return render_template("fault.html", reference=reference), 500


def _secure(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    if not is_for_everybody() and current_user and current_user.is_authenticated:
        response.headers["Cache-Control"] = "no-store"
    return response


def china_day(value: date | datetime | None) -> str:
    """2026年11月18日, in China time; a dash when there is none."""
    if value is None:
        return "—"
    day = in_china(value) if isinstance(value, datetime) else value
    return f"{day.year}年{day.month}月{day.day}日"


def china_time(value: datetime | None) -> str:
    """2026年11月18日 14:05, in China time."""
    return "—" if value is None else f"{china_day(value)} {in_china(value):%H:%M}"


class ReadableJSON(DefaultJSONProvider):
    """Chinese as it is written, for people who open an address of the interface in a browser."""

    ensure_ascii = False


def init_web(app: Flask) -> None:
    app.json = ReadableJSON(app)
    app.register_error_handler(DomainError, show_problem)
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(Exception, _show_fault)
    app.after_request(_secure)
    app.add_template_filter(china_day)
    app.add_template_filter(china_time)
    app.add_template_global(policy.may, "may")
    app.add_template_global(policy.may_anywhere, "may_anywhere")
    app.add_template_global(Permission, "Permission")
