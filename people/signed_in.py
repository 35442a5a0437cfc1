"""What happens when somebody has signed in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from people.models import User
from people.models.membership import take_up_invitations


@receiver(user_logged_in)
def join_where_invited(user: User, **said: Any) -> None:
    take_up_invitations(user)
