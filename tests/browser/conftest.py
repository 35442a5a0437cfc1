"""The product as it is served, a headless Chromium, and the cast at their browsers."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.person import Person
from tests.browser.server import Server, served

QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--disable-sync", "--no-first-run"]
# The network is shut: any other host than the server's cannot even be looked up. It has a name as
# well, as passkeys are tied to one.
QUIET += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("server")) as server:
        yield server
    assert "Traceback" not in server.log.read_text(), server.log.read_text()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for a module, not for all: while Playwright runs, Django refuses a database."""
    name = os.environ.get("CHROMIUM", "chromium")
    path = shutil.which(name)
    assert path, f"There is no browser {name}. As root: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def amina(chromium: Browser, server: Server) -> Iterator[Person]:
    """Amina, who commissions, at a browser like most."""
    amina = Person(chromium, server.url)
    yield amina
    amina.leave()


@pytest.fixture
def amina_without_javascript(chromium: Browser, server: Server) -> Iterator[Person]:
    amina = Person(chromium, server.url, javascript=False)
    yield amina
    amina.leave()
