"""Forms of log-in, passwords, users and the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Optional

from catalog_app.accounts.models import ROLE_NAMES, Role
from catalog_app.accounts.services import PASSWORD_MIN
from catalog_app.forms import Form
from catalog_app.guides.models import Domain

KINDS = {
    "user": "登录与用户",
    "catalog": "目录",
    "entry": "事项",
    "link": "公开链接",
    "import": "导入",
    "submission": "报送与验收",
    "comment": "意见",
    "check": "核查",
    "finding": "问题",
}
"""Kinds of events to choose from: the first part of an action's name."""


class LoginForm(Form):
    username = StringField("用户名", [InputRequired("请填写用户名。"), Length(max=100)])
    password = PasswordField("密码", [InputRequired("请填写密码。"), Length(max=200)])


class PasswordForm(Form):
    old = PasswordField("原密码", [InputRequired("请填写原密码。"), Length(max=200)])
    new = PasswordField(
        "新密码",
        [InputRequired("请填写新密码。"), Length(max=200, message="密码不要超过 200 个字符。")],
        description=f"至少 {PASSWORD_MIN} 个字符，不能与用户名相同。几个不相干的词连起来，好记又安全。",
    )
    again = PasswordField(
        "再输一次新密码",
        [
            InputRequired("请再输一次新密码。"),
            EqualTo("new", "两次输入的新密码不一样，请重新输入。"),
        ],
    )


class GrantForm(Form):
    """Role × region × domain."""

    role = SelectField("角色", [InputRequired("请选择角色。")])
    region = StringField(
        "行政区划",
        [InputRequired("请填写行政区划的名称或代码。"), Length(max=60)],
        description="填名称或区划代码，例如“江南镇”或 222403110。授权包括下属的乡镇和村。",
    )
    domain = SelectField(
        "领域", [Optional()], description="只负责一个领域的，选那个领域；否则留“全部领域”。"
    )

    def __init__(
        self, *args: Any, roles: Sequence[Role], domains: Sequence[Domain], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [(role.value, ROLE_NAMES[role]) for role in roles]
        self.domain.choices = [("", "全部领域"), *((each.code, each.name) for each in domains)]


class UserForm(GrantForm):
    username = StringField(
        "用户名",
        [InputRequired("请填写用户名。"), Length(max=40, message="用户名不要超过 40 个字。")],
        description="登录时用。2 到 40 个汉字、字母或数字，例如 dunhua_minzheng。",
    )
    display_name = StringField(
        "姓名或岗位",
        [InputRequired("请填写姓名或岗位。"), Length(max=60, message="请不要超过 60 个字。")],
        description="显示在操作记录里，例如“敦化市民政局 李某”。",
    )


class TrailForm(Form):
    """Filters of the audit trail, in the address."""

    class Meta:
        csrf = False

    who = StringField("操作人", [Optional(), Length(max=60)])
    kind = SelectField("类别", [Optional()], choices={"": "全部"} | KINDS)
    text = StringField("内容", [Optional(), Length(max=60)])
    region = StringField(
        "行政区划", [Optional(), Length(max=60)], description="名称或代码，含下属地区"
    )
    since = DateField("从", [Optional()])
    until = DateField("到", [Optional()])
