"""Addresses for signing in and for the second step, under the names that allauth asks for.

They are listed one by one, as allauth's own list has pages for passwords, and we have none.
"""

from allauth.account.views import account_inactive
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount.views import login_cancelled, login_error
from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from people import organisation_sign_in
from people.passkeys import PasskeySignInView
from people.sign_in import CodeView, SignInView, SignOutView

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", SignInView.as_view(), name="account_login"),
    path("sign-in/code/", CodeView.as_view(), name="account_confirm_login_code"),
    path("sign-in/passkey/", PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("sign-in/second-step/", second_step.authenticate, name="mfa_authenticate"),
    path("sign-in/inactive/", account_inactive, name="account_inactive"),
    path("sign-out/", SignOutView.as_view(), name="account_logout"),
    path("security/", second_step.index, name="mfa_index"),
    path("security/confirm/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path(
        "security/confirm/passkey/",
        passkey.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("security/app/add/", app.activate_totp, name="mfa_activate_totp"),
    path("security/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("security/passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("security/passkeys/add/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/rename/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path("security/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "security/codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += [
        path(
            "sign-in/with/<slug:provider_id>/",
            organisation_sign_in.login,
            name="openid_connect_login",
        ),
        path(
            "sign-in/with/<slug:provider_id>/back/",
            organisation_sign_in.callback,
            name="openid_connect_callback",
        ),
        path("sign-in/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
        path("sign-in/failed/", login_error, name="socialaccount_login_error"),
    ]
