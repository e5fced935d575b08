"""Addresses: one spelling for a page, a plain reason for what no reader could open."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.addresses import AddressGuard, normalise, refusal
from catalog_app.citizen_ids import CHECKS, WEIGHTS

PUBLIC_ONLY = AddressGuard()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  http://www.dunhua.gov.cn/zwgk/1.html\u200b ", "http://www.dunhua.gov.cn/zwgk/1.html"),
        ("HTTP://WWW.Dunhua.gov.cn:80", "http://www.dunhua.gov.cn/"),
        ("https://www.dunhua.gov.cn:443/a", "https://www.dunhua.gov.cn/a"),
        ("https://www.dunhua.gov.cn:80/a", "https://www.dunhua.gov.cn:80/a"),
        ("http://www.dunhua.gov.cn/公开/a b", "http://www.dunhua.gov.cn/%E5%85%AC%E5%BC%80/a%20b"),
        ("http://敦化.政务/", "http://xn--cjrz93b.xn--zfr164b/"),
        ("http://www.dunhua.gov.cn/a#top", "http://www.dunhua.gov.cn/a"),
        ("http://www.dunhua.gov.cn/a#/list/3", "http://www.dunhua.gov.cn/a#/list/3"),
        ("http:\\\\www.dunhua.gov.cn", "http://www.dunhua.gov.cn/"),
        ("http://www.dunhua.gov.cn\\zwgk\\1.html", "http://www.dunhua.gov.cn/zwgk/1.html"),
        ("http://www.dunhua.gov.cn/zwgk\\1.html", "http://www.dunhua.gov.cn/zwgk/1.html"),
        ("见政府网站", "见政府网站"),
    ],
)
def test_an_address_is_kept_in_one_spelling(written: str, kept: str) -> None:
    assert normalise(written) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.gov.cn/x", "https://a.gov.cn/x"),
        ("http://a.gov.cn/x", "http://www.a.gov.cn/x"),
        ("http://a.gov.cn/x", "http://a.gov.cn/x/"),
        ("http://a.gov.cn/x", "http://a.gov.cn/X"),
        ("http://a.gov.cn/x?a=1&b=2", "http://a.gov.cn/x?b=2&a=1"),
        ("http://a.gov.cn/x?", "http://a.gov.cn/x"),
        ("http://a.gov.cn/x%2Fy", "http://a.gov.cn/x/y"),
        ("http://a.gov.cn/x+y", "http://a.gov.cn/x%20y"),
        ("http://a.gov.cn/#/one", "http://a.gov.cn/#/two"),
        ("http://a.gov.cn/", "http://a.gov.cn:8080/"),
        ("http://a.gov.cn/\uf90a", "http://a.gov.cn/\u91d1"),
    ],
)
def test_different_pages_are_never_merged(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda tail: f"http://a.gov.cn/{tail}"))
def test_any_text_is_read_and_reading_it_again_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    refusal(text)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "网址为空"),
        ("www.dunhua.gov.cn/zwgk", "网址不完整"),
        ("http：//www.dunhua.gov.cn", "网址不完整"),
        ("见政府网站", "网址不完整"),
        ("javascript:alert(1)", "网址不完整"),
        ("ftp://www.dunhua.gov.cn/a", "ftp://"),
        ("file:///etc/passwd", "网址不完整"),
        ("http:///a", "没有网站域名"),
        ("http://a.gov.cn/1 http://a.gov.cn/2", "一个网址填一行"),
        ("http://a.gov.cn/1\nhttp://a.gov.cn/2", "一个网址填一行"),
        ("http://user:word@a.gov.cn/", "用户名"),
        ("http:\\\\127.0.0.1\\@a.gov.cn/", "内部网络"),
        ("http://a.gov.cn:99999/", "端口"),
        ("http://a.gov.cn:0/", "端口"),
        ("http://[::1/", "主机名"),
        ("http://a..gov.cn/", "域名写错"),
        ("http://%31%32%37.0.0.1/", "域名写错"),
        ("http://localhost:8000/", "内部网络"),
        ("http://oa.dunhua.local/", "内部网络"),
        ("http://intranet/", "内部网络"),
        ("http://127.0.0.1/", "内部网络"),
        ("http://10.1.2.3/zwgk", "内部网络"),
        ("http://169.254.169.254/latest", "内部网络"),
        ("http://[::ffff:10.0.0.1]/", "内部网络"),
        ("http://[fe80::1]/", "内部网络"),
        ("http://127.1/", "不是规范的 IP"),
        ("http://2130706433/", "不是规范的 IP"),
        ("http://0x7f.0.0.1/", "不是规范的 IP"),
        ("http://0177.0.0.1/", "不是规范的 IP"),
        ("http://127.0.0.1./", "内部网络"),
        ("http://１２７.0.0.1/", "内部网络"),
        ("http://127。0。0。1/", "内部网络"),
        ("http://a.gov.cn/user/login.jsp", "登录"),
        ("http://a.gov.cn/admin/index.html", "登录"),
        ("http://a.gov.cn/" + "x" * 3000, "2000个字符"),
    ],
)
def test_what_readers_cannot_open_is_refused_with_its_reason(written: str, reason: str) -> None:
    assert reason in (refusal(written) or "accepted")


@pytest.mark.parametrize(
    "written",
    [
        "http://www.dunhua.gov.cn/zwgk/t20240301_1.html",
        "https://www.dunhua.gov.cn:8443/a?id=1",
        "http://8.8.8.8/a",
        "http://敦化.政务/公开",
        "http://www.dunhua.gov.cn/zwgk/loginless.html",
    ],
)
def test_a_public_page_is_accepted(written: str) -> None:
    assert refusal(written) is None


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("/{id}.html", True),
        ("/list?sfzh={id}", True),
        ("/list?sfzh=1{id}", False),
        ("/t20240301123456780012.html", False),
    ],
)
def test_an_address_that_names_a_person_by_number_is_refused(path: str, refused: bool) -> None:
    digits = "22999919210101999"  # invented: 229999 is no division
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    number = digits + CHECKS[total % 11]
    told = refusal(f"http://www.dunhua.gov.cn{path.format(id=number)}")
    assert ("身份号码" in (told or "")) == refused
    assert number not in (told or "")


def test_an_allowed_network_may_be_kept_as_an_address() -> None:
    guard = AddressGuard(["127.0.0.0/8"])
    assert refusal("http://127.0.0.1:8081/a", guard) is None
    assert refusal("http://localhost:8081/a", guard) is None
    assert refusal("http://10.0.0.1/a", guard) is not None


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1
    240.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fec0::1 fd00::1
    ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 2002:7f00:1::
    2002:a00:1:: 64:ff9b::a00:1 64:ff9b:1::1 127.1 2130706433 localhost""".split(),
)
def test_no_inner_or_reserved_address_is_connected_to(address: str) -> None:
    assert not PUBLIC_ONLY.allows(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_connected_to(address: str) -> None:
    assert PUBLIC_ONLY.allows(address)


def test_only_the_allowed_network_opens() -> None:
    guard = AddressGuard(["10.20.0.0/16", "fd00::/64"])
    assert guard.allows("10.20.3.4")
    assert guard.allows("::ffff:10.20.3.4")
    assert guard.allows("fd00::5")
    assert not guard.allows("10.21.0.1")
    assert not guard.allows("127.0.0.1")


def test_a_wrong_network_is_named() -> None:
    with pytest.raises(ValueError, match=r"“10\.0\.0\.0/99”不是网段"):
        AddressGuard(["10.0.0.0/99"])


@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_wrapping_an_address_in_ipv6_never_opens_it(number: int) -> None:
    plain = PUBLIC_ONLY.allows(str(IPv4Address(number)))
    mapped = str(IPv6Address(0xFFFF << 32 | number))
    nat64 = str(IPv6Address((0x64FF9B << 96) | number))
    assert PUBLIC_ONLY.allows(mapped) == PUBLIC_ONLY.allows(nat64) == plain
