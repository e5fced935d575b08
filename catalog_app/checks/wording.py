"""What verdicts, outcomes and states are called on screens and in the terminal."""

from __future__ import annotations

OUTCOME_NAMES = {
    "ok": "正常打开",
    "not_modified": "没有变化",
    "dead": "网页不存在",
    "blocked": "拒绝自动访问",
    "timeout": "超时",
    "unreachable": "连接不上",
    "redirect_loop": "来回跳转",
    "refused_address": "网址不予访问",
    "too_large": "内容太大",
    "tls_error": "证书有问题",
    "bad_response": "回应不正常",
    "server_error": "网站出错",
    "not_fetched": "没有访问",
}
HOST_ANSWERS = {"ok": "正常回应", "not_modified": "正常回应，内容没有变化"}
"""How a whole site answered; what is not here is told as of a single page."""
LINK_STATE_NAMES = {"ok": "可查看", "broken": "打不开或不对", "unsure": "无法判断"}
LINK_STATE_TONES = {"ok": "ok", "broken": "bad", "unsure": "ask"}
STATE_NAMES = {
    "suspected": "疑似",
    "confirmed": "已确认",
    "contested": "有异议",
    "waived": "不作问题",
    "fixed": "已解决",
}
STATE_TONES = {"suspected": "ask", "confirmed": "bad", "contested": "ask", "fixed": "ok"}
SEVERITY_NAMES = {"block": "严重", "error": "错误", "warning": "提醒", "info": "说明"}
VERDICT_NAMES = {
    "met": "符合",
    "not_met": "不符合",
    "cannot_judge": "无法判断",
    "not_checked": "未核查",
}
VERDICT_TONES = {"met": "ok", "not_met": "bad", "cannot_judge": "ask"}
RUN_STATE_NAMES = {
    "queued": "等待开始",
    "running": "正在核查",
    "paused": "已暂停",
    "finished": "已完成",
    "stopped": "已停止",
}
PAGE_KIND_NAMES = {
    "article": "文章",
    "list": "栏目列表",
    "home": "网站首页",
    "empty_column": "空白栏目",
    "error": "错误提示页",
    "under_construction": "建设中",
    "redirect": "跳转页",
    "blocked": "拒绝访问或验证页",
    "other": "其他网页",
}
PERSONAL_DATA_NAMES = {"id_number": "身份证号码", "mobile": "手机号码", "bank_card": "银行卡号"}
EVIDENCE_NAMES = {
    "excerpt": "网页上的文字",
    "title": "网页标题",
    "similarity": "相似程度（满分 100）",
    "url_date": "网址中的日期",
    "published": "发布日期",
    "newest": "最新一条的日期",
    "oldest": "列表最早的日期",
    "missing": "缺少的各期",
    "last_day": "应公示到",
    "last_seen": "最后一次看到",
    "count": "处数",
    "places": "位置",
    "files": "查看过的附件",
    "tables": "空白的表格",
    "titles": "不相干的信息",
    "words": "用词",
    "links": "隐藏的链接",
    "shown": "网页写的发布单位",
    "owner": "目录写的公开主体",
    "host": "网页所在的网站",
    "site_name": "网站名称",
    "site_id_code": "网站标识码",
    "other": "网页讲的地方",
    "times": "提到的次数",
    "ours": "提到本地的次数",
    "fields": "涉及的要素",
    "item": "缺少的事项",
    "body": "清单写的实施主体",
    "group": "所属一级事项",
    "list": "所在清单",
    "nearest": "目录里最接近的事项",
    "official": "规范名称",
    "here": "目录里的写法",
    "guide": "指引的写法",
    "phrase": "时限的写法",
    "cited": "引用的依据",
    "repeats": "重复的事项",
    "channels": "公开渠道",
}
EVIDENCE_FIELD_NAMES = {
    "wrong": "写成",
    "right": "应为",
    "quote": "原文",
    "what": "项目",
    "here": "这里",
    "there": "那里",
    "where": "所在",
    "url": "网址",
    "title": "标题",
    "day": "日期",
    "channel": "渠道",
    "kept": "有没有落实",
    "text": "文字",
}
EVIDENCE_WORDS = {"yes": "有", "no": "没有", "unknown": "不知道"}
ELEMENT_VERDICT_NAMES = {
    "met": "有",
    "not_met": "没有找到",
    "cannot_judge": "不能确定",
    "not_checked": "没有核对",
}
TLS_FAULT_NAMES = {
    "expired": "证书已过期",
    "not_yet_valid": "证书尚未生效",
    "wrong_name": "证书不是发给这个域名的",
    "self_signed": "证书是自己签发的",
    "unknown_issuer": "缺少中间证书，或签发机构不受信任",
    "old_protocol": "加密方式过旧",
    "other": "加密连接有问题",
}
HEADER_NAMES = {
    "content-type": "内容类型",
    "last-modified": "网站说的修改时间",
    "etag": "版本标记",
    "server": "网站软件",
    "content-length": "字节数",
}
ACT_NAMES = {
    "recheck": "现在重新核查",
    "assign": "指派负责人和期限",
    "comment": "留言",
    "contested": "提出异议",
    "withdrawn": "撤回异议",
    "waived": "裁定不作问题",
    "upheld": "裁定维持",
}
ACT_HINTS = {
    "contested": "例如：该网页需要登录内网后才更新；栏目按规定每季度公布一次。复核人员会看到理由。",
    "withdrawn": "例如：核对后确认网页缺少日期，已安排补上。问题会回到提出异议前的状态。",
    "waived": "网页内容或规则变化之前，不再提出这个问题。",
    "upheld": "说明为什么异议不成立。",
    "comment": "看得到这个问题的人都能看到留言。",
}
GROUP_NAMES = {
    "": "不分组",
    "owner": "按主体",
    "page": "按网页",
    "rule": "按规则",
    "catalog": "按目录",
}
SORT_NAMES = {
    "worst": "严重的在前",
    "newest": "新发现的在前",
    "oldest": "最早发现的在前",
    "deadline": "快到期的在前",
    "place": "按地区和领域",
}
RUN_KIND_NAMES = {"entry": "一个事项", "scope": "地区或领域", "patrol": "每日巡查"}
STAND_NAMES = {
    "waiting": "等待开始",
    "paused": "已暂停",
    "turn": "等另一批核查让出这个网站",
    "visiting": "正在访问",
    "pace": "正在按节奏访问",
    "robots": "网站要求放慢，正在按它的节奏访问",
    "rest": "网站要求暂停或出错，正在休息",
    "broke": "本系统出了故障，一分钟后再试",
    "left_out": "本系统几次出错，这个网站没有核查完",
    "done": "已完成",
}
STAND_TONES = {"done": "ok", "rest": "ask", "robots": "ask", "broke": "bad", "left_out": "bad"}


def span(seconds: float) -> str:
    """A length of time as people say it: 40 秒, 12 分钟, 3 小时 20 分钟."""
    if seconds < 90:
        return f"{max(1, round(seconds))} 秒"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} 分钟"
    hours, rest = divmod(minutes, 60)
    return f"{hours} 小时 {rest} 分钟" if rest else f"{hours} 小时"
