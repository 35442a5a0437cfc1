"""E-mail on the terminal: for a copy on the machine in front of you, and nowhere else."""

import pytest
from django.core.checks import run_checks
from django.core.mail import send_mail

from people.checks import mail_is_sent
from tests.people.cast import text_of

PRINTING = "people.printed_mail.PrintingBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def test_a_message_is_printed_to_be_read(settings, capsys):
    settings.EMAIL_BACKEND = PRINTING

    send_mail("Your code to sign in", "Your code: BCDF-GHJK\n", None, ["amina@wiltshire.example"])

    rule = "─" * 72
    assert capsys.readouterr().out == (
        f"\n{rule}\n"
        "E-mail (printed, not sent)\n"
        "To:      amina@wiltshire.example\n"
        "Subject: Your code to sign in\n"
        "\n"
        "Your code: BCDF-GHJK\n"
        f"{rule}\n\n"
    )


@pytest.mark.parametrize(("backend", "said"), [(PRINTING, True), (SMTP, False)])
def test_the_page_tells_where_the_code_is_only_when_it_is_printed(amina, settings, backend, said):
    amina.ask_for_code()
    settings.EMAIL_BACKEND = backend

    page = text_of(amina.get("/account/sign-in/code/"))

    assert ("The code is in the terminal where ./run runs" in page) is said


def test_a_copy_that_others_reach_must_send_its_mail(settings):
    settings.EMAIL_BACKEND = PRINTING
    assert [each.id for each in mail_is_sent()] == ["people.E001"]
    assert "people.E001" in [each.id for each in run_checks(include_deployment_checks=True)]

    settings.EMAIL_BACKEND = SMTP
    assert mail_is_sent() == []
