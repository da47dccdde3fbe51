"""Leaving a list from a letter: no sign-in, one click, and a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from practica.mail.actions import has_stopped, resume_letters, stop_letters
from practica.mail.addresses import read_token

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@csrf_exempt  # A mail program posts here by itself (RFC 8058); the signed address is the proof.
@login_not_required
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A look at the address changes nothing: programs that check links look at all of them."""
    known = read_token(token)
    if known is None:
        raise Http404
    if request.method == "POST":
        act = resume_letters if "resume" in request.POST else stop_letters
        act(*known)
    return render(request, "mail/unsubscribe.html", {"has_stopped": has_stopped(*known)})
