"""Addresses of pages: one spelling for each page, and which are never visited (rule L01)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import SplitResult, quote, urlsplit

from catalog_app.citizen_ids import holds_id_number

Network = IPv4Network | IPv6Network

DEFAULT_PORTS = {"http": 80, "https": 443}
URL_MAX = 2000  # longer addresses are pasted text, not addresses

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_PLAIN = re.compile(r"[!#-;=?-\[\]_a-z~]*")  # what may stand in a path or query as it is
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"
_SEVERAL = re.compile(r"\shttps?://")
_BEFORE_QUERY = re.compile(r"https?:[^?#]*", re.IGNORECASE)  # browsers read "\" there as "/"
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?")
_NUMERIC_HOST = re.compile(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+))*\.?")
_LOGIN_PAGES = {"login", "logon", "signin", "sign-in", "wp-login", "userlogin", "adminlogin"}
_ADMIN_FOLDERS = {"admin", "administrator", "wp-admin", "houtai", "backstage"}
_INTERNAL_NAMES = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa")

_WRITE_WHOLE = "请填写以 http:// 或 https:// 开头的完整网址。"
_PUBLIC_ONLY = "请改为公众能够访问的网址。"

_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = IPv6Network("2000::/3")


def host_name(url: str) -> str:
    """The host of an address, in lower case and without its port; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


class AddressGuard:
    """Which IP addresses may be connected to: public ones, and networks the administrator allowed.

    Refused by default: private, loopback, link-local, shared (100.64.0.0/10), multicast and
    reserved addresses, also when they are wrapped in IPv6 (mapped, 6to4, NAT64).
    """

    def __init__(self, allowed_networks: Iterable[str | Network] = ()) -> None:
        """`allowed_networks` are networks such as "127.0.0.0/8"; ValueError names a wrong one."""
        self.allowed: tuple[Network, ...] = tuple(_network(item) for item in allowed_networks)

    def allows(self, address: str) -> bool:
        """Whether the literal IP address (no name) may be connected to; unreadable text may not."""
        try:
            ip = _unwrapped(ip_address(address))
        except ValueError:
            return False
        if any(ip.version == network.version and ip in network for network in self.allowed):
            return True
        if isinstance(ip, IPv6Address):
            return ip in _GLOBAL_UNICAST and ip.is_global
        return ip.is_global and not ip.is_multicast


NOTHING_PRIVATE = AddressGuard()


def normalise(url: str) -> str:
    """The one spelling under which a page is kept; text that is no address comes back trimmed.

    Only differences that no server can see are removed: white space around it, the default port,
    capitals of scheme and host, a Chinese host's own script, the fragment. A fragment that is a
    route of a scripted page ("#/…", "#!…") names another page and stays.
    """
    text = url.translate(_INVISIBLE).strip()
    if _SEVERAL.search(text):
        return text
    if "\\" in text:
        text = _BEFORE_QUERY.sub(lambda head: head[0].replace("\\", "/"), text, count=1)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return text
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return text
    address = _joined(parts, None if port == DEFAULT_PORTS[parts.scheme] else port)
    return f"{address}?" if text.endswith("?") and not parts.query else address


def refusal(url: str, guard: AddressGuard = NOTHING_PRIVATE) -> str | None:
    """Why the address may not be kept as a public page (L01), in plain Chinese; None if it may."""
    address = normalise(url)
    return (
        fetch_refusal(address, guard)
        or _private_page(urlsplit(address))
        or _names_a_person(address)
    )


def fetch_refusal(address: str, guard: AddressGuard = NOTHING_PRIVATE) -> str | None:
    """Why a normalised address must not be fetched: the part of L01 that redirects obey too."""
    if not address:
        return f"网址为空。{_WRITE_WHOLE}"
    if _SEVERAL.search(address):
        return "一格里填了几个网址。请一个网址填一行。"
    if len(address) > URL_MAX:
        return f"网址超过{URL_MAX}个字符，不像一个网址。{_WRITE_WHOLE}"
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return f"网址的主机名或端口写错了。{_WRITE_WHOLE}"
    return _wrong_scheme(parts) or _wrong_host(parts, guard)


def is_login_page(url: str) -> bool:
    """Whether the address is one where a visitor must log in."""
    return _private_page(urlsplit(url)) is not None


def _joined(parts: SplitResult, port: int | None) -> str:
    userinfo, at, _ = parts.netloc.rpartition("@")
    host = _ascii_host(parts.hostname or "")
    place = f"{userinfo}{at}{host}" + ("" if port is None else f":{port}")
    path = _quoted(parts.path) or "/"
    query = f"?{_quoted(parts.query)}" if parts.query else ""
    route = f"#{_quoted(parts.fragment)}" if parts.fragment.startswith(("/", "!")) else ""
    return f"{parts.scheme}://{place}{path}{query}{route}"


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host


def _quoted(text: str) -> str:
    """Percent-encoded as a browser would; what is encoded already stays byte for byte."""
    if _PLAIN.fullmatch(text):
        return text
    return quote(text.encode("utf-8", "surrogateescape"), safe=_SAFE)


def _wrong_scheme(parts: SplitResult) -> str | None:
    if parts.scheme in DEFAULT_PORTS:
        return None
    if parts.scheme and "." not in parts.scheme and parts.netloc:
        return f"网址以 {parts.scheme}:// 开头，公众无法用浏览器打开。{_WRITE_WHOLE}"
    return f"网址不完整或格式不对。{_WRITE_WHOLE}"


def _wrong_host(parts: SplitResult, guard: AddressGuard) -> str | None:
    if not parts.hostname:
        return f"网址里没有网站域名。{_WRITE_WHOLE}"
    if "@" in parts.netloc:
        return "网址里带有用户名或密码。请去掉“@”及其前面的部分。"
    if parts.port == 0:
        return "网址的端口写错了。请核对冒号后面的数字。"
    return _wrong_name(parts.hostname.removesuffix("."), guard)


@lru_cache(maxsize=1024)  # a run asks thousands of times about the same few hosts
def _wrong_name(host: str, guard: AddressGuard) -> str | None:
    if ":" in host or _NUMERIC_HOST.fullmatch(host):
        return _wrong_literal(host, guard)
    if not _HOST.fullmatch(host) or ".." in host:
        return "网站域名写错了。请核对域名中的字符。"
    if not guard.allowed and ("." not in host or host.endswith(_INTERNAL_NAMES)):
        return f"“{host}”是内部网络的名称，公众无法访问。{_PUBLIC_ONLY}"
    return None


def _wrong_literal(host: str, guard: AddressGuard) -> str | None:
    try:
        ip_address(host)
    except ValueError:
        return f"“{host}”不是规范的 IP 地址。{_PUBLIC_ONLY}"
    if guard.allows(host):
        return None
    return f"“{host}”是内部网络或保留的地址，公众无法访问。{_PUBLIC_ONLY}"


def _private_page(parts: SplitResult) -> str | None:
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    if not segments:
        return None
    page = segments[-1].partition(".")[0]
    if page in _LOGIN_PAGES or segments[0].partition(".")[0] in _ADMIN_FOLDERS:
        return f"网址是登录或后台管理页面（/{'/'.join(segments)}），公众看不到内容。{_PUBLIC_ONLY}"
    return None


def _names_a_person(address: str) -> str | None:
    """An address is shown on every list of links: it must not carry what V01 forbids on a page."""
    if not holds_id_number(address):
        return None
    return (
        "网址里有一个公民身份号码，公开这个网址就会泄露它。请先让网站更换网页的地址，再填写新网址。"
    )


def _network(item: str | Network) -> Network:
    if not isinstance(item, str):
        return item
    try:
        return ip_network(item.strip(), strict=False)
    except ValueError:
        raise ValueError(f"“{item}”不是网段。请写成 127.0.0.0/8 的样子。") from None


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address inside an IPv6 one that only carries it, else the address itself."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
