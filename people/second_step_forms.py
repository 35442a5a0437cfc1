"""allauth's forms for the second step, in our words."""

from __future__ import annotations

from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from frontend.look import look

ONE_TIME = {"autocomplete": "one-time-code", "spellcheck": "false"}


def code_field(label: str, help_text: str) -> forms.CharField:
    return look(
        forms.CharField(
            label=label,
            help_text=help_text,
            max_length=20,
            widget=forms.TextInput(attrs=ONE_TIME),
            error_messages={
                "required": "Enter a code",
                "max_length": "A code is shorter than that",
            },
        ),
        width="10",
    )


class ActivateAppForm(ActivateTOTPForm):
    code = code_field("Code that the app shows now", "6 digits, such as 123 456.")


class AuthenticateForm(base.AuthenticateForm):
    code = code_field(
        "Code from your authenticator app, or a recovery code",
        "6 digits from the app, or the 8 digits of a recovery code that you have not used yet.",
    )


class ReauthenticateForm(base.ReauthenticateForm):
    code = code_field(
        "Code from your authenticator app, or a recovery code",
        "6 digits from the app, or the 8 digits of a recovery code that you have not used yet.",
    )


def passkey_name(required: bool = True) -> forms.CharField:
    return look(
        forms.CharField(
            label="A name for it",
            help_text="Such as “Work laptop”, so that you can tell your passkeys apart.",
            max_length=60,
            required=required,
            error_messages={"required": "Enter a name for the passkey"},
        ),
        width="20",
    )


class AddPasskeyForm(AddWebAuthnForm):
    name = passkey_name(required=False)
    passwordless = forms.BooleanField(
        label="Let me sign in with it alone, without a code by e-mail",
        help_text="It then asks for your fingerprint, your face or a PIN each time. "
        "Untick this for a security key that has no PIN.",
        required=False,
        initial=True,
    )


class RenamePasskeyForm(EditWebAuthnForm):
    name = passkey_name()
