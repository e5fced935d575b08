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
    _fault("in_time.html", "按时公开", "成文五天后发布。", "ok T02 met"),
    _fault("late.html", "公开太晚", "成文三个月后才发布。", "ok T02 not_met"),
    _fault("before_made.html", "日期早于成文", "发布日期在成文之前。", "ok T07 not_met"),
    _fault("future.html", "日期还没有到", "发布日期是下个月。", "ok T07 not_met"),
    _fault("stale.html", "栏目不更新", "通知公告十个月没有更新。", "ok T03 not_met"),
    _fault("one_minute.html", "成批补录", "整个栏目同一分钟发布。", "ok T07 not_met"),
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

_STRANGE = (
    _fault("hijacked.html", "网站被篡改", "标题变成赌博网站的。", "ok L07 not_met"),
    _fault("other_site.html", "别的县的网站", "网站标识码是蛟河市的。", "ok L08 not_met"),
    _fault("other_county.html", "别的县的内容", "讲的是蛟河市。", "ok P02 not_met"),
    _fault("neighbour_named.html", "提到邻县", "讲本地，提到一次邻县。", "ok P02 met"),
    _fault("bare.html", "空话套话", "没有承诺公开的内容要素。", "ok P03 not_met"),
    _fault("other_bureau.html", "别的单位发布", "来源是气象局。", "ok P05 not_met"),
    _fault("mixed_column.html", "内容混杂", "一半是工作动态。", "ok C03 not_met"),
    _fault("wrong_words.html", "用词差错", "条例写成“条列”。", "ok C06 not_met"),
    _fault("hidden_links.html", "暗链", "藏着赌博网站的链接。", "ok C07 not_met"),
    _fault("hidden_menu.html", "点开才显示的菜单", "友情链接不是暗链。", "ok C07 met"),
    _fault("empty_table.html", "空表没有说明", "预算表只有表头。", "ok C10 not_met"),
    _fault("explained_table.html", "空表有说明", "写明了空表的原因。", "ok C10 met"),
)
_LEAKS = (
    _fault("leaky_pdf.html", "PDF里有身份证号", "附件PDF里有虚构的身份证号。", "ok V01 not_met"),
    _fault("leaky_word.html", "Word里有银行卡号", "附件表格里有虚构的卡号。", "ok V02 not_met"),
    _fault("hidden_sheet.html", "隐藏的底表", "隐藏的工作表里有身份证号。", "ok V01 not_met"),
    _fault("packed.html", "压缩包里的底表", "压缩包里的表格有身份证号。", "ok V01 not_met"),
    _fault("scan.html", "附件是扫描件", "附件整页是图片。", "ok C05 not_met"),
    _fault("locked.html", "附件有密码", "附件要密码才能打开。", "ok C05 not_met"),
    _fault("weak_mask.html", "遮盖不够", "身份证号只遮了两位。", "ok V06 not_met"),
    _fault("card.html", "泄露银行卡号", "名单里有虚构的银行卡号。", "ok V02 not_met"),
    _fault("mobiles.html", "泄露手机号码", "名单里有虚构的手机号码。", "ok V03 not_met"),
    _fault("addresses.html", "泄露家庭住址", "住址写到了组和门牌。", "ok V04 not_met"),
    _fault("illness.html", "公开病种", "姓名和病种一起公开。", "ok V05 not_met"),
    _fault("roster.html", "值班表", "值班人员的电话应当公开。", "ok V03 met"),
    _fault("firms.html", "企业名单", "企业的电话、地址、账号应当公开。", "ok V01 met"),
    _fault("well_masked.html", "遮盖好的名单", "该遮的都遮了。", "ok V05 met"),
)

FAULTS: tuple[Fault, ...] = (
    *_GONE,
    *_EMPTY,
    *_BLOCKED,
    *_SLOW,
    *_BROKEN,
    *_CONTENT,
    *_SOUND,
    *_STRANGE,
    *_LEAKS,
)
