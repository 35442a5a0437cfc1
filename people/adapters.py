"""Where allauth asks us how things are done here."""

from __future__ import annotations

import base64
import hashlib
import logging
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from qrcode.image.svg import SvgPathImage

from people.models import User
from people.second_step import steps_of

logger = logging.getLogger(__name__)

# What allauth has us encrypt of a second step. Of a passkey it keeps no secret.
ENCRYPTED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": "Enter the code as it is in the e-mail we sent",
        "rate_limited": "You have tried too often. Wait ten minutes, then try again",
        "too_many_login_attempts": "You have tried too often. Wait ten minutes, then try again",
    }

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **said: Any,
    ) -> None:
        """Leave out what the page says anyway: that one is now signed in, or out."""
        if not (message_template or "").startswith("account/"):
            super().add_message(request, level, message_template, *args, **said)

    def send_notification_mail(self, *args: Any, **said: Any) -> None:
        """Tell of a change to the second step; what was changed stays so if no mail can be sent."""
        try:
            super().send_notification_mail(*args, **said)
        except OSError:
            logger.warning("A mail about a change to a second step could not be sent.")


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Your role needs a second step. Add another one first",
        "incorrect_code": "That code is not right. Codes change every 30 seconds: enter the newest",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last second step of someone whose role needs one."""
        user: User = authenticator.user
        return not user.needs_second_step or steps_of(user).count() > 1

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as markup for the page itself: our pages allow no data: images."""
        image = qrcode.make(url, image_factory=SvgPathImage, box_size=12)
        svg: str = image.to_string(encoding="unicode")
        return svg

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        assert isinstance(user, User)
        number = steps_of(user).filter(type=type).count() + 1
        return "My passkey" if number == 1 else f"My passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.PRODUCT}

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()


def cipher() -> MultiFernet:
    """Return what keeps the secrets of authenticator apps unreadable in the database."""
    keys = map(str, [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])
    digests = [hashlib.sha256(f"second step {key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def encrypt_again(authenticator: Authenticator) -> None:
    """Encrypt with the newest key what may have been encrypted with an earlier one."""
    name = ENCRYPTED[Authenticator.Type(authenticator.type)]
    authenticator.data[name] = cipher().rotate(authenticator.data[name]).decode()
    authenticator.save(update_fields=["data"])


class OrganisationSignInAdapter(DefaultSocialAccountAdapter):
    """An organisation's own sign-in tells us one thing: an e-mail address."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        account = sociallogin.account
        account.extra_data = {}
        sociallogin.token = None
        if account.pk:
            account.save(update_fields=["extra_data"])
        assert isinstance(sociallogin.user, User)
        if not sociallogin.user.email:
            page = render(request, "socialaccount/no_address.html", status=401)
            raise ImmediateHttpResponse(page)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("people:account")
