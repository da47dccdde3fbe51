"""The product's settings with what would make tests slow, or reach outside, replaced."""

import os
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "tests need no secret")
os.environ.setdefault("PRACTICA_DATA", str(Path(__file__).resolve().parent.parent.parent / ".cache" / "tests"))

from practica.config.settings import *  # noqa: F403 -- after the variables they read

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405
# Nothing is collected for tests; the server of static files wants its folder all the same.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
