"""Logging in and out, and changing one's own password."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from catalog_app.accounts import services
from catalog_app.accounts.errors import LoginRefused, LoginThrottled
from catalog_app.accounts.forms import LoginForm, PasswordForm
from catalog_app.accounts.models import User
from catalog_app.accounts.views.blueprint import bp, myself
from catalog_app.clock import utc_now
from catalog_app.errors import DomainError
from catalog_app.extensions import limiter
from catalog_app.web import logged_in, public, safe_next

LOGINS_PER_ADDRESS = "30 per minute"


@bp.route("/login", methods=["GET", "POST"])
@public
@limiter.limit(LOGINS_PER_ADDRESS, methods=["POST"])
def login() -> ResponseReturnValue:
    goal = safe_next(request.args.get("next"), url_for("worklist.home"))
    if current_user.is_authenticated:
        return redirect(goal)
    form = LoginForm()
    if not form.validate_on_submit():
        return _login_page(form, 422 if form.is_submitted() else 200)
    try:
        user = services.authenticate(
            form.username.data, form.password.data, address=_address(), at=utc_now()
        )
    except (LoginRefused, LoginThrottled) as refusal:
        return _login_page(form, refusal.status, refusal)
    _open_session(user)
    return redirect(goal)


def _login_page(
    form: LoginForm, status: int, refusal: DomainError | None = None
) -> ResponseReturnValue:
    return render_template("accounts/login.html", form=form, refusal=refusal), status


def _address() -> str:
    return request.remote_addr or "unknown"


def _open_session(user: User) -> None:
    """Nothing of the visitor's session lives on in the user's; it ends after 8 idle hours."""
    session.clear()
    session.permanent = True
    login_user(user)


@bp.post("/logout")
@logged_in
def logout() -> ResponseReturnValue:
    services.end_sessions(current_user.id, by=myself(), at=utc_now())
    logout_user()
    session.clear()
    flash("您已退出登录。", "ok")
    return redirect(url_for("accounts.login"))


@bp.route("/staff/password", methods=["GET", "POST"])
@logged_in
def password() -> ResponseReturnValue:
    form = PasswordForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("accounts/password.html", form=form, refusal=None), status
    user, me = services.user_by_id(current_user.id), myself()
    try:
        services.change_password(user.id, form.old.data, form.new.data, by=me, at=utc_now())
    except DomainError as refusal:
        page = render_template("accounts/password.html", form=form, refusal=refusal)
        return page, refusal.status
    _open_session(user)
    flash("密码已更改，其他设备上的登录都已退出。", "ok")
    return redirect(url_for("worklist.home"))
