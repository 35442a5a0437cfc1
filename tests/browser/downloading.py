"""Waiting for a document as people do, and downloading it."""

from __future__ import annotations

import time

from playwright.sync_api import expect

from tests.browser.person import Person

# A printer may have to wait for its turn on a busy machine.
SECONDS = 180
READY = "It is ready"


def download(amina: Person, button: str = "Download the file") -> bytes:
    with amina.page.expect_download() as begun:
        amina.button(button).click()
    return begun.value.path().read_bytes()


def wait_for_the_file(amina: Person) -> None:
    """Wait until the page says that the file is ready: by itself, or by pressing its button."""
    ready = amina.page.get_by_role("heading", name=READY)
    if amina.javascript:
        expect(ready).to_be_visible(timeout=1000 * SECONDS)
        return
    latest = time.monotonic() + SECONDS
    while not ready.is_visible():
        assert time.monotonic() < latest, amina.page.get_by_role("main").inner_text()
        time.sleep(0.5)
        amina.press("Look again")
