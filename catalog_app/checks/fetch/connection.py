"""Connecting: the address is checked at the moment of connecting, certificates are judged apart."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Callable

from aiohttp import AddrInfoType

from catalog_app.addresses import AddressGuard
from catalog_app.checks.fetch.outcome import TlsFault

_OP_LEGACY_SERVER_CONNECT = 0x4  # ssl.OP_LEGACY_SERVER_CONNECT has a name from Python 3.12 on
_CODES = {  # X509_V_ERR_* of OpenSSL
    9: TlsFault.NOT_YET_VALID,
    10: TlsFault.EXPIRED,
    18: TlsFault.SELF_SIGNED,
    19: TlsFault.UNKNOWN_ISSUER,
    20: TlsFault.UNKNOWN_ISSUER,
    21: TlsFault.UNKNOWN_ISSUER,
    62: TlsFault.WRONG_NAME,
    64: TlsFault.WRONG_NAME,
}
_OLD_PROTOCOL_REASONS = {
    "UNSUPPORTED_PROTOCOL",
    "TLSV1_ALERT_PROTOCOL_VERSION",
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED",
    "DH_KEY_TOO_SMALL",
    "EE_KEY_TOO_SMALL",
    "CA_MD_TOO_WEAK",
    "SSLV3_ALERT_HANDSHAKE_FAILURE",
    "WRONG_SIGNATURE_TYPE",
}


class RefusedAddressError(OSError):
    """The name led to an IP address that may not be visited.

    The message is always the same, so that a name with several refused addresses still raises
    this error (the connecting library merges different messages into a plain OSError).
    """

    def __init__(self, address: str) -> None:
        super().__init__(errno.EACCES, "address not allowed")
        self.address = address


def guarded_sockets(guard: AddressGuard) -> Callable[[AddrInfoType], socket.socket]:
    """A socket factory that opens no socket towards an address the guard refuses.

    It sees the very address that is then connected to: literal, resolved, or changed since the
    last look-up. Nothing lies between this check and the connection.
    """

    def open_socket(info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, place = info
        if not guard.allows(str(place[0])):
            raise RefusedAddressError(str(place[0]))
        return socket.socket(family, kind, protocol)

    return open_socket


def unverified_context() -> ssl.SSLContext:
    """TLS that believes any certificate and speaks old protocols: only to read what is public."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.options |= _OP_LEGACY_SERVER_CONNECT
    return context


def tls_fault(error: BaseException) -> TlsFault:
    """What the TLS error means; `error` is aiohttp's or the ssl module's."""
    cause = error.__cause__ if error.__cause__ is not None else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _CODES.get(cause.verify_code, TlsFault.OTHER)
    if isinstance(cause, ssl.SSLError) and cause.reason in _OLD_PROTOCOL_REASONS:
        return TlsFault.OLD_PROTOCOL
    return TlsFault.OTHER
