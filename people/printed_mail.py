"""E-mail on the terminal, for a copy on the machine in front of you."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

RULE = "─" * 72


class PrintingBackend(BaseEmailBackend):
    """Prints each message where the server runs, so that a newcomer sees the sign-in code."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            sys.stdout.write(as_block(message))
        sys.stdout.flush()
        return len(email_messages)


def as_block(message: EmailMessage) -> str:
    lines = [
        "",
        RULE,
        "E-mail (printed, not sent)",
        f"To:      {', '.join(message.to)}",
        f"Subject: {message.subject}",
        "",
        str(message.body).strip(),
        RULE,
        "",
    ]
    return "\n".join(lines) + "\n"
