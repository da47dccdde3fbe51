"""One file, safe for production with no variables but SECRET_KEY and DATABASE_URL."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from practica.config import environment as env
from practica.config.database import database_settings
from practica.config.secret import secret_key
from practica.config.store import file_store

CHECKOUT = Path(__file__).resolve().parent.parent.parent
DATA_DIR = env.folder("PRACTICA_DATA", CHECKOUT / "var")
DEBUG = env.flag("PRACTICA_DEBUG")
DEMO = env.flag("PRACTICA_DEMO")
SECRET_KEY = env.text("SECRET_KEY") or secret_key(DATA_DIR)

# The address people type; empty means "whatever they typed", which is right behind one's own door only.
PUBLIC_URL = env.text("PRACTICA_URL")
AT_HOME = env.text("PRACTICA_AT_HOME") or "http://localhost:8000"
ALLOWED_HOSTS = env.words("PRACTICA_HOSTS", "*" if not PUBLIC_URL else "")
if PUBLIC_URL:
    ALLOWED_HOSTS.append(PUBLIC_URL.split("://")[-1].split("/")[0].rsplit(":", 1)[0])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
HTTPS = PUBLIC_URL.startswith("https://")

INSTALLED_APPS = [
    "practica.config",
    "practica.demo",
    "practica.home",
    "practica.exchange",
    "practica.pathways",
    "practica.conversations",
    "practica.meetings",
    "practica.topics",
    "practica.work",
    "practica.library",
    "practica.polls",
    "practica.communities",
    "practica.people",
    "practica.organisation",
    "practica.saved",
    "practica.notices",
    "practica.search",
    "practica.coedit",
    "practica.live",
    "practica.events",
    "practica.mail",
    "practica.files",
    "practica.ui",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "practica.config.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "practica.foundation.security.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "practica.foundation.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "practica.organisation.middleware.FirstRunMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "practica.people.middleware.LanguageAndTimeZoneMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "practica.people.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "practica.foundation.requests.HtmxMiddleware",
    "practica.ui.refusals.RefusedMiddleware",
    "practica.ui.speculation.SpeculationMiddleware",
    "practica.foundation.security.NothingUnshowableMiddleware",
]

ROOT_URLCONF = "practica.config.urls"
WSGI_APPLICATION = "practica.config.wsgi.application"
FORM_RENDERER = "practica.ui.forms.FormRenderer"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "practica.ui.context.interface",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "practica.ui.templatetags.ui",
            ],
        },
    }
]

DATABASES = {"default": database_settings(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "en"
LOCALE_PATHS = [CHECKOUT / "practica" / "foundation" / "locale"]
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "practica.ui.bundle.StylesheetFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_ROOT = DATA_DIR / "files"
STORAGES: dict[str, dict[str, Any]] = {
    "default": file_store(MEDIA_ROOT),
    "staticfiles": {"BACKEND": "practica.ui.bundle.StaticStorage"},
}
# Megabytes; a larger file is refused beside its field.
FILE_SIZE_LIMIT = env.number("PRACTICA_FILE_SIZE_LIMIT", 50) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("PRACTICA_SMTP_HOST")
EMAIL_PORT = env.number("PRACTICA_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("PRACTICA_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("PRACTICA_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("PRACTICA_SMTP_TLS", default=True)
DEFAULT_FROM_EMAIL = env.text("PRACTICA_MAIL_FROM", "practica@localhost")
if not EMAIL_HOST:
    # Without a mail server, letters are still rows; they are also kept as files one can open.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA_DIR / "mail")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
    # What every page shows and hardly ever changes; each process has its own, ten seconds old at most.
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "memory", "TIMEOUT": 10},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "practica.ui.errors.csrf_failure"

# The e-mail address is unique whatever its case, by a constraint on its lower form, which this check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

PROCRASTINATE_ON_APP_READY = "practica.foundation.tasks.on_app_ready"

from practica.config.accounts import *  # noqa: E402, F403 -- the long list of account settings has a file of its own

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # The library behind CalDAV writes of every mistake of a program, with the names that people gave.
    "loggers": {"radicale": {"level": "ERROR"}},
    "root": {
        "handlers": ["stderr"],
        "level": env.text("PRACTICA_LOG_LEVEL", "WARNING").upper(),
    },
}
