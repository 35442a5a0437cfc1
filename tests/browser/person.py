"""A person at a browser: what they do, and what they must not come to see."""

from __future__ import annotations

import re
from copy import copy
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Request,
    Response,
    StorageState,
    ViewportSize,
    WebError,
    expect,
)

from appraisal.method.content import CURRENT_VERSION, method
from tests.browser.server import Server

METHOD = method(CURRENT_VERSION)
COUNCIL = "Wiltshire"
TITLE = "Home care for older people – ŵ ŷ £ ≥"
# For pages at which a server may take its time; the rest of the wait is Chromium's.
MILLISECONDS = 20_000
expect.set_options(timeout=MILLISECONDS)
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
CODE = r"(?<=Your code: )\S+"
# How a download ends for the page it began on, and a page that is left while it still loads.
ABORTED = "net::ERR_ABORTED"


class Person:
    """Someone at a browser of their own, with whatever goes wrong in it written down."""

    def __init__(
        self,
        chromium: Browser,
        url: str,
        javascript: bool = True,
        remembered: StorageState | None = None,
    ) -> None:
        self.chromium = chromium
        self.url = url
        self.javascript = javascript
        self.troubles: list[str] = []
        self.expected: set[int | str | None] = {ABORTED}
        self.sit_down(remembered)

    def sit_down(self, remembered: StorageState | None = None) -> None:
        self.context = self.chromium.new_context(
            java_script_enabled=self.javascript,
            storage_state=remembered,
            base_url=self.url,
            viewport=DESKTOP,
        )
        self.context.set_default_timeout(MILLISECONDS)
        self._watch(self.context)
        self.page = self.context.new_page()

    def leave(self) -> None:
        """Close the browser; nothing may have gone wrong in it."""
        self.context.close()
        self.finds_no_trouble()

    def begin_anew(self, remembered: StorageState) -> None:
        """Go on in the same browser as if nothing but this had ever been done in it."""
        self.troubles.clear()
        self.expected = {ABORTED}
        self.page.set_viewport_size(DESKTOP)
        self.context.clear_cookies()
        self.context.add_cookies(
            [{**cookie} for cookie in remembered["cookies"]]  # type: ignore[typeddict-item]
        )

    def come_back_a_day_later(self) -> None:
        """Close the browser and open it again: only cookies that were to outlive it have."""
        remembered = self.context.storage_state()
        lasting = [cookie for cookie in remembered["cookies"] if cookie["expires"] > 0]
        self.context.close()
        self.sit_down({"cookies": lasting, "origins": []})

    def in_another_tab(self) -> Person:
        """Return the same person in the same browser, at a tab of its own."""
        other = copy(self)
        other.page = self.context.new_page()
        return other

    # What went wrong

    def finds_no_trouble(self) -> None:
        assert not self.troubles, "\n".join(self.troubles)

    def expect(self, *statuses_and_failures: int | str) -> None:
        self.expected |= set(statuses_and_failures)

    def _watch(self, context: BrowserContext) -> None:
        context.on("request", self._requested)
        context.on("requestfailed", self._failed)
        context.on("response", self._responded)
        context.on("console", self._said)
        context.on("weberror", self._broke)

    def _requested(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.url).netloc:
            self.troubles.append(f"asked another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure not in self.expected:
            self.troubles.append(f"{request.url} failed: {request.failure}")

    def _responded(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.troubles.append(f"{response.url} gave {response.status}")

    def _said(self, message: ConsoleMessage) -> None:
        # A response that is an error is judged above.
        if message.type in ("error", "warning") and "status of" not in message.text:
            self.troubles.append(f"console: {message.text}")

    def _broke(self, error: WebError) -> None:
        self.troubles.append(f"script: {error.error}")

    # What the person does

    def go(self, address: str) -> None:
        self.page.goto(address)

    def press(self, name: str) -> None:
        """Press a button and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.button(name).click()

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).click()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def start(self, route: str = "short", title: str = TITLE) -> str:
        """Start an appraisal from the home page and return its address."""
        self.go("/")
        self.press("Start now")
        self.page.get_by_label("What are you appraising?").fill(title)
        self.page.get_by_label("Which council is it for?").select_option(label=COUNCIL)
        self.page.get_by_role("radio", name=f"{route.capitalize()} route").check()
        self.press("Save and continue")
        self.sees_heading(title)
        return urlsplit(self.page.url).path

    def sign_in(self, email: str, server: Server) -> None:
        """Sign in with the code that is sent, from wherever the person is led to sign in."""
        self.field("E-mail address").fill(email)
        self.press("Send me a code")
        self.field("Code").fill(server.letter_to(email, CODE))
        self.press("Continue")

    def sees_heading(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def field(self, name: str) -> Locator:
        return self.page.get_by_label(name, exact=True)

    def question(self, key: str) -> Locator:
        """Return a question of a page with all that belongs to it."""
        text = METHOD.question_by_key[key].text
        named = self.page.get_by_role("group", name=text, exact=True)
        return self.page.locator(".app-question").filter(
            has=named.or_(self.page.get_by_role("textbox", name=text, exact=True))
        )

    def choose(self, key: str, label: str) -> None:
        group = self.page.get_by_role("group", name=METHOD.question_by_key[key].text, exact=True)
        group.get_by_role("radio", name=label, exact=True).check()

    def figure(self, key: str) -> Locator:
        text = METHOD.question_by_key[key].text
        return self.field(f"The figure, if you have it: {text}")

    def note(self, key: str) -> Locator:
        return self.field(f"Note: {METHOD.question_by_key[key].text}")
