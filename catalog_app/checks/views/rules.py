"""The rules in plain words, for everybody whose page they judge; and how the province sets them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.checks import services
from catalog_app.checks.forms import ReasonForm
from catalog_app.checks.life import DAYS_TO_CONFIRM
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.rules.presets import AS_WRITTEN, Presets
from catalog_app.checks.rules_form import PresetsForm, presets_form
from catalog_app.checks.views.blueprint import bp, me
from catalog_app.clock import utc_now
from catalog_app.errors import NotFound
from catalog_app.regions.services import province
from catalog_app.web import Target, public, requires

FAMILIES = {
    "L": "链接打得开、打得对",
    "P": "是不是这个事项的网页",
    "T": "时间",
    "C": "网页内容",
    "V": "个人信息",
    "K": "目录本身",
}


def of_province(**_: object) -> Target:
    """The rules are the whole province's: no domain alone may set them."""
    region = province()
    if region is None:
        raise NotFound(what="地区")
    return region, None


@bp.get("/rules")
@public
def rules() -> ResponseReturnValue:
    presets = services.presets_now()
    region = province()
    return render_template(
        "checks/rules.html",
        days=DAYS_TO_CONFIRM,
        families=_families(),
        presets=presets,
        modes=_modes(presets),
        precisions=services.precisions(),
        figure=services.figure,
        may_set=region is not None and policy.may(current_user, Permission.SET_RULES, region),
    )


@bp.route("/rules/set", methods=["GET", "POST"])
@requires(Permission.SET_RULES, of_province)
def set_rules() -> ResponseReturnValue:
    form = presets_form(services.presets_now())
    if not form.validate_on_submit():
        return _set_page(form), 422 if form.errors else 200
    kept = services.set_presets(
        form.to_draft(), form.note.data, based_on=form.based_on.data, by=me(), at=utc_now()
    )
    flash(f"已保存第 {kept.number} 版，下次核查起按它判断。", "ok")
    return redirect(url_for("checks.rule_versions"))


@bp.get("/rules/versions")
@public
def rule_versions() -> ResponseReturnValue:
    return _versions_page(ReasonForm(formdata=None))


@bp.post("/rules/versions/<int:number>/restore")
@requires(Permission.SET_RULES, of_province)
def restore_rules(number: int) -> ResponseReturnValue:
    form = ReasonForm()
    if not form.validate_on_submit():
        return _versions_page(form, number), 422
    kept = services.go_back(number, form.reason.data, by=me(), at=utc_now())
    flash(f"已恢复，作为第 {kept.number} 版。", "ok")
    return redirect(url_for("checks.rule_versions"))


def _set_page(form: PresetsForm) -> str:
    return render_template(
        "checks/rules_set.html", form=form, families=_families(), precisions=services.precisions()
    )


def _versions_page(form: ReasonForm, tried: int | None = None) -> str:
    """Every version with what it changed; the last line is the rules as they are written."""
    kept = services.preset_versions()
    states = [*(services.as_presets(each) for each in kept), AS_WRITTEN]
    changed = [list(services.differences(states[n + 1], states[n])) for n in range(len(kept))]
    region = province()
    return render_template(
        "checks/rule_versions.html",
        versions=list(zip(kept, changed, strict=True)),
        form=form,
        tried=tried,
        may_set=region is not None and policy.may(current_user, Permission.SET_RULES, region),
    )


def _families() -> list[tuple[str, list[str]]]:
    """(heading, rule ids) in the order of the office's headings."""
    return [
        (name, [rule for rule in ALL_RULES if rule.startswith(letter)])
        for letter, name in FAMILIES.items()
    ]


def _modes(presets: Presets) -> dict[str, str]:
    return {rule.id: services.mode_of(rule, presets) for rule in ALL_RULES.values()}
