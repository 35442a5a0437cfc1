"""What holds for every page, as it stands and with everything on it unfolded."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import PAGES, Desk, furnished
from tests.browser.person import Person
from tests.browser.server import Server

pytestmark = pytest.mark.browser

DESKTOP, TABLET, PHONE, SMALLEST = 1280, 768, 375, 320
AXE = (Path(__file__).parent.parent / "axe" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK_FOR_VIOLATIONS = """async (rules) => {
    const found = await axe.run(document, {
        runOnly: {type: "tag", values: rules},
        resultTypes: ["violations"],
        // It would fetch stylesheets by script, which our Content-Security-Policy refuses.
        preload: false,
    });
    return found.violations.flatMap((each) =>
        each.nodes.map((node) => `${each.id}: ${each.help}: ${node.html}`));
}"""
UNFOLD = "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"
LOOK_FOR_WHAT_STICKS_OUT = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.querySelectorAll("body *")].filter(
        (each) => each.getBoundingClientRect().right > room && !each.closest(".app-scroll"));
    return ["the page scrolls sideways", ...wide.slice(-3).map((each) => each.outerHTML)];
}"""


@pytest.fixture(scope="module")
def desk(chromium: Browser, server: Server) -> Desk:
    return furnished(chromium, server)


@pytest.fixture
def amina(chromium: Browser, server: Server, desk: Desk) -> Iterator[Person]:
    """Amina with three appraisals in her browser; JavaScript is on, and nothing goes wrong."""
    amina = Person(chromium, server.url, remembered=desk.remembered)
    yield amina
    amina.leave()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_accessibility_fault_and_fits_a_phone(
    amina: Person, desk: Desk, name: str
) -> None:
    PAGES[name](amina, desk)

    faults = []
    page = amina.page
    page.evaluate(UNFOLD)
    page.evaluate(AXE)
    for width in (DESKTOP, PHONE):
        faults += [f"{width}: {each}" for each in violations(page, width)]
    for width in (TABLET, PHONE, SMALLEST):
        faults += [f"{width}: {each}" for each in sticking_out(page, width)]

    assert not faults, "\n".join(faults)


def violations(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    found: list[str] = page.evaluate(LOOK_FOR_VIOLATIONS, RULES)
    return found


def sticking_out(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    found: list[str] = page.evaluate(LOOK_FOR_WHAT_STICKS_OUT)
    return found


def test_faults_are_found_when_there_are_some(amina: Person) -> None:
    page = amina.page
    amina.go("/start/")
    page.evaluate(AXE)

    page.evaluate("() => document.querySelector('label').remove()")
    page.evaluate("() => { document.querySelector('h1').style.width = '400px'; }")

    assert any("label" in each for each in violations(page, DESKTOP))
    assert any("h1" in each for each in sticking_out(page, PHONE))
