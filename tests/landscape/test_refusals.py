"""Requests that are refused before a view sees them: what was typed is not lost."""

import re

import pytest

from tests.landscape.browser import FULL_PAGE, Browser, address, revisions, stored, text_of

OURS = {"Origin": "http://testserver"}


@pytest.fixture
def amina(db: None) -> Browser:
    return Browser(enforce_csrf_checks=True)


@pytest.fixture
def home_care(amina):
    page = amina.client.get("/start/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page)
    assert token
    return amina.start(csrfmiddlewaretoken=token[1])


def refused(amina, home_care, headers):
    page = amina.open(home_care)
    return amina.client.post(
        page.address,
        {**page.hidden, "provider_count": "2", "provider_count-note": 'Two "lines"\r\nof <note>'},
        headers=headers,
    )


def test_what_was_typed_is_shown_again(amina, home_care):
    response = refused(amina, home_care, OURS)

    assert response.status_code == 403
    page = text_of(response)
    assert "Not saved yet" in page
    assert 'Two "lines"\r\nof <note>' in page
    assert "How many providers could credibly take on new work" in page
    assert revisions(home_care) == 0


def test_one_press_sends_it_again_with_all_that_was_typed(amina, home_care):
    page = refused(amina, home_care, OURS).content.decode()
    fields = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page))
    assert f'action="{address(home_care, FULL_PAGE)}/"' in page

    response = amina.client.post(address(home_care, f"{FULL_PAGE}/"), fields, headers=OURS)

    assert response.status_code == 302
    assert stored(home_care)["provider_count"]["value"] == 2


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {}, {"Origin": "null"}])
def test_a_form_of_another_site_gets_no_button_to_save_it(amina, home_care, headers):
    response = refused(amina, home_care, headers)

    assert response.status_code == 403
    page = text_of(response)
    assert "Send it again" not in page
    assert "<form" not in page
    assert "Copy what you need" in page


def test_what_was_sent_to_an_appraisal_that_is_gone_can_be_copied(amina, home_care):
    response = refused(amina, home_care, OURS)
    fields = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', text_of(response)))
    token = fields["csrfmiddlewaretoken"]
    home_care.delete()

    response = amina.client.post(
        address(home_care, f"{FULL_PAGE}/"),
        {"csrfmiddlewaretoken": token, "provider_count-note": "All my work"},
    )

    assert response.status_code == 404
    assert "All my work" in text_of(response)


@pytest.mark.parametrize(
    "fields", [{"life_now": "x" * 1_100_000}, {f"field-{number}": "" for number in range(1_100)}]
)
def test_far_too_much_at_once_is_refused_with_a_clear_page(amina, home_care, fields):
    response = amina.client.post(address(home_care, "what-life-is-like/"), fields)

    assert response.status_code == 400
    assert "We could not read what was sent" in text_of(response)
    assert revisions(home_care) == 0
