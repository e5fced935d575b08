"""Use cases of checking: runs, findings, evidence."""

from catalog_app.catalogs.services import when_links_change
from catalog_app.checks.services.assignments import people_for
from catalog_app.checks.services.background import (
    Kind,
    carry_out_too,
    kinds_above,
    let_go_too,
)
from catalog_app.checks.services.comparing import Bar, compared
from catalog_app.checks.services.daily import ask_for_patrol
from catalog_app.checks.services.decisions import contest, uphold, waive, withdraw
from catalog_app.checks.services.due_pages import make_due
from catalog_app.checks.services.evidence import Evidence, evidence_of
from catalog_app.checks.services.evidence_file import evidence_file
from catalog_app.checks.services.facets import Facets, facets
from catalog_app.checks.services.finding_filter import FindingFilter
from catalog_app.checks.services.findings import (
    checked_so_far,
    finding,
    finding_target,
    history_of_page,
    last_checks,
    open_counts,
    open_findings,
    related,
    snapshot,
    worklist,
    worklist_ids,
    worklist_rows,
)
from catalog_app.checks.services.groups import GROUP_KEYS, Group, group_of, grouped
from catalog_app.checks.services.handling import (
    AT_ONCE_MAX,
    Handled,
    Item,
    assign_all,
    chosen,
    comment_all,
    decide_all,
    permitted,
    undo_assignments,
)
from catalog_app.checks.services.host_list import HostRow, hosts_for
from catalog_app.checks.services.link_states import link_states, refresh_links
from catalog_app.checks.services.listeners import when_judged
from catalog_app.checks.services.live import live_of
from catalog_app.checks.services.places import regions_for
from catalog_app.checks.services.precisions import precisions
from catalog_app.checks.services.presets import (
    MODE_NAMES,
    as_presets,
    differences,
    figure,
    mode_of,
    preset_versions,
    presets_now,
)
from catalog_app.checks.services.progress import (
    pages_of,
    progress_of,
    run_target,
    visible_run,
)
from catalog_app.checks.services.rechecking import last_look, recheck
from catalog_app.checks.services.report import (
    RunReport,
    catalogue_findings,
    pages_in_full,
    report_of,
)
from catalog_app.checks.services.retention import Removed, retain
from catalog_app.checks.services.run_life import pause, resume, stop
from catalog_app.checks.services.run_list import RunFilter, recent_runs
from catalog_app.checks.services.runs import (
    pending_hosts,
    request_patrol,
    request_run,
    run_by_id,
    runs_in,
    unfinished_runs,
)
from catalog_app.checks.services.same_item import judge_same_items
from catalog_app.checks.services.setting_rules import PresetsDraft, go_back, set_presets
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
from catalog_app.checks.services.weekly import Week, week_of
from catalog_app.search.services import take_link_states_from

# Areas below this one ask it, or tell it, without knowing it.
take_link_states_from(link_states)
when_links_change(refresh_links)
when_links_change(make_due)
when_judged(judge_same_items)

__all__ = [
    "AT_ONCE_MAX",
    "GROUP_KEYS",
    "MODE_NAMES",
    "Bar",
    "Evidence",
    "Facets",
    "FindingFilter",
    "Group",
    "Handled",
    "HostRow",
    "Item",
    "Kind",
    "Patrol",
    "PresetsDraft",
    "Removed",
    "RunFilter",
    "RunReport",
    "Week",
    "as_presets",
    "ask_for_patrol",
    "assign_all",
    "carry_out",
    "carry_out_survey",
    "carry_out_too",
    "catalogue_findings",
    "checked_so_far",
    "chosen",
    "comment_all",
    "compared",
    "contest",
    "decide_all",
    "differences",
    "evidence_file",
    "evidence_of",
    "facets",
    "figure",
    "finding",
    "finding_target",
    "go_back",
    "group_of",
    "grouped",
    "history_of_page",
    "hosts_for",
    "kinds_above",
    "last_checks",
    "last_look",
    "let_go_too",
    "link_states",
    "live_of",
    "mode_of",
    "open_counts",
    "open_findings",
    "pages_in_full",
    "pages_of",
    "pause",
    "pending_hosts",
    "people_for",
    "permitted",
    "precisions",
    "preset_versions",
    "presets_now",
    "progress_of",
    "recent_runs",
    "recent_surveys",
    "recheck",
    "refresh_links",
    "regions_for",
    "related",
    "report_of",
    "request_patrol",
    "request_run",
    "request_survey",
    "resume",
    "retain",
    "run_by_id",
    "run_target",
    "runs_in",
    "set_presets",
    "snapshot",
    "stop",
    "stop_survey",
    "survey_by_id",
    "survey_progress",
    "survey_target",
    "undo_assignments",
    "unfinished_runs",
    "unfinished_surveys",
    "uphold",
    "visible_run",
    "waive",
    "week_of",
    "withdraw",
    "worklist",
    "worklist_ids",
    "worklist_rows",
]
