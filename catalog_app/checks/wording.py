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
    "files": "查看过的附件",
    "fields": "涉及的要素",
    "fault": "证书问题",
    "item": "标准事项",
    "group": "所属一级事项",
}
