"""Mails about organisations. No mail holds what anyone wrote."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string


def send(template: str, to: str, **said: Any) -> None:
    """Send people/mail/<template>.txt: its first line is the subject.

    Links in it begin with the setting SITE_URL, never with what a request says we are called.
    """
    context = {"site": settings.SITE_URL, "product": settings.PRODUCT, **said}
    subject, _, body = render_to_string(f"people/mail/{template}.txt", context).partition("\n")
    send_mail(subject.strip(), body.strip() + "\n", None, [to])
