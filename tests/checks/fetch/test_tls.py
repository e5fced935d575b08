"""A faulty certificate is named, and the page behind it is read all the same (rule L04)."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from catalog_app.checks.fetch import Outcome, TlsFault
from catalog_app.demo.site import RunningSite
from tests.checks.fetch.visiting import visit, visit_host

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the keys")

_SETTINGS = """
[ca]
default_ca = office
[office]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = anything
unique_subject = no
copy_extensions = copy
[anything]
commonName = supplied
"""


class Office:
    """Issues certificates, as the certificate authority of these tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "index.txt").touch()
        (folder / "serial").write_text("01\n")
        (folder / "office.cnf").write_text(_SETTINGS)
        self._request("office", "CN=Office")
        self._sign("office", "20200101000000Z", "20400101000000Z", "-selfsign", "-keyfile")

    def issue(self, name: str, alternative: str, start: str = "2020", end: str = "2039") -> None:
        self._request(name, f"CN={name}", "-addext", f"subjectAltName={alternative}")
        issuer = ("-cert", "office.pem", "-keyfile", "office.key")
        self._sign(name, f"{start}0101000000Z", f"{end}0101000000Z", *issuer)

    def site(self, name: str) -> RunningSite:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        return RunningSite(tls=context)

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "office.pem"))

    def _request(self, name: str, subject: str, *more: str) -> None:
        key = ["-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr"]
        self._openssl("req", *key, "-subj", f"/{subject}", *more)

    def _sign(self, name: str, start: str, end: str, *how: str) -> None:
        if how[-1] == "-keyfile":
            how = (*how, f"{name}.key")
        dates = ["-startdate", start, "-enddate", end]
        files = ["-in", f"{name}.csr", "-out", f"{name}.pem", "-notext"]
        self._openssl("ca", "-batch", "-config", "office.cnf", *files, *dates, *how)

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("certificates"))
    office.issue("sound", "IP:127.0.0.1")
    office.issue("expired", "IP:127.0.0.1", end="2021")
    office.issue("early", "IP:127.0.0.1", start="2038")
    office.issue("other", "DNS:www.changchun.gov.cn")
    return office


def test_a_sound_certificate_is_no_fault(office: Office) -> None:
    with office.site("sound") as site:
        found = visit(site.url("/"), trust=office.trust())
    assert (found.outcome, found.tls_fault) == (Outcome.OK, None)


@pytest.mark.parametrize(
    ("name", "fault", "word"),
    [
        ("expired", TlsFault.EXPIRED, "过期"),
        ("early", TlsFault.NOT_YET_VALID, "尚未生效"),
        ("other", TlsFault.WRONG_NAME, "域名"),
    ],
)
def test_a_fault_is_named_and_the_page_is_read(
    name: str, fault: TlsFault, word: str, office: Office
) -> None:
    with office.site(name) as site:
        found = visit(site.url("/zwgk/elderly_care/2.html"), trust=office.trust())
    assert (found.outcome, found.tls_fault, found.status) == (Outcome.TLS_ERROR, fault, 200)
    assert word in found.detail
    assert "养老服务扶持政策措施清单" in found.body.decode()


@pytest.mark.parametrize(
    ("name", "fault"), [("sound", TlsFault.UNKNOWN_ISSUER), ("office", TlsFault.SELF_SIGNED)]
)
def test_an_issuer_nobody_knows_is_named(name: str, fault: TlsFault, office: Office) -> None:
    with office.site(name) as site:
        assert visit(site.url("/")).tls_fault is fault


def test_a_dead_page_stays_dead_behind_a_faulty_certificate(office: Office) -> None:
    with office.site("expired") as site:
        found = visit(site.url("/faults/dead.html"), trust=office.trust())
    assert (found.outcome, found.tls_fault) == (Outcome.DEAD, TlsFault.EXPIRED)


def test_every_page_of_the_host_names_the_fault(office: Office) -> None:
    with office.site("expired") as site:
        urls = [site.url(f"/zwgk/elderly_care/{number}.html") for number in range(1, 9)]
        found = visit_host(urls)
        assert len(site.requests) == 8
    assert {result.outcome for result in found.values()} == {Outcome.TLS_ERROR}


def test_speaking_tls_to_a_plain_site_is_unreachable(county: RunningSite) -> None:
    found = visit(county.url("/").replace("http:", "https:"))
    assert found.outcome is Outcome.UNREACHABLE
