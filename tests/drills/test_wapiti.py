"""Wapiti attacks a running copy, served by HTTPS as in production, and finds nothing.

Once as a stranger, once signed in with an appraisal that is answered and concluded.
"""

from __future__ import annotations

import json
import os
import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.server import Server, database
from tests.drills.programs import program
from tests.drills.saver import Saver
from tests.drills.signing_in import TOKEN, sign_in, trusting

# All that need nothing outside of this machine. Left out: what looks for other products (WordPress,
# Drupal, Magento), asks servers elsewhere, or judges the certificate, which is made up here. And
# ldap, which we have not: it takes every page that names its own address, as the link for signing
# in does, for one that answers each question differently.
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,"
    "permanentxss,redirect,sql,timesql,upload,xss"
)
MINUTES = int(os.environ.get("WAPITI_MINUTES", "5"))
SECONDS_A_MODULE = 60
# On a busy machine, Wapiti takes far longer than it is told to.
MOST_MINUTES = MINUTES + 40
INFORMATIONAL = 0
EMAIL = "amina@example.org"
# Wapiti sends every form it finds. After these there would be nothing left to attack.
ENDS = "/account/sign-out/", "/account/delete/", "/appraisals/*/delete/"


class SecureServer(Server):
    """A copy that speaks HTTPS itself, with all that comes of it: redirects, HSTS, cookies."""

    def __init__(self, folder: Path, database: str) -> None:
        super().__init__(folder, database)
        self.environment |= {"HTTPS": "yes", "SITE_URL": self.url}
        self.certificate, self.key = made_up_certificate(folder)

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def options(self) -> list[str]:
        return [
            *("--config", "deploy/gunicorn.conf.py", "--bind", f"127.0.0.1:{self.port}"),
            *("--certfile", str(self.certificate), "--keyfile", str(self.key)),
        ]

    def ask(self) -> None:
        unchecked = ssl._create_unverified_context()
        urlopen(f"{self.url}/readyz", timeout=10, context=unchecked).close()


def made_up_certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths


@pytest.fixture(scope="module")
def wapiti() -> str:
    return program("wapiti")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureServer]:
    folder = tmp_path_factory.mktemp("attacked")
    with database(folder) as url:
        server = SecureServer(folder, url)
        server.prepare()
        server.start()
        server.start_printing()
        try:
            yield server
        finally:
            server.stop()


def test_wapiti_finds_nothing_as_a_stranger(wapiti: str, server: SecureServer, tmp_path: Path):
    found = attack(wapiti, server, tmp_path)

    assert not serious(found), json.dumps(serious(found), indent=2)
    assert "Internal Server Error" not in server.log.read_text()


def test_wapiti_finds_nothing_signed_in(wapiti: str, server: SecureServer, tmp_path: Path):
    amina = trusting(str(server.certificate))
    sign_in(amina, server.url, EMAIL, server)
    result = begin(amina, server)
    cookies = "; ".join(f"{each.name}={each.value}" for each in amina.cookies)

    found = attack(wapiti, server, tmp_path, "--header", f"Cookie: {cookies}")

    still_there(amina, server, result)
    assert not serious(found), json.dumps(serious(found), indent=2)
    assert "Internal Server Error" not in server.log.read_text()


def attack(wapiti: str, server: SecureServer, folder: Path, *more: str) -> dict[str, Any]:
    report = folder / "report.json"
    # It keeps what it learns below the home folder, and asks nobody for news.
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    done = subprocess.run(
        [
            *(wapiti, "--url", f"{server.url}/", "--scope", "folder", "--depth", "6"),
            *("--module", MODULES, "--max-scan-time", str(MINUTES * 60)),
            *("--max-attack-time", str(SECONDS_A_MODULE), "--max-links-per-page", "60"),
            *("--max-files-per-dir", "40", "--tasks", "4", "--verify-ssl", "0"),
            *(word for path in ENDS for word in ("--exclude", f"{server.url}{path}")),
            *("--store-session", str(folder / "session"), "--flush-session", "--no-bugreport"),
            *("--format", "json", "--output", str(report), *more),
        ],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=MOST_MINUTES * 60,
    )
    assert done.returncode == 0, done.stdout[-4_000:]
    left_out = [
        each for each in MODULES.split(",") if f"Launching module {each}\n" not in done.stdout
    ]
    assert not left_out, done.stdout[-4_000:]
    told: dict[str, Any] = json.loads(report.read_text())
    pages = told["infos"].get("crawled_pages_nbr", 0)
    print(f"\nWapiti: {pages} pages, {len(serious(told))} findings above informational")
    assert pages >= 20, done.stdout[-4_000:]
    return told


def serious(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is above informational, whether it is called a vulnerability or an anomaly."""
    return [
        {
            "kind": kind,
            **{name: each.get(name) for name in ("level", "path", "info", "http_request")},
        }
        for part in ("vulnerabilities", "anomalies")
        for kind, findings in told[part].items()
        for each in findings
        if each["level"] > INFORMATIONAL
    ]


def begin(amina: requests.Session, server: SecureServer) -> str:
    """Answer a page of an appraisal and conclude it; return the address of its result."""
    saver = Saver("Amina", server.url)
    amina.headers.update(saver.session.headers)
    saver.session = amina
    saver.begin()
    saver.save(saver.pages[0], "To attack")
    found = TOKEN.search(amina.get(f"{saver.appraisal}check-answers/", timeout=60).text)
    assert found
    fields = {"csrfmiddlewaretoken": found[1]}
    concluded = amina.post(f"{saver.appraisal}conclude/", fields, timeout=120)
    assert concluded.ok and concluded.url.startswith(f"{server.url}/reports/"), concluded.url
    return concluded.url


def still_there(amina: requests.Session, server: SecureServer, result: str) -> None:
    """See that all the while there was somebody signed in, with a result, to be attacked."""
    account = amina.get(f"{server.url}/account/", timeout=60)
    assert account.ok and EMAIL in account.text
    assert amina.get(result, timeout=60, allow_redirects=False).status_code == 200
