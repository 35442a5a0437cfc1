"""What must not be left as it is when others can reach a copy."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.http.request import validate_host

SENDS = ("django.core.mail.backends.smtp.EmailBackend",)


@register(Tags.security, deploy=True)
def mail_is_sent(**said: Any) -> list[CheckMessage]:
    if settings.EMAIL_BACKEND in SENDS:
        return []
    return [
        Error(
            "E-mail is not sent, so nobody can sign in, and whoever reads the log sees every code.",
            hint="Set EMAIL_URL, for example smtp+tls://user:password@mail.example.org:587.",
            id="people.E001",
        )
    ]


@register(Tags.security, deploy=True)
def letters_lead_here(**said: Any) -> list[CheckMessage]:
    site = urlsplit(settings.SITE_URL)
    if site.scheme == "https" and validate_host(site.hostname or "", settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            f"Links in e-mails lead to {settings.SITE_URL}, which is not this copy over https.",
            hint="Set SITE_URL to https:// and one of the names in ALLOWED_HOSTS.",
            id="people.E002",
        )
    ]


@register(Tags.security, deploy=True)
def letters_come_from_an_address(**said: Any) -> list[CheckMessage]:
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if "@" in address and not address.endswith("@localhost"):
        return []
    return [
        Error(
            f"E-mails come from {settings.DEFAULT_FROM_EMAIL}, which other mail servers refuse.",
            hint="Set EMAIL_FROM to an address of yours, such as appraisal@example.org.",
            id="people.E003",
        )
    ]
