"""Surveys as the tests carry them out."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks.models import SiteSurvey
from catalog_app.checks.services.survey import carry_out_survey
from catalog_app.checks.services.survey_requests import (
    request_survey,
    survey_by_id,
    unfinished_surveys,
)
from catalog_app.regions.services import region_by_code
from tests.checks.patrols import LOOPBACK, a_patrol
from tests.conftest import NOON

DUNHUA = "222403"


def survey(folder: Path, start: str | None = None, **settings: Any) -> SiteSurvey:
    """A complete survey of 敦化市 that begins at `start`."""
    asked = request_survey(
        region_by_code(DUNHUA).id, start, by=SYSTEM, at=NOON, guard=LOOPBACK, **settings
    )
    asyncio.run(carry_out_survey(asked.id, a_patrol(folder)))
    return survey_by_id(asked.id)


def carry_out_asked(folder: Path) -> None:
    """Whatever is asked for, as the worker would."""
    for survey_id in unfinished_surveys():
        asyncio.run(carry_out_survey(survey_id, a_patrol(folder)))
