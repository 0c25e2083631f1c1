"""Settings, all from the environment (see `.env.voorbeeld`); what is unsafe in production is refused (`checks.py`)."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import pgtrigger
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from opgroeien import omgeving as env
from opgroeien.bestandsopslag import bestandsopslag
from opgroeien.omgeving import Omgeving

BASE_DIR = Path(__file__).resolve().parent.parent
OMGEVING = env.omgeving()
IS_DEMO = OMGEVING is Omgeving.DEMO
IS_PRODUCTIE = OMGEVING is Omgeving.PRODUCTIE

# --- Identity of this installation ----------------------------------------------------------------------------------
DEBUG = env.ja_nee("DEBUG", standaard=False)
SECRET_KEY = env.tekst("SECRET_KEY", None if IS_PRODUCTIE else "alleen-voor-demo-en-test-niet-geheim-0123456789-abcdefghij")
# Older keys still open what they sealed (TOTP secrets, signed links) while a new one comes into use.
SECRET_KEY_FALLBACKS = env.lijst("SECRET_KEY_OUD")
BASIS_URL = env.tekst("BASIS_URL", None if IS_PRODUCTIE else "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.lijst("ALLOWED_HOSTS", "" if IS_PRODUCTIE else "127.0.0.1,localhost,testserver")
CSRF_TRUSTED_ORIGINS = [BASIS_URL] if BASIS_URL.startswith("https://") else []

# --- Apps: from high to low, as in docs/architectuur.md -------------------------------------------------------------
INSTALLED_APPS = [
    "opgroeien",
    "handhaving",
    "meldingen",
    "dossiers",
    "kern",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_prose_editor",  # only for its static file: TipTap in one piece
    "template_partials",
    "csp",
    "guardian",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "kern.middleware.verzoek.VerzoekMiddleware",
    "kern.middleware.koppen.KoppenMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kern.middleware.invoer.InvoerMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kern.middleware.sessie.SessieMiddleware",
    "kern.middleware.sessie.AanmeldenVereistMiddleware",
    "kern.middleware.toegang.ToegangMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kern.middleware.fouten.FoutenMiddleware",
]

ROOT_URLCONF = "opgroeien.urls"
WSGI_APPLICATION = "opgroeien.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "kern.context.scherm",
            ],
        },
    },
]

FORM_RENDERER = "kern.formulier.Weergave"

# --- Database: PostgreSQL is the truth ------------------------------------------------------------------------------
# The program connects as a role that owns no table and may only read and add log rows (docs/besluiten/); `migrate` runs
# with the owner's URL in the same variable.
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        env.tekst("DATABASE_URL"),
        conn_max_age=None,  # None = keep for ever; a fresh connection costs 9 ms a request
        conn_health_checks=True,
    )
}
# A server that takes a connection and says nothing must not hold every thread of the web server; seconds.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
# History of fields by one trigger per statement: one per row was 400 times slower in bulk (docs/besluiten/).
PGHISTORY_LEVEL = pgtrigger.Statement
SESSION_ENGINE = "kern.aanmelden.sessies"
# Outside the database, and outside its back-ups: what was erased stays erased after a restore (docs/wissen.md).
WISREGISTER = env.tekst("WISREGISTER", None if IS_PRODUCTIE else str(BASE_DIR / ".data" / "wisregister.jsonl"))
# Rate limits live here; in the database, because every process must count together and Valkey may be away.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kern_cache"}}

# --- Celery: Valkey is the bell and nothing else --------------------------------------------------------------------
REDIS_URL = env.tekst("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False  # a lost task is found by its sweep within half a minute; the broker need not remember it
CELERY_TASK_PUBLISH_RETRY = False  # a hung broker must not hang a web request; the sweep does the rest
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 2, "socket_connect_timeout": 0.5, "max_retries": 0}
CELERY_TIMEZONE = "Europe/Brussels"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1

# --- Outbox: mail, sms, notifications (docs/outbox.md) --------------------------------------------------------------
# smtp://user:password@host:587?tls=starttls, smtps://host, or demo:// (hands over to nobody; the row is the mailbox).
MAIL_URL = env.tekst("MAIL_URL", "" if IS_PRODUCTIE else "demo://")
MAIL_AFZENDER = env.tekst("MAIL_AFZENDER", "" if IS_PRODUCTIE else "Opgroeien klantenbeheer <klantenbeheer@opgroeien.example>")
MAIL_TIMEOUT = env.geheel_getal("MAIL_TIMEOUT", 20)  # seconds for one step of the conversation
SMS_URL = env.tekst("SMS_URL", "" if IS_PRODUCTIE else "demo://")
SMS_TOKEN = env.tekst("SMS_TOKEN", "")
SMS_TIMEOUT = env.geheel_getal("SMS_TIMEOUT", 20)
OUTBOX_LEASE = env.geheel_getal("OUTBOX_LEASE", 300)  # seconds; longer than any one hand-over can take
OUTBOX_PAUZES = [int(p) for p in env.lijst("OUTBOX_PAUZES", "60,300,900,3600,14400,43200,86400")]  # seconds between tries
# Calendars of colleagues, read from an address they gave; only for tests on this machine may it be an address of this machine.
AGENDA_MINUTEN = env.geheel_getal("AGENDA_MINUTEN", 15)
AGENDA_LOOPBACK = env.ja_nee("AGENDA_LOOPBACK", standaard=False)
METRICS_TOKEN = env.tekst("METRICS_TOKEN", "")  # empty: /metrics does not exist

# --- Mail into a dossier (docs/post.md). The demo has an address to show; without IMAP_URL nothing is fetched. ------------
POST_ADRES = env.tekst("POST_ADRES", "" if IS_PRODUCTIE else "dossier@opgroeien.example")
# The name under which our own mail server writes Authentication-Results; without it nobody vouches for a sender.
POST_VERTROUWDE_AUTH = env.tekst("POST_VERTROUWDE_AUTH", "")
IMAP_URL = env.tekst("IMAP_URL", "")  # imaps://user:password@host/INBOX
IMAP_MAP_KLAAR = env.tekst("IMAP_MAP_KLAAR", "Overgenomen")
IMAP_ELKE = env.geheel_getal("IMAP_ELKE", 60)  # seconds between two visits

# --- Technical log: JSON lines in production, readable elsewhere; never personal data (opgroeien/logging.py) ----------
LOGGING_CONFIG = "opgroeien.logging.stel_in"
LOGGING = {"als_json": IS_PRODUCTIE, "niveau": env.tekst("LOGNIVEAU", "INFO")}

# --- People and login -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "kern.Medewerker"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
AUTHENTICATION_BACKENDS = [
    "kern.rechten.ToegangBackend",
    "kern.aanmelden.backend.Aanmeldbackend",
]
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
SILENCED_SYSTEM_CHECKS = [
    # guardian.W001: its own backend is replaced by kern.rechten.ToegangBackend, which knows expiry.
    "guardian.W001",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
# A session ends after this long without work, and at the latest after a working day (kern/aanmelden/sessies.py).
SESSIE_MINUTEN = env.geheel_getal("SESSIE_MINUTEN", 30)
SESSIE_MAXIMUM_UREN = 12
MFA_VERPLICHT = env.ja_nee("MFA_VERPLICHT", standaard=IS_PRODUCTIE)
PASSWORD_RESET_TIMEOUT = 24 * 3600  # the sign-in link that a beheerder gives

ACCOUNT_ADAPTER = "kern.aanmelden.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "kern.aanmelden.formulieren.AanmeldForm",
    "change_password": "kern.aanmelden.formulieren.WachtwoordForm",
    "reauthenticate": "kern.aanmelden.formulieren.BevestigForm",
}
# The whole agency comes from one address and logs in at nine: the limit per address leaves room for that, the limit per
# account is the one that stops guessing. Counted behind as many proxies as are ours; whatever stands before is made up.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,10/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.geheel_getal("VERTROUWDE_PROXYS", 1 if IS_PRODUCTIE else 0)
MFA_ADAPTER = "kern.aanmelden.tweede_factor.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are entered by the beheerder and nobody is recognised by them
MFA_TOTP_ISSUER = "Opgroeien klantenbeheer"
MFA_TOTP_TOLERANCE = 1  # half a minute early or late: the clock of a phone
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "authenticate": "kern.aanmelden.formulieren.CodeForm",
    "reauthenticate": "kern.aanmelden.formulieren.CodeBevestigForm",
    "activate_totp": "kern.aanmelden.formulieren.AppForm",
    "add_webauthn": "kern.aanmelden.formulieren.SleutelForm",
    "edit_webauthn": "kern.aanmelden.formulieren.SleutelnaamForm",
}
SOCIALACCOUNT_ADAPTER = "kern.aanmelden.acm.SocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
OIDC_ISSUER = env.tekst("OIDC_ISSUER", "")
OIDC_AAN = bool(OIDC_ISSUER)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "acm",
                "name": "ACM/IDM",
                "client_id": env.tekst("OIDC_CLIENT_ID", ""),
                "secret": env.tekst("OIDC_SECRET", ""),
                "settings": {
                    "server_url": OIDC_ISSUER,
                    "uid_field": env.tekst("OIDC_VELD", "sub"),
                    "scope": env.lijst("OIDC_SCOPES", "openid"),
                    "oauth_pkce_enabled": True,
                },
            }
        ]
        if OIDC_AAN
        else []
    }
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
if OMGEVING is Omgeving.TEST:  # a slow hash is the point in production and only slow in tests
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl-be"
LANGUAGES = [("nl-be", "Nederlands (België)")]
TIME_ZONE = "Europe/Brussels"
USE_I18N = True  # Django's own and allauth's texts in Dutch; ours are plain Dutch strings
USE_TZ = True
FORMAT_MODULE_PATH = ["opgroeien.formaten"]

# --- Static files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.tekst("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
# Tests on a real web server serve from the source folders; everywhere else `collectstatic` gives each file a hashed name.
WHITENOISE_USE_FINDERS = env.ja_nee("STATIC_UIT_BRON", standaard=False)
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "bestanden": bestandsopslag(IS_PRODUCTIE, BASE_DIR / ".data" / "bestanden"),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTIE or IS_DEMO
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- Files people give (docs/documenten.md) ---------------------------------------------------------------------------
BESTAND_HOOGSTENS = env.geheel_getal("BESTAND_HOOGSTENS_MB", 50) * 1_000_000  # bytes of one file
# What comes in is written to a temporary file above 1 MB, so memory stays flat; the form around the files is small.
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_TEMP_DIR = env.tekst("UPLOAD_MAP", "") or None
DATA_UPLOAD_MAX_NUMBER_FILES = 50
# ClamAV: unix:///run/clamav/clamd.ctl or tcp://scanner:3310. Empty: files are kept unscanned, and say so.
CLAMD_URL = env.tekst("CLAMD_URL", "")
CLAMD_TIMEOUT = env.geheel_getal("CLAMD_TIMEOUT", 60)  # seconds of silence

# --- Security -------------------------------------------------------------------------------------------------------
# The OpenID provider must stand in form-action: Chromium refuses the redirect after our own POST otherwise.
_oidc_herkomst = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER))] if OIDC_ISSUER else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *_oidc_herkomst],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# The demo runs on http://127.0.0.1 and relaxes exactly these; production refuses to start without them.
_https = IS_PRODUCTIE
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_REDIRECT_EXEMPT = [r"^gezondheid/", r"^metrics$"]
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # the real end stands in the row of the session
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "opgroeien_sessie"
CSRF_COOKIE_NAME = "opgroeien_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kern.views.fouten.csrf_mislukt"

if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured("DATABASE_URL moet naar PostgreSQL wijzen (postgresql://…).")
