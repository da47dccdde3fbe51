"""What makes the product an app on a phone: its manifest, its worker, its page for when there is no network."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from practica.ui import rail

# Fetched before a link is followed: only once a finger or the mouse is down, and never what is not a page.
SPECULATION_RULES = {
    "prefetch": [
        {
            "source": "document",
            "where": {
                "and": [
                    {"href_matches": "/*"},
                    {"not": {"href_matches": "/accounts/*"}},
                    {"not": {"href_matches": "/files/*"}},
                    {"not": {"href_matches": "/demo/*"}},
                    {"not": {"selector_matches": "[download], [data-no-prefetch], [target=_blank]"}},
                ]
            },
            "eagerness": "conservative",
        }
    ]
}


@login_not_required
@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """The app as a phone shows it, under the installation's own name."""
    del request
    icons = [
        {"src": static("ui/icons/mark-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("ui/icons/mark-512.png"), "sizes": "512x512", "type": "image/png"},
        {
            "src": static("ui/icons/mark-maskable-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
        {"src": static("ui/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
    ]
    app = {
        "id": "/",
        "name": rail.site_name(),
        "short_name": rail.site_name()[:20],
        "description": _("Where communities of practice meet, think together and keep what they learn."),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf9f5",
        "theme_color": "#faf9f5",
        "icons": icons,
    }
    return JsonResponse(app, content_type="application/manifest+json")


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """At the root, because a worker serves only what lies below its own address."""
    files = [
        static(name)
        for name in ("ui/practica.css", "ui/icons.svg", "ui/fonts/figtree.woff2", "ui/fonts/bricolage.woff2")
    ]
    parts = {"version": _version(), "offline": reverse("ui:offline"), "files": files}
    response = render(request, "ui/sw.js", parts, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Kept by the worker, so it holds nothing of anyone."""
    return render(request, "errors/offline.html")


@login_not_required
@require_safe
@cache_control(max_age=86400, public=True)
def speculation_rules(request: HttpRequest) -> HttpResponse:
    del request
    return JsonResponse(SPECULATION_RULES, content_type="application/speculationrules+json")


def _version() -> str:
    names = sorted(getattr(staticfiles_storage, "hashed_files", {}).values())
    return hashlib.sha256("".join(names).encode()).hexdigest()[:12]
