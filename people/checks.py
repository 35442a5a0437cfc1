"""What must not be left as it is when others can reach a copy."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

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
