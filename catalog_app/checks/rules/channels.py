"""P04: the channels that the catalogue ticks are really kept."""

from __future__ import annotations

from catalog_app.addresses import host_name
from catalog_app.checks.rules.facts import Published
from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    EntryRule,
    EntrySubject,
    Judgement,
    Severity,
    cannot_judge,
    not_met,
)

WEBSITE = "政府网站"
MEDIA = "两微一端"
MEDIA_HOSTS = ("weixin.qq.com", "weibo.com", "weibo.cn", "toutiao.com", "douyin.com")


def channels_kept(subject: EntrySubject) -> Judgement:
    """P04: ■政府网站 has a link, ■两微一端 an account's; what is posted offline needs a proof that
    the catalogue does not keep, and cannot be judged. A catalogue that is still being made may lack links."""
    channels = subject.entry.channels
    if not channels or not subject.in_force:
        return NOT_CHECKED
    told = [{"channel": each, "kept": _kept(each, subject.published)} for each in channels]
    if any(each["channel"] == WEBSITE and each["kept"] == "no" for each in told):
        return not_met("公开渠道勾选了“政府网站”，但没有填写网址。", channels=told)
    unproven = [each["channel"] for each in told if each["kept"] != "yes"]
    if unproven:
        return cannot_judge(
            f"这些渠道没有留下凭据，无法核对：{'、'.join(unproven)}。", channels=told
        )
    return MET


def _kept(channel: str, published: tuple[Published, ...]) -> str:
    """yes, no, or unknown where a link could not prove it."""
    if channel == WEBSITE:
        return "yes" if any(not _is_media(each) for each in published) else "no"
    if any(each.channel == channel for each in published):
        return "yes"
    if channel == MEDIA and any(_is_media(each) for each in published):
        return "yes"
    return "unknown"


def _is_media(each: Published) -> bool:
    host = host_name(each.url)
    return each.channel == MEDIA or host.endswith(MEDIA_HOSTS)


RULES = (
    EntryRule(
        "P04",
        1,
        Severity.WARNING,
        "公开渠道",
        "目录里勾选的公开渠道应真正用上：勾选“政府网站”的要有网址。公示栏等线下渠道没有凭据的不作判断。",
        "请补上网页链接；没有在网站公开的，请修改公开渠道。",
        at_once=True,
        judge=channels_kept,
    ),
)
