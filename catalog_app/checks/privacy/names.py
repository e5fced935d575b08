"""Is a cell a person's name? Surnames of 百家姓 and of today's register, and what only looks like one."""

from __future__ import annotations

import re

# The surnames that cover nearly all citizens, those common among the Koreans of 延边 included.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁"
    "沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚"
    "莫孔向汤朴温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅"
    "童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车"
    "项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲"
    "虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花"
    "权强帅屠豆朴玄池卢嵇咸太方奇元昔智卓"
)
TWO_SYLLABLES = frozenset(
    "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木".split()
)
PLAIN = re.compile(r"[\u4e00-\u9fff]{2,4}")
LONG = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8}){1,3}")
COVERED = re.compile(r"[\u4e00-\u9fff]{0,2}[*＊×Ｘ某○＃#][*＊×Ｘ某○＃#\u4e00-\u9fff]{0,3}")
# Words of tables and titles that begin like a surname.
NO_NAME = re.compile(
    r"^(?:职工|农民|学生|居民|村民|儿童|老年|妇女|孤儿|幼儿|困难|低保|特困|五保|脱贫|残疾|其他|一般|普通|城[镇乡市]|在职|退役|单位|方[法案式]|高[低级中]|金额|时[间限]|项目|党员|平均|成员|全[部体年额县市区]|安[全装]|施工|计划|余额|管理|房[屋产]|"
    r"路灯|温度|常[用住]|江[南北]|黄[河金]|石[材油]|马路|文[件化号]|关[于闭]|应[急当]|成[立果]|解[决释]|连续|费用|和谐|"
    r"边境|明[细确]|官方|师资|原[因则]|强制|元[旦月]|农[村户业]|游客|包[括含]|万元|白[天酒]|商[品业户]|查[询看]|谈话|"
    r"车[辆位间]|任[务职]|许可|姓名|相关|通知|注[明意册]|包装|符合|计[算生]|党[组委]|房号|申[请报]|户[主名]|周[一二三四五六日末期])"
    r"|[村屯组镇乡县市区局站所院校厂店社会部科室处队团路街号款项类等级费率量户人者象庭众型]$"
    r"|公司|中心|合计|姓名|电话|联系|手机|公告|公示|名单|补[贴助]|情况|说明|人员|地址"
)


REMARK = re.compile(r"[（(][^（()）]*[）)]|\s")


def is_personal_name(text: str) -> bool:
    """Whether a whole text is one person's uncovered name: 张三, 欧阳小明, 阿依古丽·买买提."""
    name = REMARK.sub("", text)
    if not may_be_name(name):
        return False
    return name[0] in SURNAMES or name[:2] in TWO_SYLLABLES or LONG.fullmatch(name) is not None


def may_be_name(text: str) -> bool:
    """Whether a cell of a column of names holds a person's uncovered name, the rarest surname too."""
    name = REMARK.sub("", text)
    if LONG.fullmatch(name):
        return True
    if PLAIN.fullmatch(name) is None or NO_NAME.search(name):
        return False
    return len(name) <= 3 or name[:2] in TWO_SYLLABLES


def is_covered(text: str) -> bool:
    """Whether a cell of a column of names holds a covered one: 张*, 李某某."""
    return COVERED.fullmatch(REMARK.sub("", text)) is not None
