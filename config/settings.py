"""Settings: one file, read from the environment. The README lists what can be set."""

import sys
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from config.colour import report_colour

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

env = environ.Env()


def in_file(name: str) -> str:
    """Return what the file holds that the setting NAME_FILE names; nothing if it names none."""
    path = env.str(f"{name}_FILE", default="")
    if not path:
        return ""
    try:
        if held := Path(path).read_text().strip():
            return held
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}_FILE is {path}, which cannot be read: {error.strerror}."
        ) from None
    raise ImproperlyConfigured(f"{name}_FILE is {path}, which is empty.")


def secret(name: str, default: str | None = None) -> str:
    """Return a secret setting, or what the file named in the setting NAME_FILE holds."""
    if held := in_file(name):
        return held
    return str(env.str(name) if default is None else env.str(name, default=default))


def secret_list(name: str) -> list[str]:
    """Return secrets that have commas between, or a line each in the file that NAME_FILE names."""
    if held := in_file(name):
        return held.split()
    return list(env.list(name, default=[]))


def secret_key() -> str:
    """Return SECRET_KEY, or what the file SECRET_KEY_FILE holds; without either, that of ./run."""
    if key := secret("SECRET_KEY", default=""):
        return key
    path = VAR / "secret-key"
    if path.exists():
        return path.read_text().strip()
    raise ImproperlyConfigured(
        f"There is no secret key. Set SECRET_KEY, or write one to {path} (./run does)."
    )


def organisation_sign_in(server_url: str, name: str, client_id: str, secret: str) -> dict[str, Any]:
    """Return what allauth must know of an organisation's own OpenID Connect sign-in.

    Its word is taken for whose e-mail address is whose: it must be one that the operator of this
    copy controls. See docs/decisions/0005-signing-in.md.
    """
    return {
        "VERIFIED_EMAIL": True,
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisation",
                "name": name,
                "client_id": client_id,
                "secret": secret,
                "settings": {"server_url": server_url},
            }
        ],
    }


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secret_key()
# Earlier keys, so that sessions and the secrets of authenticator apps outlive a change of key.
SECRET_KEY_FALLBACKS = secret_list("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])

BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)

# Off only for a copy on the machine in front of you: ./run turns it off, nothing else should.
HTTPS = env.bool("HTTPS", default=True)

INSTALLED_APPS = [
    "people",
    "appraisal",
    "landscape",
    "reports",
    "frontend",
    "formtools",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    # Without autodiscovery: our own admin site shows what people.admin registers, nothing else.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # These first: a redirect to https and the refusal of a host are answers as well.
    "config.headers.HeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.headers.MethodsMiddleware",
    "config.health.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.visitor.VisitorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.privacy.NoStoreMiddleware",
    "people.second_step.SecondStepMiddleware",
    "config.deleted_meanwhile.DeletedMeanwhileMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "people.navigation.header_and_footer",
                "people.passkeys.passkeys_here",
            ],
            "builtins": [
                "django.templatetags.static",
                "frontend.templatetags.asset",
                "frontend.templatetags.govuk",
            ],
        },
    }
]

# Forms render their fields as GOV.UK Frontend components.
FORM_RENDERER = "frontend.fields.GovukRenderer"

# Database

DATABASES = {
    "default": env.db_url_config(
        secret("DATABASE_URL", default=f"sqlite:///{VAR / 'appraisal.sqlite3'}")
    )
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Write-ahead logging lets readers go on while one writes; IMMEDIATE makes two writers
    # queue instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    # Well within the time after which the web server ends a process that hangs: whoever waits is
    # to see a page that keeps what they typed. What DATABASE_URL says of these goes before.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
        **DATABASES["default"].get("OPTIONS", {}),
    }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.sessions.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Nobody is given a password to type. Should an account ever have one, this is how it is kept.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SESSION_ENGINE = "people.sessions"
# As the sign-in page says.
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# With this prefix browsers take a cookie from this very host only, over https, for all of it.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
BROWSER_COOKIE_NAME = f"{COOKIE_PREFIX}browser"

# Signing in: by a code sent to an e-mail address. See people/sign_in.py.

PRODUCT = "Strategic Commissioning Options Appraisal"
MINUTE = 60

ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
# Whoever types the code has shown that the address is theirs.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Tell people by mail when their second step changes.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 2
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * MINUTE
ACCOUNT_LOGIN_TIMEOUT = 60 * MINUTE
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {
    # A whole council may be behind one address; one person seldom asks six times.
    "request_login_code": "100/10m/ip,5/10m/key,30/d/key",
    "login_failed": "50/m/ip,5/10m/key",
}
if BEHIND_PROXY:
    # The proxy adds the address it was asked from; what stands before that, anyone can write.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# The second step when signing in: passkeys, authenticator apps and recovery codes.

MFA_ADAPTER = "people.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = PRODUCT
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
# Browsers allow passkeys over plain http at localhost only, so this opens nothing elsewhere.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "activate_totp": "people.second_step_forms.ActivateAppForm",
    "add_webauthn": "people.second_step_forms.AddPasskeyForm",
    "authenticate": "people.second_step_forms.AuthenticateForm",
    "edit_webauthn": "people.second_step_forms.RenamePasskeyForm",
    "reauthenticate": "people.second_step_forms.ReauthenticateForm",
}

# An organisation's own sign-in (OpenID Connect, such as Entra ID), when it is set.

OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
SOCIALACCOUNT_ADAPTER = "people.adapters.OrganisationSignInAdapter"
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_SERVER_URL:
    if HTTPS and not OIDC_SERVER_URL.startswith("https://"):
        raise ImproperlyConfigured("OIDC_SERVER_URL must begin with https://.")
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = organisation_sign_in(
        OIDC_SERVER_URL,
        name=env.str("OIDC_NAME", default="your organisation"),
        client_id=env.str("OIDC_CLIENT_ID"),
        secret=secret("OIDC_CLIENT_SECRET"),
    )
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# A link, not a form: a form may only be sent to us. All that a link from elsewhere can do is sign
# people in as themselves.
SOCIALACCOUNT_LOGIN_ON_GET = True

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# E-mail

email = env.email_url_config(secret("EMAIL_URL", default="smtp://localhost:25"))
vars().update(email)
EMAIL_BACKEND = email["EMAIL_BACKEND"]
if EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend":
    EMAIL_BACKEND = "people.printed_mail.PrintingBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="appraisal@localhost")

# What all processes must know of: how often somebody asked for a code, and the like.

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

CSRF_FAILURE_VIEW = "landscape.refusals.csrf_failure"

# The national picture

# Whether anyone may read the tables for England. Analysts may in any case.
NATIONAL_PUBLIC = env.bool("NATIONAL_PUBLIC", default=False)

# Headers

SECURE_SSL_REDIRECT = HTTPS
# A balancer asks each machine itself, without the proxy that speaks https.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# Addresses of pages are told to nobody, ourselves included. “no-referrer” would go further, but
# then browsers do not say either which site a form comes from, and we refuse such forms.
SECURE_REFERRER_POLICY = "strict-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# How long things are kept. The daily command delete_expired sees to it; the pages say it.

KEEP_UNCLAIMED_DAYS = env.int("KEEP_UNCLAIMED_DAYS", default=30)
# How long a browser is known after its last save. Longer than any deadline of an invitation, so
# that contributors find their answers again.
BROWSER_COOKIE_DAYS = env.int("BROWSER_COOKIE_DAYS", default=365)
KEEP_TRIAL_HOURS = env.int("KEEP_TRIAL_HOURS", default=24)
KEEP_INVITED_ADDRESSES_DAYS = env.int("KEEP_INVITED_ADDRESSES_DAYS", default=90)
KEEP_UNUSED_ACCOUNTS_DAYS = env.int("KEEP_UNUSED_ACCOUNTS_DAYS", default=3 * 365)
KEEP_UNCHANGED_APPRAISALS_DAYS = env.int("KEEP_UNCHANGED_APPRAISALS_DAYS", default=7 * 365)

# Who runs this copy and how to reach them, as the privacy notice says.
OPERATOR_NAME = env.str("OPERATOR_NAME", default="")
OPERATOR_CONTACT = env.str("OPERATOR_CONTACT", default="")

# Whose name and colour reports are printed with.
REPORT_ORGANISATION = env.str("REPORT_ORGANISATION", default="")
REPORT_COLOUR = report_colour(env.str("REPORT_COLOUR", default="#0b5559"))

# How many people one person may invite or let in within a day.
MOST_LETTERS_A_DAY = env.int("MOST_LETTERS_A_DAY", default=100)

# How many files one person may have printed within an hour.
MOST_DOCUMENTS_AN_HOUR = env.int("MOST_DOCUMENTS_AN_HOUR", default=30)

# Where links in e-mails lead. Never taken from a request, whose Host header anyone can write.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

# Words and files

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# They are for our own pages. Other sites have no use for them.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A page of questions posts a few kilobytes; this leaves room for every note at full length.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# One page takes one file, which is read and never stored: see landscape/bringing_in.
FILE_UPLOAD_HANDLERS = ["landscape.bringing_in.uploads.InMemory"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1

# Logs hold no answers, tokens of links or e-mail addresses.
LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
if LOG_FORMAT not in ("plain", "json"):
    raise ImproperlyConfigured(f"LOG_FORMAT is “{LOG_FORMAT}”. Use plain or json.")
LOGGING_CONFIG = "config.logs.configure"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "config.logs.JsonFormatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
}

if "pytest" in sys.modules:
    # Tests read static files where they lie; the manifest has a test of its own.
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
