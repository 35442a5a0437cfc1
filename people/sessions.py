"""Whose request it is: Django's sessions and allauth's accounts, looked up by prepared queries."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthsBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from people.models import User
from people.prepared import Prepared, Slot

SESSION = Prepared(lambda: Session.objects.filter(session_key=Slot("key")))
USER = Prepared(lambda: User.objects.filter(pk=Slot("pk")))


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        key = self.session_key or ""
        # No key is anything but letters and digits. PostgreSQL cannot even be asked for a NUL.
        session = SESSION.first(key=key) if key.isalnum() else None
        if session and session.expire_date > timezone.now():
            return session
        # As Django does, so that nobody can choose the key of a new session.
        self._session_key = None
        return None


class AuthenticationBackend(AllauthsBackend):
    def get_user(self, user_id: Any) -> User | None:
        user = USER.first(pk=user_id)
        return user if user and self.user_can_authenticate(user) else None
