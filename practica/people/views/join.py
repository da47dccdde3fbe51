"""Behind the link of an invitation: a name and a password, and one is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from practica.people.accounts import browser_zone, let_in
from practica.people.actions import NewAccount, accept_invitation, claim_person
from practica.people.forms import JoinForm
from practica.people.models import Invitation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_not_required
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Open the account that the letter offers; a link that no longer works says so and what to do."""
    if limited := ratelimit.consume_or_429(request, action="signup"):
        answer: HttpResponse = limited
        return answer
    invitation = Invitation.objects.by_token(token).usable().select_related("person", "invited_by").first()
    if invitation is None:
        return render(request, "people/join_closed.html", status=404)
    name = invitation.person.name if invitation.person else ""
    form = JoinForm(request.POST or None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        return _enter(request, invitation, form)
    status = 422 if form.is_bound else 200
    return render(request, "people/join.html", {"form": form, "invitation": invitation}, status=status)


def _enter(request: HttpRequest, invitation: Invitation, form: JoinForm) -> HttpResponse:
    account = NewAccount(
        name=form.cleaned_data["name"],
        email=invitation.email,
        password=form.cleaned_data["password"],
        language=(get_language() or "en")[:2],
        time_zone=browser_zone(request),
    )
    person = (claim_person if invitation.person_id else accept_invitation)(invitation, account)
    let_in(request, person)
    return redirect("home:start")
