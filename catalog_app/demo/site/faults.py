"""What is planted under /faults/, and what a checker must say of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted page.

    `expected_outcome` is the outcome of fetching it; `verdict` (met, not_met, cannot_judge) is
    what `rule` must come to once the page is read. A page that only looks like a fault has the
    verdict met: accusing it would be wrong.
    """

    path: str
    title: str
    what: str
    expected_outcome: str
    rule: str
    verdict: str

    def about(self, domain_code: str, number: int) -> str:
        """The fault's path on a page about that standard item, where the page is about any."""
        separator = "&" if "?" in self.path else "?"
        return f"{self.path}{separator}item={domain_code}/{number}"


def _fault(name: str, title: str, what: str, expected: str) -> Fault:
    """`expected` is "outcome rule verdict"."""
    outcome, rule, verdict = expected.split()
    return Fault(f"/faults/{name}", title, what, outcome, rule, verdict)


_GONE = (
    _fault("dead.html", "网页不存在", "网站回应404。", "dead L03 not_met"),
    _fault("gone.html", "网页已删除", "网站回应410。", "dead L03 not_met"),
    _fault("home.html", "跳转到首页", "302跳转到网站首页。", "ok L05 not_met"),
    _fault("meta_home.html", "脚本跳转到首页", "网页自动刷新到首页。", "ok L05 not_met"),
    _fault("soft_404.html", "假的正常网页", "回应200，内容是“页面不存在”。", "ok L06 not_met"),
    _fault("removed.html", "内容已删除", "回应200，只说内容已删除。", "ok L06 not_met"),
)
_EMPTY = (
    _fault("empty_column.html", "空白栏目", "栏目里没有任何信息。", "ok C01 not_met"),
    _fault("explained_column.html", "有说明的空白栏目", "说明了没有信息的原因。", "ok C01 met"),
    _fault("construction.html", "栏目建设中", "只有“建设中，敬请期待”。", "ok C02 not_met"),
    _fault("placeholder.html", "占位文字", "内容是“XX”和“请输入”。", "ok C02 not_met"),
)
_BLOCKED = (
    _fault("forbidden.html", "拒绝自动访问", "回应403。", "blocked L03 cannot_judge"),
    _fault("challenge_412.html", "脚本验证", "回应412和一段脚本。", "blocked L03 cannot_judge"),
    _fault("challenge_521.html", "加速验证", "回应521和验证脚本。", "blocked L03 cannot_judge"),
    _fault("challenge.html", "人机验证", "回应200，要求先验证。", "blocked L03 cannot_judge"),
    _fault("script_only.html", "只有脚本", "回应200，网页全靠脚本。", "blocked L03 cannot_judge"),
    _fault("too_often.html", "访问过于频繁", "429，一秒后再来。", "blocked L03 cannot_judge"),
    _fault("account.html", "要求登录", "跳转到登录页面。", "blocked L03 cannot_judge"),
    _fault("robot_404.html", "对机器人回应404", "404里是验证页。", "blocked L03 cannot_judge"),
)
_SLOW = (
    _fault("slow.html", "打开太慢", "超过时限才回应。", "timeout L02 not_met"),
    _fault("drip.html", "一点一点地传", "每次只传几个字节。", "timeout L02 not_met"),
    _fault("closed.html", "断开连接", "没有回应就断开。", "unreachable L02 not_met"),
    _fault("error_500.html", "服务器出错", "回应500。", "server_error L03 not_met"),
    _fault("error_503.html", "暂停服务", "503，一秒后再来。", "server_error L03 not_met"),
)
_BROKEN = (
    _fault("loop.html", "来回跳转", "两个网页互相跳转。", "redirect_loop L02 not_met"),
    _fault("inside.html", "跳转到内网", "跳转到10.0.0.1。", "refused_address L01 not_met"),
    _fault("metadata.html", "跳转到本机服务", "169.254网段。", "refused_address L01 not_met"),
    _fault("endless.html", "没有尽头的网页", "一直传下去。", "too_large L02 cannot_judge"),
    _fault("bomb.html", "压缩炸弹", "1 MB压缩着1 GB。", "too_large L02 cannot_judge"),
    _fault("header_flood.html", "标头泛滥", "几千行标头。", "bad_response L02 not_met"),
    _fault("short.html", "没有传完", "内容比声明的短。", "bad_response L02 not_met"),
    _fault("garbage.html", "不是网页协议", "回应不成格式。", "bad_response L02 not_met"),
    _fault("bad_gzip.html", "压缩错误", "声明压缩却没有压缩。", "bad_response L02 not_met"),
)
_CONTENT = (
    _fault("wrong_page.html", "张冠李戴", "内容是另一件事。", "ok P01 not_met"),
    _fault("no_date.html", "没有日期", "全页没有发布日期。", "ok T01 not_met"),
    _fault("leaked_id.html", "泄露身份证号", "含一个虚构的身份证号。", "ok V01 not_met"),
    _fault("html_attachment.html", "附件打不开", "PDF附件其实是网页。", "ok C04 not_met"),
)
_SOUND = (
    _fault("gbk.html", "国标编码的网页", "GBK编码，内容正常。", "ok T01 met"),
    _fault("gzip.html", "压缩的网页", "压缩传输，内容正常。", "ok T01 met"),
    _fault("script_date.html", "日期在脚本里", "日期由脚本写出。", "ok T01 met"),
    _fault("query.html?id=12&cat=3", "带参数的网址", "参数正确才有内容。", "ok L03 met"),
    _fault("cookie.html", "先发标记再给网页", "跳转回自己一次。", "ok L03 met"),
    _fault("moved.html", "搬到新网址", "301跳转到正确网页。", "ok L03 met"),
    _fault("good_attachment.html", "附件正常", "PDF和表格都能打开。", "ok C04 met"),
)

FAULTS: tuple[Fault, ...] = (*_GONE, *_EMPTY, *_BLOCKED, *_SLOW, *_BROKEN, *_CONTENT, *_SOUND)
