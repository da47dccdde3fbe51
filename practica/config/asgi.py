"""The live stream: only `/live/` and `/healthz` are answered here, the rest belongs to the pages' server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practica.config.settings")
# Async views need an event loop's own connection handling, and pages are not served from here.
os.environ.setdefault("PRACTICA_URLCONF", "practica.live.urls")
application = get_asgi_application()
