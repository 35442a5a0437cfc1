"""Waiting for a report, with JavaScript and without, while nobody prints and when somebody does."""

import hashlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.downloading import READY, download, wait_for_the_file
from tests.browser.looking import Look
from tests.browser.person import Person
from tests.browser.server import Server

pytestmark = pytest.mark.browser

# Of the example whose result is told in the fewest pages.
DOCUMENTS = "/reports/EXAMPLE3/documents/"


@pytest.fixture
def start_printing(server: Server) -> Iterator[Callable[[], None]]:
    """End the printer, and return how to start one."""
    server.stop_printing()
    yield server.start_printing
    if server.printer and server.printer.poll() is not None:
        server.start_printing()


def ask_for_short_report(amina: Person, whom: str) -> None:
    amina.go(DOCUMENTS)
    amina.page.get_by_label("Short report").check()
    amina.page.get_by_label(whom).check()
    amina.press("Prepare the file")
    expect(amina.page.get_by_role("heading", name="It is being prepared")).to_be_visible()


def test_without_javascript_a_button_looks_again_until_the_file_is_there(
    amina_without_javascript: Person, start_printing: Callable[[], None]
) -> None:
    amina = amina_without_javascript
    ask_for_short_report(amina, "With everything")
    amina.press("Look again")
    expect(amina.page.get_by_role("heading", name="It is being prepared")).to_be_visible()

    start_printing()
    wait_for_the_file(amina)
    content = download(amina)

    expect(amina.page.get_by_text(hashlib.sha256(content).hexdigest())).to_be_visible()
    amina.follow("Back to reports to download")
    amina.page.get_by_role("link", name="Download: Short report (PDF)").first.wait_for()


def test_with_javascript_the_page_says_by_itself_when_the_file_is_there(
    amina: Person, start_printing: Callable[[], None]
) -> None:
    ask_for_short_report(amina, "For the public (Part A)")
    amina.button("Look again").focus()
    look = Look(amina.page)
    look.unfolded()
    assert not look.faults, "\n".join(look.faults)

    start_printing()
    wait_for_the_file(amina)

    expect(amina.page.get_by_role("status")).to_have_text(f"{READY}: Short report (PDF), Part A")
    assert amina.page.title().startswith(f"{READY}: Short report (PDF), Part A")
    expect(amina.button("Download the file")).to_be_focused()
    assert download(amina).startswith(b"%PDF")
