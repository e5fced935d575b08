"""The words about a number or an address that say whose it is: an office's, a firm's or a person's."""

from __future__ import annotations

import re

from catalog_app.checks.privacy.names import is_personal_name

# A number that the office itself gives for calls.
OFFICE = re.compile(
    r"联系|咨询|办公|热线|监督|举报|值班|服务|投诉|传真|报名|客服|受理|预约|电话[:：]?\s*0\d{2,3}|经理|主任|科长|局长|"
    r"书记|镇长|乡长|所长|队长|站长|院长|校长|老师|医生|律师|代理|采购|招标|公司|中心|工作人员"
)
# Texts in which people are named with their numbers because of what they do for the public.
PUBLIC_MATTER = re.compile(
    r"值班|通讯录|[河湖林田]长|网格员|招标|采购|中标|成交|询价|竞价|拍卖|清算|注销|处罚|被执行|招聘|招商|包保|联络员|"
    r"专家|律师|法律援助|家庭医生|护林|志愿|调解员|代办员|信息员|驾校|经销商|经纪人|应急|工作队|第一书记|服务指南|办事指南"
)
# Places that must be named: punishment, expropriation, registers of real estate.
NAMED_BY_LAW = re.compile(
    r"处罚|被执行|失信|征收|征地|拆迁|不动产|[坐座]落|配租|配售|公告送达|工商|营业"
)
FIRM_ACCOUNT = re.compile(
    r"公司|财政|专户|保证金|对公|基本户|交易中心|管理中心|国库|捐[赠款]|募捐|税务|单位名称|开户名称|收款单位|收款人名称|"
    r"委员会|合作社|人民政府|慈善|红十字|学校|医院|账户名称|供应商|投标|竞买|缴[纳费]|缴款"
)
ROOM = re.compile(
    r"[\u4e00-\u9fff\d]{2,}?(?:"
    r"\d{1,4}\s*(?:号楼|栋|幢|单元)|\d{1,4}\s*室(?!内)|[路街巷弄道胡同]\s*\d{1,5}\s*号(?!线|楼层)|门牌)"
)
GROUP = re.compile(
    r"[村屯社区镇乡街道]\s*(?:第)?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:村民)?(?:小)?组"
)
TOWNSHIP = re.compile(r"^.{0,24}?(?:[镇乡]|街道)|^.{0,12}?[县区市]")
NAME_BEFORE = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})[\s，,、：:（(]*(?:[男女][\s，,]*)?"
    r"(?:(?:手机|电话)(?:号码?)?[:：\s]*)?$"
)
NAME_AFTER = re.compile(r"^[\s，,、）)]*([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])")


def beside_a_name(before: str, after: str) -> bool:
    """Whether a person's name stands right before or after a number."""
    found = (NAME_BEFORE.search(before), NAME_AFTER.search(after))
    return any(match is not None and is_personal_name(match[1]) for match in found)


def mask_address(address: str) -> str:
    """The address down to the township, which may be shown (政务公开要点 2018)."""
    kept = TOWNSHIP.match(address)
    return (kept[0] if kept else address[:2]) + "****"
