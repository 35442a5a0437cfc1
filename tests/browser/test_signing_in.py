"""Signing in at a browser: with passkeys, with an app, as an administrator; and every such page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looking import DESKTOP, Look
from tests.browser.person import Person
from tests.browser.server import ROOT, Server
from tests.people.cast import app_code

pytestmark = pytest.mark.browser

SECURITY = "/account/security/"
A_LAPTOP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def by_name(server: Server) -> str:
    """Return the server's address by a name: passkeys are tied to one."""
    return server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def amina(chromium: Browser, by_name: str) -> Iterator[Person]:
    """Amina at a laptop that keeps passkeys, and says yes whenever it asks for her finger."""
    amina = Person(chromium, by_name)
    devtools = amina.context.new_cdp_session(amina.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": A_LAPTOP})
    yield amina
    amina.leave()


@pytest.fixture
def carys(chromium: Browser, server: Server) -> Iterator[Person]:
    carys = Person(chromium, server.url)
    yield carys
    carys.leave()


def test_a_passkey_signs_in_alone_and_as_the_second_step(amina: Person, server: Server) -> None:
    comes_in(amina, "amina@wiltshire.example", server)
    amina.go(SECURITY)
    amina.press("Add a passkey")
    amina.field("A name for it").fill("Work laptop")
    amina.press("Add the passkey")
    amina.sees_heading("Recovery codes")
    amina.press("Sign out")

    amina.go("/account/sign-in/?next=/account/")
    amina.follow("Sign in with a passkey")
    amina.press("Use a passkey")
    amina.sees_heading("Your account")
    expect(amina.page.get_by_text("Passkey “Work laptop”")).to_be_visible()
    amina.press("Sign out")

    comes_in(amina, "amina@wiltshire.example", server)
    amina.sees_heading("Second step")
    amina.press("Use a passkey")
    amina.go("/account/")
    amina.sees_heading("Your account")


def test_a_passkey_that_is_refused_is_told_on_the_page(amina: Person) -> None:
    amina.go("/account/sign-in/passkey/")

    amina.button("Use a passkey").click()

    expect(amina.page.get_by_text("Your browser could not use a passkey")).to_be_visible()


def test_an_address_of_numbers_sends_passkeys_to_a_name(carys: Person, by_name: str) -> None:
    carys.go("/account/sign-in/passkey/")

    expect(carys.page.get_by_role("link", name=f"{by_name}/")).to_be_visible()
    expect(carys.button("Use a passkey")).to_have_count(0)


def test_every_page_of_the_account_is_accessible_and_fits_a_phone(
    carys: Person, server: Server
) -> None:
    seen = Seen(carys)
    seen.at("/account/sign-in/")
    seen.at("/account/sign-in/passkey/")
    carys.go("/account/sign-in/")
    carys.press("Send me a code")
    seen.here()
    carys.field("E-mail address").fill("dai@example.org")
    carys.press("Send me a code")
    seen.here()
    comes_in(carys, "carys@example.org", server)
    carys.go("/account/organisations/add/")
    carys.press("Add it")
    seen.here()
    carys.field("What is it called?").fill("Example Integrated Care Board " + "x" * 70)
    carys.page.get_by_role("radio", name="An NHS body").check()
    carys.press("Add it")
    carys.field("Your colleague’s e-mail address").fill(f"{'long' * 12}@example.org")
    carys.press("Invite")
    seen.here()
    carys.go("/account/organisations/join/")
    carys.page.get_by_label("Where do you work?").select_option(label="Kent")
    carys.press("Ask to join")
    seen.here()
    carys.go(f"{SECURITY}app/add/")
    carys.page.get_by_text("I cannot scan it").click()
    secret = carys.page.locator("details strong").inner_text()
    seen.here()
    carys.field("Code that the app shows now").fill(app_code(secret))
    carys.press("Set up")
    seen.here()
    for address in ("", "app/remove/", "passkeys/", "passkeys/add/", "codes/new/"):
        seen.at(f"{SECURITY}{address}")
    for address in ("/account/delete/", "/account/sign-out/"):
        seen.at(address)
    carys.go("/account/")
    carys.page.locator("a[href$='/leave/']").first.click()
    seen.here()
    carys.press("Sign out")
    comes_in(carys, "carys@example.org", server)
    carys.sees_heading("Second step")
    seen.here()

    assert not seen.faults, "\n".join(seen.faults)


def test_administration_works_under_our_content_security_policy(
    carys: Person, server: Server
) -> None:
    """A script or style that the policy refuses would stand in the console, and fail this."""
    appoint("eira@lga.example", server)
    comes_in(carys, "eira@lga.example", server)
    carys.sees_heading("Second step when you sign in")
    carys.press("Set up an authenticator app")
    carys.page.get_by_text("I cannot scan it").click()
    secret = carys.page.locator("details strong").inner_text()
    carys.field("Code that the app shows now").fill(app_code(secret))
    carys.press("Set up")

    carys.go("/admin/")
    carys.follow("Organisations")
    carys.follow("Kent")
    carys.page.locator("#id_ends").fill("01/04/2028")
    carys.page.get_by_role("link", name="Today", exact=True).first.click()
    carys.press("Save")
    expect(carys.page.get_by_text("was changed successfully")).to_be_visible()
    for address in ("user/", "user/add/", "membership/", "membership/add/"):
        carys.go(f"/admin/people/{address}")


class Seen:
    """Pages that were looked at, and what was wrong with them."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.faults: list[str] = []

    def at(self, address: str) -> None:
        self.person.go(address)
        self.here()

    def here(self) -> None:
        page = self.person.page
        look = Look(page)
        look.unfolded()
        self.faults += [f"{page.url}: {each}" for each in look.faults]
        page.set_viewport_size({"width": DESKTOP, "height": 900})


def comes_in(person: Person, email: str, server: Server) -> None:
    person.go("/account/sign-in/")
    person.sign_in(email, server)


def appoint(email: str, server: Server) -> None:
    command = [sys.executable, "manage.py", "appoint", email, "--administrator"]
    subprocess.run(command, cwd=ROOT, env=server.environment, check=True, capture_output=True)
