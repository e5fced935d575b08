"""Use cases of checking: runs, findings, evidence."""

from catalog_app.catalogs.services import when_links_change
from catalog_app.checks.services.daily import ask_for_patrol
from catalog_app.checks.services.decisions import contest, uphold, waive
from catalog_app.checks.services.findings import (
    FindingFilter,
    counts,
    finding,
    finding_target,
    history_of_page,
    last_checks,
    open_counts,
    open_findings,
    snapshot,
    worklist,
    worklist_rows,
)
from catalog_app.checks.services.link_states import link_states, refresh_links
from catalog_app.checks.services.places import regions_for
from catalog_app.checks.services.progress import (
    pages_of,
    progress_of,
    recent_runs,
    run_target,
    visible_run,
)
from catalog_app.checks.services.report import (
    RunReport,
    catalogue_findings,
    pages_in_full,
    report_of,
)
from catalog_app.checks.services.run_life import pause, resume, stop
from catalog_app.checks.services.runs import request_run, run_by_id, unfinished_runs
from catalog_app.checks.services.survey import carry_out_survey
from catalog_app.checks.services.survey_requests import (
    recent_surveys,
    request_survey,
    stop_survey,
    survey_by_id,
    survey_progress,
    survey_target,
    unfinished_surveys,
)
from catalog_app.checks.services.visiting import Patrol, carry_out
from catalog_app.search.services import take_link_states_from

# Areas below this one ask it, or tell it, without knowing it.
take_link_states_from(link_states)
when_links_change(refresh_links)

__all__ = [
    "FindingFilter",
    "Patrol",
    "RunReport",
    "ask_for_patrol",
    "carry_out",
    "carry_out_survey",
    "catalogue_findings",
    "contest",
    "counts",
    "finding",
    "finding_target",
    "history_of_page",
    "last_checks",
    "link_states",
    "open_counts",
    "open_findings",
    "pages_in_full",
    "pages_of",
    "pause",
    "progress_of",
    "recent_runs",
    "recent_surveys",
    "refresh_links",
    "regions_for",
    "report_of",
    "request_run",
    "request_survey",
    "resume",
    "run_by_id",
    "run_target",
    "snapshot",
    "stop",
    "stop_survey",
    "survey_by_id",
    "survey_progress",
    "survey_target",
    "unfinished_runs",
    "unfinished_surveys",
    "uphold",
    "visible_run",
    "waive",
    "worklist",
    "worklist_rows",
]
