"""Surveys of a county's site: started, watched, stopped."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.errors import LinkRefused
from catalog_app.checks import services
from catalog_app.checks.errors import NothingToSurvey, SiteNotListed
from catalog_app.checks.forms import SurveyForm
from catalog_app.checks.services.proposals_reading import catalogs_with_proposals
from catalog_app.checks.services.survey_requests import opening_pages
from catalog_app.checks.services.survey_starts import require_own_site
from catalog_app.checks.views.blueprint import bp, me
from catalog_app.checks.views.proposals import guard
from catalog_app.clock import utc_now
from catalog_app.regions.models import Region
from catalog_app.regions.services import region_by_code
from catalog_app.web import requires


def of_survey(survey_id: int, **_: Any) -> tuple[Region, str | None]:
    """The target of routes that name a survey."""
    return services.survey_target(survey_id)


@bp.get("/surveys")
@requires(Permission.VIEW)
def surveys() -> ResponseReturnValue:
    page = services.recent_surveys(current_user, request.args.get("page", 1, int))
    return render_template("checks/surveys.html", page=page, opening=opening_pages(page.rows))


@bp.route("/surveys/start", methods=["GET", "POST"])
@requires(Permission.CHECK)
def start_survey() -> ResponseReturnValue:
    regions = services.regions_for(current_user, Permission.CHECK)
    form = SurveyForm(request.form or request.args, regions=regions)
    if not form.validate_on_submit():
        return _ask(form)
    region = region_by_code(form.region.data)
    policy.require(current_user, Permission.CHECK, region)
    try:
        if not policy.may(current_user, Permission.KEEP_SITES, region):
            require_own_site(region, form.start.data)
        asked = services.request_survey(
            region.id, form.start.data, by=me(), at=utc_now(), guard=guard()
        )
    except (LinkRefused, NothingToSurvey, SiteNotListed) as refusal:
        form.start.errors = [str(refusal)]
        return _ask(form)
    return redirect(url_for("checks.survey", survey_id=asked.id))


@bp.get("/surveys/<int:survey_id>")
@requires(Permission.VIEW, of_survey)
def survey(survey_id: int) -> ResponseReturnValue:
    found = services.survey_by_id(survey_id)
    mine = catalogs_with_proposals(current_user)
    return render_template(
        "checks/survey.html",
        survey=found,
        progress=services.survey_progress(found),
        catalogs=[each for each in mine if each[0].region.path.startswith(found.region.path)],
    )


@bp.post("/surveys/<int:survey_id>/stop")
@requires(Permission.CHECK, of_survey)
def stop_survey(survey_id: int) -> ResponseReturnValue:
    services.stop_survey(survey_id, by=me(), at=utc_now())
    flash("已停止。停止前找到的网页都已保存。", "ok")
    return redirect(url_for("checks.survey", survey_id=survey_id))


def _ask(form: SurveyForm) -> ResponseReturnValue:
    return render_template("checks/survey_start.html", form=form), 422 if form.errors else 200
