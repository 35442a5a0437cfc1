"""Two tabs of one browser: whatever is saved in one, nothing of the other is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import METHOD, Person

pytestmark = pytest.mark.browser

CHOSEN = {
    "provider_count": "10 to 24 providers",
    "market_concentration": "45% to under 60%",
}
CHOSEN_MEANWHILE = {
    "provider_count": "2 or 3 providers",
    "market_concentration": "75% or more",
    "in_house_capacity": "It could deliver some of it",
}


def test_different_pages_in_two_tabs_are_both_saved(amina: Person) -> None:
    appraisal = amina.start()
    other = amina.in_another_tab()
    amina.go(f"{appraisal}who-could-deliver/")
    other.go(f"{appraisal}relationships/")

    amina.choose("provider_count", "2 or 3 providers")
    other.choose("provider_trust", "I don’t know yet")
    other.press("Save and continue")
    amina.press("Save and continue")

    says(amina, appraisal, {"provider_count": "2 or 3", "provider_trust": "I don’t know yet"})


def test_one_page_in_two_tabs_lets_her_choose_answer_by_answer(
    amina_without_javascript: Person,
) -> None:
    amina = amina_without_javascript
    appraisal = amina.start()
    other = amina.in_another_tab()
    for tab, answers in ((amina, CHOSEN), (other, CHOSEN_MEANWHILE)):
        tab.go(f"{appraisal}who-could-deliver/")
        for key, label in answers.items():
            tab.choose(key, label)

    other.press("Save and continue")
    amina.expect(409)
    amina.press("Save and continue")

    amina.sees_heading("Two versions of “Who could deliver”")
    keep(amina, "provider_count", "Keep what you have just sent")
    keep(amina, "market_concentration", "Keep what was saved in the meantime")
    amina.press("Save what I chose")
    amina.sees_heading("Prices and exits")
    says(
        amina,
        appraisal,
        {
            "provider_count": CHOSEN["provider_count"],
            "market_concentration": CHOSEN_MEANWHILE["market_concentration"],
            "in_house_capacity": CHOSEN_MEANWHILE["in_house_capacity"],
        },
    )


def keep(amina: Person, key: str, which: str) -> None:
    group = amina.page.get_by_role("group", name=METHOD.question_by_key[key].text)
    group.get_by_role("radio", name=which).check()


def says(amina: Person, appraisal: str, answers: dict[str, str]) -> None:
    """See on the check page what is saved."""
    amina.go(f"{appraisal}check-answers/")
    for key, words in answers.items():
        text = METHOD.question_by_key[key].text
        row = amina.page.locator(".govuk-summary-list__row").filter(has_text=text)
        expect(row.get_by_role("definition").first).to_contain_text(words)
