"""The pages of a result, without JavaScript."""

import pytest
from playwright.sync_api import expect

from reports.pages import PAGES
from tests.browser.person import Person

pytestmark = pytest.mark.browser


def test_every_page_is_reached_from_the_one_before_without_javascript(
    amina_without_javascript: Person,
) -> None:
    amina = amina_without_javascript
    amina.go("/example/")
    for page in PAGES:
        amina.follow(page.name)

        current = amina.page.locator("[aria-current=page]")
        expect(current.filter(has_text=page.name)).to_be_visible()
        expect(amina.page.get_by_role("heading", level=1)).to_have_count(1)
