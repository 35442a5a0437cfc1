"""What holds for every page: on a phone, a tablet and a desktop, with JavaScript and without, with
the keyboard alone, as it stands and with everything on it unfolded."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, CDPSession

from tests.browser.desk import Desk, furnished
from tests.browser.looking import Look
from tests.browser.pages import PAGES
from tests.browser.person import Person
from tests.browser.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(chromium: Browser, server: Server) -> Desk:
    return furnished(chromium, server)


@pytest.fixture(scope="module")
def same_browser(chromium: Browser, server: Server) -> Iterator[Person]:
    """One browser for all pages, as to open one takes longer than to look at a page."""
    amina = Person(chromium, server.url)
    yield amina
    amina.context.close()


@pytest.fixture
def amina(same_browser: Person, desk: Desk) -> Iterator[Person]:
    """Amina with her appraisals in her browser, whatever was done in it before."""
    same_browser.begin_anew(desk.remembered)
    yield same_browser
    same_browser.finds_no_trouble()


@pytest.fixture(scope="module")
def keys(same_browser: Person) -> CDPSession:
    return same_browser.context.new_cdp_session(same_browser.page)


@contextmanager
def no_javascript(keys: CDPSession) -> Iterator[None]:
    """Keep scripts from running on what is opened meanwhile; later ours can, to look at it."""
    keys.send("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        yield
    finally:
        keys.send("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everyone(amina: Person, desk: Desk, keys: CDPSession, name: str) -> None:
    PAGES[name](amina, desk)

    look = Look(amina.page)
    made_of = look.made_of()
    look.at_every_width(keys)

    amina.begin_anew(desk.remembered)
    with no_javascript(keys):
        PAGES[name](amina, desk)

    plain = Look(amina.page)
    if plain.made_of() != made_of:
        plain.at_every_width(keys)
    faults = [*look.faults, *(f"without JavaScript, {each}" for each in plain.faults)]
    assert not faults, "\n".join(faults)


def test_faults_are_found_when_there_are_some(amina: Person, keys: CDPSession) -> None:
    page = amina.page
    amina.go("/start/")
    for harm in (
        "document.querySelector('label').remove()",
        "document.querySelector('h1').style.width = '400px'",
        "document.querySelector('main button').remove()",
        "document.querySelector('footer a').tabIndex = 1",
        "document.querySelector('select').style.cssText = 'box-shadow: none; outline: 0'",
        "document.querySelector('header').style.cssText = 'position: fixed; inset: 0'",
    ):
        page.evaluate(f"() => {{ {harm}; }}")

    look = Look(page)
    look.at_every_width(keys)

    for fault in (
        "320: label: ",
        "320: the page scrolls sideways",
        "320: no button sends this form",
        "320: Tab comes to ",
        "320: no focus is seen: <select",
        "is behind <header",
    ):
        assert any(fault in each for each in look.faults), fault
