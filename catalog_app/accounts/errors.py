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
    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "login-throttled"
    title = "登录尝试过多"
    detail = "密码输错次数过多，请在 {minutes} 分钟后再试，或联系本级政务公开办公室重置密码。"


class UsernameTaken(DomainError):
    status = HTTPStatus.CONFLICT
    code = "username-taken"
    title = "用户名已被使用"
    detail = "用户名“{username}”已经有人使用，请换一个。"


class PasswordTooWeak(DomainError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "password-too-weak"
    title = "密码太简单"
    detail = "密码至少 {length} 个字符，不能与用户名相同，也不能是常见密码。"
