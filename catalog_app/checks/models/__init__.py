"""Pages, check runs (核查批次), page checks (核查记录), findings (问题) and the rules' presets."""

from catalog_app.checks.models.findings import FINDING_STATES, Finding, FindingEvent
from catalog_app.checks.models.hosts import WebHost
from catalog_app.checks.models.pages import PageCheck, TextSnapshot, WebPage
from catalog_app.checks.models.presets import RulePresets
from catalog_app.checks.models.runs import CheckRun, RunHost, RunPage
from catalog_app.checks.models.sites import LocalSite
from catalog_app.checks.models.survey import LinkProposal, SitePage, SiteSurvey, SurveyPage
from catalog_app.checks.models.time import SettledYear, SpecialDay, TriggerDay

__all__ = [
    "FINDING_STATES",
    "CheckRun",
    "Finding",
    "FindingEvent",
    "LinkProposal",
    "LocalSite",
    "PageCheck",
    "RulePresets",
    "RunHost",
    "RunPage",
    "SettledYear",
    "SitePage",
    "SiteSurvey",
    "SpecialDay",
    "SurveyPage",
    "TextSnapshot",
    "TriggerDay",
    "WebHost",
    "WebPage",
]
