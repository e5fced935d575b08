"""What the columns of a table hold, by the words in its header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["name", "office", "code", "identity", "account", "address", "health", "phone"]

NOISE = re.compile(r"[\s（）()：:*＊、/／]|\d+$")
# In order: the first that matches says what a column is.
WORDS: tuple[tuple[Role, str], ...] = (
    (
        "health",
        r"病种|疾病名称|所患疾病|患病情况|病情|诊断结果|残疾(?:类别|类型|种类|等级|情况|证号|人证号)",
    ),
    ("identity", r"身份证|公民身份|身份号码|证件号码"),
    ("account", r"银行[账帐卡]|[账帐]号|银行卡|卡号|存折号|一卡通(?:号|账|卡)"),
    (
        "office",
        r"单位(?:名称|地址)|工作单位|^单位$|企业|机构|公司|法人|法定代表|店名|店铺|商户|商家|学校|幼儿园|医院|合作社|供应商|"
        r"中标|市场主体|经营者|字号|相对人|当事人|被处罚|药店|^部门|科室|职务|岗位|职责|职位|职称|河长|林长|网格|包保|片区|"
        r"责任[人单]|负责人|联系人|值班|分工|执法|驻村|村干部|办公|办理地|[坐座]落|房源|征收|注册地|"
        r"服务(?:区域|范围|内容|项目|电话|地址)|经营(?:地址|场所|范围|主体)|项目(?:名称|地址|地点|负责)",
    ),
    ("code", r"信用代码|代码|编[号码]|订单|流水|批号|文号|注册号|宗地|合同|发票|索引|证书"),
    (
        "address",
        r"住址|家庭[地住]|居住地|户籍(?:地|所在)|户口所在|住所|详细地址|^地址$|通[讯信]地址",
    ),
    (
        "name",
        r"姓名|户主|领取人|持卡人|申请人|受益人|受助|救助对象|补[贴助]对象|保障对象|发放对象|享受对象|被保险人|"
        r"农户|户名|监护人|低保对象|权利人|^名字$",
    ),
    ("phone", r"电话|手机|联系方式|联系号码"),
)
ROLES = tuple((role, re.compile(words)) for role, words in WORDS)
WATCHED: frozenset[Role] = frozenset(("identity", "account", "address", "health"))
OTHER = re.compile(
    r"^(?:序号|性别|年龄|金额|备注|村|组|数量|面积|日期|乡镇|民族|户数|人数|合计|标准|类别)"
)
# What every pattern of the role "name" contains.
NAME_WORDS = (
    "姓名 户主 领取人 持卡人 申请人 受益人 受助 对象 被保险人 农户 户名 监护人 权利人 名字".split()
)
SURELY_NAMES = re.compile(r"姓名|户主|领取人|持卡人|名字")
LABEL_MAX = 16
HEADER_WORD = re.compile("|".join(words.replace("^", "").replace("$", "") for _, words in WORDS))


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns (counted from 0) that hold something of interest; `labels` are their words."""

    roles: Mapping[int, Role] = field(default_factory=dict)
    labels: Mapping[int, str] = field(default_factory=dict)

    @property
    def names(self) -> list[int]:
        return [column for column, role in self.roles.items() if role == "name"]

    @property
    def office(self) -> bool:
        """The rows are offices, firms or people on duty: their numbers and addresses are public."""
        return "office" in self.roles.values()

    def has(self, role: Role) -> bool:
        return role in self.roles.values()


NO_HEADING = Heading()


def heading_of(row: Sequence[str]) -> Heading | None:
    """The heading that a row is, None where it is a row of data or a line of text."""
    roles: dict[int, Role] = {}
    labels: dict[int, str] = {}
    plain = 0
    for column, cell in enumerate(row):
        label = NOISE.sub("", cell)
        if not label or len(label) > LABEL_MAX:
            continue
        role = _role(label)
        if role is not None:
            roles[column], labels[column] = role, label
        elif OTHER.match(label):
            plain += 1
    return Heading(roles, labels) if roles and len(roles) + plain >= 2 else None


def _role(label: str) -> Role | None:
    return next((role for role, words in ROLES if words.search(label)), None)


def may_list_people(text: str) -> bool:
    """Whether a header of names may stand in the text: plain searches, quick on long texts."""
    return any(word in text for word in NAME_WORDS)
