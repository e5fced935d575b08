"""Users and their grants, for whoever manages users of some regions."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts import policy, services
from catalog_app.accounts.forms import GrantForm, UserForm
from catalog_app.accounts.models import Role
from catalog_app.accounts.policy import Permission
from catalog_app.accounts.services import GrantRow
from catalog_app.accounts.views.blueprint import bp, myself
from catalog_app.clock import utc_now
from catalog_app.errors import DomainError
from catalog_app.guides.services import all_domains
from catalog_app.web import requires


@bp.get("/staff/users")
@requires(Permission.MANAGE_USERS)
def users() -> ResponseReturnValue:
    text = request.args.get("q", "")
    page = services.users_page(current_user, text, request.args.get("page", 1, type=int))
    grants = services.described_grants(page.rows)
    return render_template("accounts/users.html", page=page, text=text, grants=grants)


@bp.route("/staff/users/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def users_add() -> ResponseReturnValue:
    form = UserForm(roles=policy.roles_to_give(current_user), domains=all_domains())
    if not form.validate_on_submit():
        return _add_page(form, 422 if form.is_submitted() else 200)
    word = services.random_password()
    try:
        user = services.create_user(
            form.username.data,
            form.display_name.data,
            word,
            [_chosen_grant(form)],
            by=myself(),
            at=utc_now(),
        )
    except DomainError as refusal:
        return _add_page(form, refusal.status, refusal)
    return render_template("accounts/secret.html", user=user, word=word, new=True), 201


def _add_page(
    form: UserForm, status: int, refusal: DomainError | None = None
) -> ResponseReturnValue:
    return render_template("accounts/user_add.html", form=form, refusal=refusal), status


def _chosen_grant(form: GrantForm) -> GrantRow:
    place = services.region_named(form.region.data, within=current_user)
    return Role(form.role.data), place.id, form.domain.data or None


@bp.get("/staff/users/<int:user_id>")
@requires(Permission.MANAGE_USERS)
def users_show(user_id: int) -> ResponseReturnValue:
    return _user_page(user_id, _grant_form())


def _grant_form() -> GrantForm:
    return GrantForm(roles=policy.roles_to_give(current_user), domains=all_domains())


def _user_page(
    user_id: int, form: GrantForm, status: int = 200, refusal: DomainError | None = None
) -> ResponseReturnValue:
    user = services.managed_user(user_id, by=myself())
    page = render_template(
        "accounts/user.html",
        user=user,
        grants=services.described_grants([user])[user.id],
        form=form,
        refusal=refusal,
    )
    return page, status


@bp.post("/staff/users/<int:user_id>/grants")
@requires(Permission.MANAGE_USERS)
def users_grant(user_id: int) -> ResponseReturnValue:
    form = _grant_form()
    if not form.validate_on_submit():
        return _user_page(user_id, form, 422)
    try:
        services.add_grant(user_id, _chosen_grant(form), by=myself(), at=utc_now())
    except DomainError as refusal:
        return _user_page(user_id, form, refusal.status, refusal)
    return _back(user_id, "已增加授权。")


@bp.post("/staff/users/<int:user_id>/grants/<int:grant_id>/revoke")
@requires(Permission.MANAGE_USERS)
def users_revoke(user_id: int, grant_id: int) -> ResponseReturnValue:
    services.revoke_grant(user_id, grant_id, by=myself(), at=utc_now())
    if policy.may_manage(current_user, services.user_by_id(user_id)):
        return _back(user_id, "已取消授权。")
    flash("已取消授权。该用户已没有您管理范围内的授权，如需恢复请联系省政务公开办公室。", "ok")
    return redirect(url_for("accounts.users"))


@bp.post("/staff/users/<int:user_id>/password")
@requires(Permission.MANAGE_USERS)
def users_reset(user_id: int) -> ResponseReturnValue:
    word = services.reset_password(user_id, by=myself(), at=utc_now())
    user = services.user_by_id(user_id)
    return render_template("accounts/secret.html", user=user, word=word, new=False)


@bp.post("/staff/users/<int:user_id>/deactivate")
@requires(Permission.MANAGE_USERS)
def users_deactivate(user_id: int) -> ResponseReturnValue:
    services.deactivate(user_id, by=myself(), at=utc_now())
    return _back(user_id, "已停用，该用户不能再登录。")


@bp.post("/staff/users/<int:user_id>/activate")
@requires(Permission.MANAGE_USERS)
def users_activate(user_id: int) -> ResponseReturnValue:
    services.activate(user_id, by=myself(), at=utc_now())
    return _back(user_id, "已恢复，该用户可以登录。")


def _back(user_id: int, message: str) -> ResponseReturnValue:
    flash(message, "ok")
    return redirect(url_for("accounts.users_show", user_id=user_id))
