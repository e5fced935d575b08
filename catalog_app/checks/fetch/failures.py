"""What an answer's status, or the lack of an answer, means: outcome and plain sentence."""

from __future__ import annotations

import aiohttp

from catalog_app.checks.fetch.body import Body, UnknownCompressionError, UnreadableBodyError
from catalog_app.checks.fetch.challenge import is_challenge
from catalog_app.checks.fetch.connection import RefusedAddressError
from catalog_app.checks.fetch.outcome import Outcome, TlsFault

Meaning = tuple[Outcome, str]

TLS_SENTENCES = {
    TlsFault.EXPIRED: "网站的安全证书已过期",
    TlsFault.NOT_YET_VALID: "网站的安全证书尚未生效",
    TlsFault.WRONG_NAME: "网站的安全证书不是发给这个域名的",
    TlsFault.SELF_SIGNED: "网站的安全证书是自己签发的，浏览器不信任",
    TlsFault.UNKNOWN_ISSUER: "网站的安全证书缺少中间证书，或签发机构不受信任",
    TlsFault.OLD_PROTOCOL: "网站的加密方式过旧，新版浏览器会拒绝",
    TlsFault.OTHER: "网站的加密连接有问题",
}
_REFUSING = {
    401: "网页要求登录",
    407: "网页要求登录",
    429: "网站认为访问过于频繁",
    451: "网站以法律原因拒绝提供",
}
_ERRORS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Meaning], ...] = (
    (
        aiohttp.ClientConnectorDNSError,
        (Outcome.UNREACHABLE, "找不到这个网站：域名不存在或域名解析失败。"),
    ),
    (aiohttp.ClientSSLError, (Outcome.UNREACHABLE, "无法与网站建立加密连接。")),
    (
        aiohttp.ClientConnectorError,
        (Outcome.UNREACHABLE, "连接不上网站：服务器没有开放或拒绝连接。"),
    ),
    (
        (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError),
        (Outcome.UNREACHABLE, "网站在回应之前断开了连接。"),
    ),
    (
        (aiohttp.InvalidURL, UnicodeError),
        (Outcome.REFUSED_ADDRESS, "网址写错了，请核对域名和路径。"),
    ),
    (
        UnknownCompressionError,
        (Outcome.BLOCKED, "网页用了程序读不了的压缩方式，浏览器能打开，请人工打开核对。"),
    ),
    (
        UnreadableBodyError,
        (Outcome.BAD_RESPONSE, "网页的压缩格式无法读取，浏览器也可能打不开。"),
    ),
)


def answered(status: int, content_type: str, body: Body, *, conditional: bool) -> Meaning:
    """What a complete answer means; `conditional` when we asked only for a changed page."""
    if status == 304 and conditional:
        return Outcome.NOT_MODIFIED, "网页自上次核查后没有变化。"
    if is_challenge(status, content_type, body.content):
        reason = _REFUSING.get(status, "网站拒绝了自动访问，或要求先通过人机验证")
        return Outcome.BLOCKED, f"{reason}（{status}），无法自动判断，请人工打开核对。"
    if 200 <= status < 300:
        return _received(body)
    return _refused(status)


def failed(error: Exception) -> Meaning:
    """What the error of a request means. `error` is aiohttp's, or our own UnreadableBodyError."""
    cause = getattr(error, "os_error", None)
    if isinstance(cause, RefusedAddressError):
        return Outcome.REFUSED_ADDRESS, refused_address(cause.address)
    for kinds, meaning in _ERRORS:
        if isinstance(error, kinds):
            return meaning
    return Outcome.BAD_RESPONSE, "网站的回应不符合网页协议，无法读取。"


def refused_address(address: str) -> str:
    """The sentence for an address that the guard refused."""
    return f"网址指向内部网络或保留的地址（{address}），公众无法访问，核查也不予访问。"


def _refused(status: int) -> Meaning:
    if status == 404:
        return Outcome.DEAD, "网页不存在（404）。"
    if status == 410:
        return Outcome.DEAD, "网页已被删除（410）。"
    if status == 408:
        return Outcome.TIMEOUT, "网站没有及时回应（408）。"
    if status >= 500:
        return Outcome.SERVER_ERROR, f"网站服务器出错（{status}），网页暂时打不开。"
    return Outcome.BAD_RESPONSE, f"网站的回应不正常（{status}），网页打不开。"


def _received(body: Body) -> Meaning:
    if body.truncated:
        size = len(body.content) / (1024 * 1024)
        return Outcome.TOO_LARGE, f"内容太大，只读取了前 {size:.1f} MB。"
    if body.broken:
        return Outcome.BAD_RESPONSE, "内容没有传完，连接就断开了。"
    return Outcome.OK, "网页可以打开。"
