"""One door: an e-mail address, a code sent to it, and one is in, whether or not one was known.

Nothing is looked up or written down about an address before its code has been entered, so what
the page does, what the mail says and how long both take cannot tell who has an account.
"""

from __future__ import annotations

import time
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStage, LoginStageController
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from frontend.look import look
from people import organisation_sign_in
from people.models import User, tidy_address

# Whatever goes wrong with a mail server is an OSError.
NOT_SENT = "The e-mail could not be sent. Try again in a few minutes"


class SignInForm(forms.Form):
    email = look(
        forms.EmailField(
            label="E-mail address",
            widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
            error_messages={
                "required": "Enter your e-mail address",
                "invalid": "Enter an e-mail address, such as name@example.gov.uk",
            },
        ),
        width="two-thirds",
    )

    def __init__(self, *args: Any, request: HttpRequest, **said: Any) -> None:
        super().__init__(*args, **said)
        self.request = request

    def clean_email(self) -> str:
        """Refuse before anything is sent: an inbox must not be flooded, nor the mail server."""
        email = tidy_address(self.cleaned_data["email"])
        if not ratelimit.consume(self.request, action="request_login_code", key=email):
            raise get_adapter().validation_error("rate_limited")
        return email


class CodeForm(ConfirmLoginCodeForm):
    code = look(
        forms.CharField(
            label="Code",
            help_text="8 letters, such as BCDF-GHJK. Capitals and the dash do not matter.",
            max_length=40,
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
            error_messages={
                "required": "Enter the code from the e-mail",
                "max_length": "The code has 8 letters",
            },
        ),
        width="10",
    )


class SignIn(LoginCodeVerificationProcess):
    """allauth's sign-in by code, for known and unknown addresses alike."""

    @classmethod
    def begin(cls, request: HttpRequest, email: str) -> None:
        login = Login(email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        controller = LoginStageController(request, login)
        stage = LoginByCodeStage(controller, request, login)
        stage.state.update(cls.initial_state(user=None, email=email), initiated_by_user=True)
        process = cls(stage)
        process.send()
        process.persist()

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        code = self.generate_code()
        # A code that is sent again has its own quarter of an hour.
        self.state["at"] = time.time()
        get_adapter().send_mail("account/email/login_code", email, {"code": code})

    def finish(self, redirect_url: str | None) -> HttpResponse:
        self._user = User.objects.with_address(self.state["email"])
        return cast(HttpResponse, super().finish(redirect_url))


class SignInView(RequestLoginCodeView):
    """Ask for an e-mail address and send a code to it."""

    template_name = "account/sign_in.html"

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:
        """Let people who mistyped their address begin anew."""

    def form_valid(self, form: SignInForm) -> HttpResponse:
        try:
            SignIn.begin(self.request, form.cleaned_data["email"])
        except OSError:
            form.add_error(None, NOT_SENT)
            return self.form_invalid(form)
        return super(RequestLoginCodeView, self).form_valid(form)

    def get_context_data(self, **said: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**said),
            "organisation_sign_in": organisation_sign_in.offered(),
        }


class CodeView(ConfirmLoginCodeView):
    template_name = "account/enter_code.html"

    def get_form_class(self) -> type[forms.Form]:
        return forms.Form if self._action == "resend" else CodeForm

    def post(self, request: HttpRequest, *args: Any, **said: Any) -> HttpResponse:
        # allauth's own process knows only people who have an account already.
        self._process = SignIn(self.stage)
        try:
            return super().post(request, *args, **said)
        except OSError:
            messages.error(request, NOT_SENT)
            return redirect(request.get_full_path())

    def get_context_data(self, **said: Any) -> dict[str, Any]:
        printed = settings.EMAIL_BACKEND == "people.printed_mail.PrintingBackend"
        return {**super().get_context_data(**said), "printed": printed}


class SignOutView(LogoutView):
    template_name = "account/sign_out.html"

    def post(self, *args: Any, **said: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **said)
        # Not the cookies: the browser may still hold work that belongs to no account.
        response["Clear-Site-Data"] = '"cache"'
        return response
