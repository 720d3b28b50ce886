"""All settings, in one file.

Each setting that an installation may change is read from an environment variable here and described in
docs/operating.md; a test fails when one of them is not described.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
REPOSITORY = PACKAGE.parent.parent


def environment(name: str, default: str = "") -> str:
    """The environment variable `name`, or `default` where it is missing or empty."""
    return os.environ.get(name, "").strip() or default


def environment_list(name: str, default: str = "") -> list[str]:
    """The comma-separated environment variable `name` as a list without empty parts."""
    return [part.strip() for part in environment(name, default).split(",") if part.strip()]


def environment_flag(name: str, *, default: bool = False) -> bool:
    """The environment variable `name` as true or false.

    Raises ImproperlyConfigured for a value that is neither.
    """
    value = environment(name, "yes" if default else "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is “{value}”: write yes or no.")


def environment_number(name: str, default: int) -> int:
    """The environment variable `name` as a whole number.

    Raises ImproperlyConfigured for anything else.
    """
    value = environment(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is “{value}”: write a whole number.") from None


# Where the installation keeps what is its own: database, uploaded files, keys. ----------------------------

DATA = Path(environment("SAMSTYRING_DATA", str(REPOSITORY / "data"))).expanduser().resolve()
MEDIA_ROOT = DATA / "files"
KEYS = DATA / "keys"


def secret_key() -> str:
    """The key that signs sessions: from the environment, else made once and kept beside the database."""
    given = environment("SAMSTYRING_SECRET_KEY")
    if given:
        return given
    path = KEYS / "secret_key"
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = secrets.token_urlsafe(64)
    # Two processes may start at once: the first one to create the file decides.
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(made)
    return made


SECRET_KEY = secret_key()
DEBUG = environment_flag("SAMSTYRING_DEBUG")

# Addresses and transport. ---------------------------------------------------------------------------------

ALLOWED_HOSTS = environment_list("SAMSTYRING_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment_list("SAMSTYRING_ORIGINS")
# The embedded default speaks plain HTTP on the loopback address; behind a reverse proxy with TLS this is set.
HTTPS = environment_flag("SAMSTYRING_HTTPS")
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = environment_number("SAMSTYRING_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = True
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = environment_number("SAMSTYRING_SESSION_HOURS", 12) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    },
}

# Rooms. ---------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "samstyring.apps.overview",
    "samstyring.apps.economy",
    "samstyring.apps.adoption",
    "samstyring.apps.decisions",
    "samstyring.apps.priorities",
    "samstyring.apps.portfolio",
    "samstyring.apps.needs",
    "samstyring.apps.knowledge",
    "samstyring.apps.consultations",
    "samstyring.apps.actors",
    "samstyring.apps.ledger",
    "samstyring.site.apps.SiteConfig",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samstyring.site.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last, so that its page has a language and a visitor; nothing above reads a request's body.
    "samstyring.site.limits.RequestSizeMiddleware",
]
CSRF_FAILURE_VIEW = "samstyring.site.errors.csrf_failure"

ROOT_URLCONF = "samstyring.site.urls"
WSGI_APPLICATION = "samstyring.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samstyring.site.context.frame",
                "samstyring.apps.actors.context.inbox",
            ],
        },
    },
]

# Database: SQLite beside the files, or PostgreSQL by DATABASE_URL. ----------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": dj_database_url.parse(
        environment("DATABASE_URL", f"sqlite:///{DATA / 'samstyring.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing half-way: the lock is taken when a transaction begins.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000;"
        ),
    }

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

# People. --------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "actors.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "actors:login"
LOGIN_REDIRECT_URL = "overview:home"
LOGOUT_REDIRECT_URL = "overview:home"

# Language and time. ---------------------------------------------------------------------------------------

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "site" / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_I18N = True
USE_TZ = True
# How English writes days and times here: day before month, 24 hours.
FORMAT_MODULE_PATH = ["samstyring.site.formats"]

# Files. ---------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(environment("SAMSTYRING_STATIC", str(DATA / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOAD_MAX_BYTES = environment_number("SAMSTYRING_UPLOAD_MEGABYTES", 50) * 1024 * 1024
# One upload can hold many files: the sum has a limit of its own.
REQUEST_MAX_BYTES = environment_number("SAMSTYRING_REQUEST_MEGABYTES", 500) * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
READING_SECONDS = environment_number("SAMSTYRING_READING_SECONDS", 120)
READING_MEGABYTES = environment_number("SAMSTYRING_READING_MEGABYTES", 1024)

# What the pages say of this installation: who runs it, where to write to them, where its source code is. --

OPERATOR = environment("SAMSTYRING_OPERATOR")
CONTACT = environment("SAMSTYRING_CONTACT")
SOURCE_URL = environment("SAMSTYRING_SOURCE_URL")

# E-mail: none unless a mail server is named. --------------------------------------------------------------

# Where mails lead back to, as people reach the site from outside.
ADDRESS = environment("SAMSTYRING_ADDRESS").rstrip("/")
MAIL_URL = environment("SAMSTYRING_MAIL_URL")
MAIL_WORKS = bool(MAIL_URL)
# The daily mail is not sent before this hour.
MAIL_HOUR = environment_number("SAMSTYRING_MAIL_HOUR", 7)
DEFAULT_FROM_EMAIL = environment("SAMSTYRING_MAIL_FROM")
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = 30


def mail_server(url: str) -> dict[str, Any]:
    """Django's mail settings for an address as `smtp+tls://user:password@host:587`, or `console:`.

    `smtp` is without encryption, `smtp+tls` turns to it on the way, `smtps` begins with it. Raises
    ImproperlyConfigured for anything else.
    """
    if url == "console:":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    parts = urlsplit(url)
    if parts.scheme not in ports or not parts.hostname:
        raise ImproperlyConfigured(
            "SAMSTYRING_MAIL_URL is to be smtp+tls://user:password@host, smtps://, smtp:// or console:."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


if MAIL_WORKS:
    globals().update(mail_server(MAIL_URL))
    if not ADDRESS.startswith(("http://", "https://")) or "@" not in DEFAULT_FROM_EMAIL:
        raise ImproperlyConfigured(
            "To send e-mail, set SAMSTYRING_ADDRESS (as https://samstyring.example.org) and "
            "SAMSTYRING_MAIL_FROM (as samstyring@example.org) too."
        )

# Log. -----------------------------------------------------------------------------------------------------

LOG_LEVEL = environment("SAMSTYRING_LOG", "WARNING").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    # The level stands at the handler too: the worker's library sets its own loggers to INFO.
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "level": LOG_LEVEL}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
