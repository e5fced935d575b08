"""Refusals about accounts."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class LoginRefused(DomainError):
    """Wrong name or password; the same words for both, so that names cannot be found out."""

    status = HTTPStatus.UNAUTHORIZED
    code = "login-refused"
    title = "登录失败"
    detail = "用户名或密码不正确。请核对后重试；忘记密码请联系本级政务公开办公室重置。"


class LoginThrottled(DomainError):
    """Too many failed log-ins by this name or from this address of late; `minutes` are to wait."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "login-throttled"
    title = "登录尝试过多"
    detail = "密码输错次数过多，请在 {minutes} 分钟后再试，或联系本级政务公开办公室重置密码。"


class UsernameTaken(DomainError):
    """Names to log in by are unique over all offices, whatever their case."""

    status = HTTPStatus.CONFLICT
    code = "username-taken"
    title = "用户名已被使用"
    detail = "用户名“{username}”已经有人使用，请换一个。"


class PasswordTooWeak(DomainError):
    """Shorter than the rule asks, the name itself, or one of the passwords everybody tries."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "password-too-weak"
    title = "密码太简单"
    detail = "密码至少 {length} 个字符，不能与用户名相同，也不能是常见密码。"


class OldPasswordWrong(DomainError):
    """Who changes a password proves the old one, also within an open session."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "old-password-wrong"
    title = "原密码不正确"
    detail = "原密码不正确，密码没有更改。请重新输入；忘记原密码请联系本级政务公开办公室重置。"


class UsernameMalformed(DomainError):
    """A name holds no signs that look alike or do not show."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "username-malformed"
    title = "用户名不合要求"
    detail = "用户名“{username}”不合要求：请用 2 到 40 个汉字、字母或数字，可带点、横线和下划线。"


class RegionAmbiguous(DomainError):
    """Several places bear the name; `candidates` are their codes, to choose from."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "region-ambiguous"
    title = "有几个同名的行政区划"
    detail = "“{name}”对应 {count} 个行政区划，请改填其中一个的代码：{candidates}。"


class RoleMisplaced(DomainError):
    """`policy.HELD_AT` says at which levels a role is held."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "role-misplaced"
    title = "角色与行政区划不符"
    detail = "“{role}”只能授权到{levels}，不能授权到{region}。请改选角色或行政区划。"


class UserOutOfReach(DomainError):
    """The manager's grants do not cover what the user holds or should be given."""

    status = HTTPStatus.FORBIDDEN
    code = "user-out-of-reach"
    title = "不在您管理的范围"
    detail = "“{name}”超出您可以管理的行政区划、领域或角色。请联系上级政务公开办公室办理。"


class OwnAccount(DomainError):
    """Nobody locks himself out, or raises himself, in the management of users."""

    status = HTTPStatus.FORBIDDEN
    code = "own-account"
    title = "不能改动自己的账号"
    detail = (
        "不能在用户管理里停用自己的账号、改动自己的授权或重置自己的密码。"
        "密码请点“修改密码”来改，其他请由另一位用户管理员办理。"
    )


class GrantExists(DomainError):
    """The same role over the same place and domain counts once."""

    status = HTTPStatus.CONFLICT
    code = "grant-exists"
    title = "已有这项授权"
    detail = "{name}已经有这项授权，不必重复添加。"
