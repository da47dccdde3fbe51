"""The pages for what went wrong: forbidden, not found, impossible now, our own fault."""

from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token

from practica.ui.context import chosen_theme


class Trouble(NamedTuple):
    status: HTTPStatus
    icon: str
    hue: str
    title: str | Promise
    text: str | Promise


FORBIDDEN = Trouble(
    HTTPStatus.FORBIDDEN,
    "lock",
    "gold",
    _("This is not open to you"),
    _("You can see that it is there, but it takes another role to do this. Its facilitator can tell you more."),
)
NOT_FOUND = Trouble(
    HTTPStatus.NOT_FOUND,
    "compass",
    "sky",
    _("There is nothing here"),
    _("The page moved, was taken away, or belongs to a community you are not in."),
)
NOTHING_TO_READ = Trouble(
    HTTPStatus.METHOD_NOT_ALLOWED,
    "compass",
    "sky",
    _("There is nothing to read at this address"),
    _("It only takes what a form sends. Go back to the page where the form stands."),
)
IMPOSSIBLE = Trouble(HTTPStatus.CONFLICT, "hand", "clay", _("That is not possible now"), "")
STALE_FORM = Trouble(
    HTTPStatus.FORBIDDEN,
    "refresh-cw",
    "gold",
    _("This page had been open for a while"),
    _("Go back, load the page again and send once more. What you wrote is kept in your browser."),
)
TOO_OFTEN = Trouble(
    HTTPStatus.TOO_MANY_REQUESTS,
    "hourglass",
    "gold",
    _("A little slower, please"),
    _("This was asked for very often from where you are. Try again in a few minutes."),
)
OUR_FAULT = Trouble(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "wrench",
    "clay",
    _("Something broke on our side"),
    _("It is not your doing, and it has been noted. Try again in a moment."),
)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return _answer(request, FORBIDDEN)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return _answer(request, NOT_FOUND)


def nothing_to_read(request: HttpRequest) -> HttpResponse:
    """For whoever opens the address of a form by hand, or by a link that was kept."""
    return _answer(request, NOTHING_TO_READ)


@requires_csrf_token
def too_often(request: HttpRequest) -> HttpResponse:
    """Called by the account library, when a limit is reached."""
    return _answer(request, TOO_OFTEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    del reason
    return _answer(request, STALE_FORM)


def refused(request: HttpRequest, text: str) -> HttpResponse:
    """An action said no, in words for the person: 409."""
    return _answer(request, IMPOSSIBLE._replace(text=text))


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database: it may be what broke."""
    if request.headers.get("HX-Request"):
        toast = get_template("ui/_toast.html").render({"text": OUR_FAULT.text, "is_bad": True})
        return _into_flash(HttpResponse(toast, status=OUR_FAULT.status))
    shown = {"trouble": OUR_FAULT, "back": "/", "ui": {"theme": chosen_theme(request)}}
    page = get_template("errors/error.html").render(shown)
    return HttpResponse(page, status=OUR_FAULT.status)


def _answer(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": str(trouble.text)}, status=trouble.status)
    if request.headers.get("HX-Request"):
        return _into_flash(
            render(request, "ui/_toast.html", {"text": trouble.text, "is_bad": True}, status=trouble.status)
        )
    return render(request, "errors/error.html", {"trouble": trouble, "back": way_back(request)}, status=trouble.status)


def _into_flash(response: HttpResponse) -> HttpResponse:
    # What the request meant to replace must stay: an error goes where toasts stand.
    response["HX-Retarget"] = "#flash"
    response["HX-Reswap"] = "beforeend"
    return response


def way_back(request: HttpRequest) -> str:
    """The page the person came from, if it is ours and another one; else the start."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    if not ours or (urlsplit(referer).path == request.path and request.method == "GET"):
        return "/"
    return referer
