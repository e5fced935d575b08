"""P04: the channels that the catalogue ticks are kept."""

from __future__ import annotations

from catalog_app.checks.rules import ENTRY_RULES
from catalog_app.checks.rules.facts import Published
from catalog_app.checks.rules.model import EntrySubject, Judgement
from tests.factories.catalogs import a_content

RULE = next(rule for rule in ENTRY_RULES if rule.id == "P04")
SITE = Published("http://www.dunhua.gov.cn/1.html")
ACCOUNT = Published("https://mp.weixin.qq.com/s/abc")


def kept(*channels: str, published: tuple[Published, ...] = ()) -> Judgement:
    return RULE.judge(EntrySubject(a_content(channels=channels), published=published))


def test_a_website_without_an_address_is_a_fault() -> None:
    told = kept("政府网站", "政务服务中心")
    assert told.verdict == "not_met"
    assert "没有填写网址" in told.message


def test_a_website_with_an_address_is_kept() -> None:
    assert kept("政府网站", published=(SITE,)).verdict == "met"


def test_an_account_is_no_website() -> None:
    assert kept("政府网站", published=(ACCOUNT,)).verdict == "not_met"


def test_new_media_are_kept_by_an_accounts_link() -> None:
    assert kept("政府网站", "两微一端", published=(SITE, ACCOUNT)).verdict == "met"
    assert kept("政府网站", "两微一端", published=(SITE,)).verdict == "cannot_judge"


def test_what_is_posted_offline_cannot_be_judged_and_says_so() -> None:
    told = kept("政务服务中心")
    assert told.verdict == "cannot_judge"
    assert "政务服务中心" in told.message
    assert told.evidence["channels"] == [{"channel": "政务服务中心", "kept": "unknown"}]


def test_an_entry_without_channels_is_another_rules_matter() -> None:
    assert kept().verdict == "not_checked"


def test_a_catalogue_still_being_made_may_lack_its_links() -> None:
    content = a_content(channels=("政府网站",))
    assert RULE.judge(EntrySubject(content, in_force=False)).verdict == "not_checked"
