"""The programs that a person lets in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from practica.foundation.access import Refused
from practica.people import actions
from practica.people.forms import AppTokenForm
from practica.people.models import AppToken
from practica.people.queries.app_tokens import programs_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from practica.foundation.requests import MemberRequest


def asks_again(_request: HttpRequest) -> bool:
    """In the demo nobody has a password: one steps into everybody."""
    return not settings.DEMO


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True, enabled=asks_again)  # type: ignore[untyped-decorator]
def app_tokens(request: MemberRequest) -> HttpResponse:
    """One's programs, and a token for a new one: what it is stands in the answer to the form, and nowhere after.

    Whoever has only found an open browser can't make one: the password is asked for again, as for all that is secret.
    """
    form = AppTokenForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form)
    try:
        token, secret = actions.make_app_token(form.cleaned_data["name"], by=request.user)
    except Refused as refused:
        form.add_error("name", str(refused))
        return _page(request, form)
    return _page(request, AppTokenForm(), made=token, secret=secret)


@require_POST
def revoke_app_token(request: MemberRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(AppToken.objects.filter(person=request.user), pk=pk)
    actions.revoke_app_token(token, by=request.user)
    messages.success(request, _("“%(name)s” is let in no more.") % {"name": token.name})
    return redirect("people:app_tokens")


def _page(request: MemberRequest, form: AppTokenForm, **made: AppToken | str) -> HttpResponse:
    status = 422 if form.is_bound else 200
    given = {"form": form, "tokens": programs_of(request.user), **made}
    return render(request, "people/app_tokens.html", given, status=status)
