"""Contributors answer from where they stand, with no account and without each other's answers."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from appraisal.models import Access, Appraisal, Invitation, Perspective, StepRevision
from tests.landscape.browser import FULL_PAGE, Browser, address, stored, text_of
from tests.landscape.invited import contribute, invite, letters, link_in, sent_on, sign_in


@pytest.fixture
def owner(amina: Browser, home_care: Appraisal) -> Browser:
    """Amina, signed in, so that the appraisal is hers and she can invite."""
    home_care.claim(sign_in(amina, "amina@example.org"))
    return amina


def test_a_link_is_shown_once_and_only_its_hash_is_kept(owner, home_care):
    page = text_of(invite(owner, home_care))

    link = link_in(page)
    invitation = Invitation.objects.get()
    kept = [str(value) for value in Invitation.objects.values_list().get()]
    assert link.split("/")[2] not in kept
    assert invitation.email == "" and not mail.outbox
    assert "<svg" in page


def test_to_look_at_a_link_opens_nothing(owner, home_care):
    link = link_in(text_of(invite(owner, home_care)))

    page = Browser().client.get(link)

    assert page.status_code == 200
    assert not Perspective.objects.contributions().exists()
    assert page["Referrer-Policy"] == "strict-origin"
    assert page["X-Robots-Tag"] == "noindex"
    assert link.split("/")[2] not in text_of(page)


def test_a_contributor_answers_and_only_what_is_handed_in_shows(owner, home_care):
    link = link_in(text_of(invite(owner, home_care)))
    contributor = contribute(link, {"provider_count": "2"}, hand_in=False)

    assert "Nobody has handed in" in text_of(owner.get(home_care, "views/"))
    contributor.client.post(f"{sent_on(contributor, link)}hand-in/")

    assert "1 person has handed in" in text_of(owner.get(home_care, "views/"))
    assert stored(home_care) == {}


def test_contributors_do_not_see_the_agreed_answers_or_each_others(owner, home_care):
    owner.save(home_care, {"provider_count": "5", "provider_count-note": "Agreed canary"})
    link = link_in(text_of(invite(owner, home_care)))
    contribute(link, {"provider_count": "1", "provider_count-note": "First canary"})
    second = contribute(link, {"provider_count": "2"})

    mine = sent_on(second, link)
    for rest in ("", f"{FULL_PAGE}/", "hand-in/", "withdraw/"):
        page = text_of(second.client.get(f"{mine}{rest}"))
        assert "Agreed canary" not in page and "First canary" not in page
    assert owner.client.get(mine).status_code == 404
    for rest in ("", "views/", "trail/", f"{FULL_PAGE}/"):
        assert second.get(home_care, rest).status_code == 404


def test_a_personal_link_opens_once(owner, home_care):
    invite(owner, home_care, by="email", email="Ben@Example.org")
    (letter,) = mail.outbox
    link = link_in(letters()[0])
    assert letter.to == ["ben@example.org"]
    assert home_care.title not in f"{letter.subject} {letter.body}"

    first, second = Browser(), Browser()
    assert first.client.post(link).status_code == 302
    assert sent_on(second, link) == link
    assert second.client.get(link).status_code == 410
    assert Perspective.objects.contributions().count() == 1
    assert first.client.get(sent_on(first, link)).status_code == 200


def test_a_used_link_sends_a_new_one_to_the_same_address_and_the_answers_come_along(
    owner, home_care
):
    invite(owner, home_care, by="email", email="ben@example.org")
    link = link_in(letters()[0])
    contribute(link, {"provider_count": "2"}, hand_in=False)
    Invitation.objects.update(invited_at=timezone.now() - timedelta(hours=1))

    elsewhere = Browser()
    elsewhere.client.post(f"{link}new-link/")
    new = link_in(letters()[1])

    assert mail.outbox[1].to == ["ben@example.org"]
    assert elsewhere.client.get(link).status_code == 404
    mine = sent_on(elsewhere, new)
    assert 'value="2" checked' in text_of(elsewhere.client.get(f"{mine}{FULL_PAGE}/"))
    elsewhere.client.post(f"{new}new-link/")
    assert len(mail.outbox) == 2, "A second one within ten minutes is not sent."


@pytest.mark.parametrize("end", ["closed", "past"])
def test_after_the_end_a_link_opens_nothing_and_nothing_is_taken(owner, home_care, end):
    link = link_in(text_of(invite(owner, home_care)))
    contributor = contribute(link, {"provider_count": "2"})
    mine = sent_on(contributor, link)

    if end == "closed":
        number = Invitation.objects.get().pk
        owner.client.post(address(home_care, f"invitations/{number}/"), {"action": "close"})
    else:
        Invitation.objects.update(deadline=timezone.localdate() - timedelta(days=1))

    assert Browser().client.get(link).status_code == 410
    assert sent_on(Browser(), link) == link
    late = contributor.client.post(
        f"{mine}{FULL_PAGE}/", {"revision": "1", "provider_count-note": "Written too late"}
    )
    assert late.status_code == 409
    assert "Written too late" in text_of(late)
    assert contributor.client.get(mine).status_code == 200
    assert "Change" not in text_of(contributor.client.get(f"{mine}hand-in/"))


def test_anonymous_answers_show_after_the_end_and_from_three_people(owner, home_care):
    link = link_in(text_of(invite(owner, home_care, anonymous="on")))
    for level in ("1", "2"):
        contribute(link, {"provider_count": level, "provider_count-note": f"Canary {level}"})
    third = contribute(link, {"provider_count": "4"}, hand_in=False)

    assert "Nobody has handed in" in text_of(owner.get(home_care, "views/"))
    Invitation.objects.update(closed_at=timezone.now())
    assert "Nobody has handed in" in text_of(owner.get(home_care, "views/"))
    Invitation.objects.update(closed_at=None)
    third.client.post(f"{sent_on(third, link)}hand-in/")
    assert "Canary" not in text_of(owner.get(home_care, "views/provider_count/"))
    Invitation.objects.update(closed_at=timezone.now())

    assert "Canary 1" in text_of(owner.get(home_care, "views/provider_count/"))
    assert "3 people have handed in" in text_of(owner.get(home_care, "views/"))
    assert not home_care.events.filter(what__startswith="answers").exists()


def test_an_anonymous_answer_that_fewer_than_three_gave_does_not_show(owner, home_care):
    link = link_in(text_of(invite(owner, home_care, anonymous="on")))
    contribute(link, {"provider_count": "1", "ease_of_entry": "1", "ease_of_entry-note": "Canary"})
    contribute(link, {"provider_count": "1"})
    contribute(link, {"provider_count": "1"})
    Invitation.objects.update(closed_at=timezone.now())

    assert "Canary" not in text_of(owner.get(home_care, "views/ease_of_entry/"))
    assert "Canary" not in str(owner.get(home_care, "export.json").json())


def test_an_anonymous_contribution_cannot_be_reopened_or_withdrawn_once_it_shows(owner, home_care):
    link = link_in(text_of(invite(owner, home_care, anonymous="on")))
    people = [contribute(link, {"provider_count": "1"}) for _ in range(3)]
    number = Invitation.objects.get().pk
    manage = address(home_care, f"invitations/{number}/")
    owner.client.post(manage, {"action": "close"})
    day = timezone.localdate() + timedelta(days=3)
    date = {"deadline_day": day.day, "deadline_month": day.month, "deadline_year": day.year}

    page = text_of(owner.client.post(manage, {"action": "extend", **date}))
    people[0].client.post(f"{sent_on(people[0], link)}withdraw/")

    assert "Make a new invitation instead" in page
    assert Perspective.objects.contributions().count() == 3


def test_a_contributor_can_withdraw(owner, home_care):
    link = link_in(text_of(invite(owner, home_care)))
    contributor = contribute(link, {"provider_count": "1"})

    contributor.client.post(f"{sent_on(contributor, link)}withdraw/")

    assert not Perspective.objects.contributions().exists()


def test_only_the_chosen_sections_are_asked(owner, home_care):
    link = link_in(text_of(invite(owner, home_care, sections=["market"])))
    contributor = Browser()
    mine = sent_on(contributor, link)

    page = text_of(contributor.client.get(mine))

    assert "Who could deliver" in page and "Points for your goals" not in page
    assert contributor.client.get(f"{mine}goal-points/").headers["Location"] == mine


def test_pressing_invite_twice_invites_once(owner, home_care):
    token = "6f2c8a52-5d0a-4d3e-9f3e-0f7c4b2d9a11"
    one, two = (text_of(invite(owner, home_care, token=token)) for _ in range(2))

    assert link_in(one) == link_in(two)
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"role": ""}, "Choose whom you ask"),
        ({"by": "email", "email": ""}, "Enter the e-mail address of the person you ask"),
        (
            {"by": "email", "email": "ben@example.org", "anonymous": "on"},
            "Whoever is asked by e-mail is known to be asked",
        ),
        ({"by": "email", "email": "ben"}, "Enter an e-mail address like name@example.org"),
        ({"sections": []}, "Choose at least one part"),
        ({"deadline_year": "2020"}, "The last day must be from today"),
    ],
)
def test_a_wrong_invitation_says_what_to_mend_and_sends_nothing(owner, home_care, said, words):
    page = text_of(invite(owner, home_care, **said))

    assert words in page
    assert not Invitation.objects.exists() and not mail.outbox


def test_a_reminder_carries_a_new_link_and_ends_the_old_one(owner, home_care):
    invite(owner, home_care, by="email", email="ben@example.org")
    number = Invitation.objects.get().pk

    owner.client.post(address(home_care, f"invitations/{number}/"), {"action": "link"})

    first, second = (link_in(letter) for letter in letters())
    assert Browser().client.get(first).status_code == 404
    assert Browser().client.get(second).status_code == 200


def test_nobody_is_flooded_with_letters(owner, home_care, settings):
    settings.MOST_LETTERS_A_DAY = 1
    invite(owner, home_care, by="email", email="ben@example.org")

    page = text_of(invite(owner, home_care, by="email", email="carys@example.org"))

    number = Invitation.objects.get().pk
    reminder = owner.client.post(address(home_care, f"invitations/{number}/"), {"action": "link"})

    assert "You have had 1 e-mails sent within a day" in page
    assert reminder.status_code == 429
    assert len(mail.outbox) == 1


def test_without_an_account_nobody_is_invited(amina, home_care):
    response = invite(amina, home_care, by="email", email="ben@example.org")

    assert "next=" in response.url and not mail.outbox


def test_the_agreed_answer_is_settled_beside_what_people_say(owner, home_care):
    link = link_in(text_of(invite(owner, home_care)))
    contribute(link, {"provider_count": "1", "provider_count-note": "Only us left"})
    contribute(link, {"provider_count": "4"})

    page = owner.get(home_care, "views/provider_count/")
    assert "Only us left" in text_of(page) and "Talking point" in text_of(page)
    fields = {"provider_count": "3", "revision": "0", "token": ""}
    settle = address(home_care, "views/provider_count/")
    without = owner.client.post(settle, fields)
    assert "Say in a few words why you settled on this answer" in text_of(without)
    owner.client.post(settle, fields | {"revision": "1", "provider_count-note": "Met on Monday"})

    assert stored(home_care)["provider_count"] == {"value": 3, "note": "Met on Monday"}


def test_settling_one_question_leaves_the_others_of_its_page_alone(owner, home_care):
    owner.save(home_care, {"provider_count": "5", "ease_of_entry": "2"})
    link = link_in(text_of(invite(owner, home_care)))
    contribute(link, {"provider_count": "1"})

    owner.client.post(
        address(home_care, "views/provider_count/"),
        {"provider_count": "2", "provider_count-note": "Counted again", "revision": "1"},
    )

    assert stored(home_care)["ease_of_entry"] == {"value": 2}
    assert stored(home_care)["provider_count"]["value"] == 2


def test_a_result_counts_what_people_say_and_holds_none_of_their_words(owner, home_care):
    link = link_in(text_of(invite(owner, home_care)))
    contribute(link, {"provider_count": "1", "provider_count-note": "Canary"})

    owner.client.post(address(home_care, "conclude/"))

    outcome = home_care.outcomes.get()
    assert outcome.landscape["perspectives"][0]["group"] == "provider"
    assert outcome.result["perspectives"]["spreads"][0]["question"] == "provider_count"
    assert "Canary" not in str(outcome.landscape) + str(outcome.result)


def test_a_viewer_reads_the_result_and_no_more(owner, ben, home_care):
    sign_in(ben, "ben@example.org")
    home_care.access.create(email="ben@example.org", level=Access.Level.VIEWER)
    owner.client.post(address(home_care, "conclude/"))

    assert ben.client.get(f"/reports/{home_care.reference}/").status_code == 200
    for rest in ("", "views/", "trail/", "people/", "export.json", "delete/", "details/"):
        assert ben.get(home_care, rest).status_code == 404


@pytest.mark.parametrize("promise", [{}, {"anonymous": "on"}])
def test_what_a_contributor_says_is_not_tied_to_an_account_they_are_signed_in_with(
    owner, ben, home_care, promise
):
    link = link_in(text_of(invite(owner, home_care, **promise)))
    sign_in(ben, "ben@example.org")

    ben.client.post(f"{sent_on(ben, link)}{FULL_PAGE}/", {"revision": "0", "provider_count": "2"})

    assert StepRevision.objects.get().saved_by is None
