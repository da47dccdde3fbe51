"""Letters that bring people in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from practica.foundation.access import Refused, require
from practica.foundation.paging import page_of
from practica.people import actions, policies
from practica.people.forms import ClaimForm, InviteForm
from practica.people.models import Invitation, Person
from practica.people.queries.administration import invitations_to_show

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

ROWS = 50


@require_GET
def invitations(request: MemberRequest) -> HttpResponse:
    """The form, and the letters that wait for an answer."""
    require(policies.can_invite, request.user, None)
    return _page(request, InviteForm())


@require_POST
def invite(request: MemberRequest) -> HttpResponse:
    """Send a letter to each address; those that somebody here already has are named and left out."""
    require(policies.can_invite, request.user, None)
    if limited := ratelimit.consume_or_429(request, action="invite", user=request.user):
        answer: HttpResponse = limited
        return answer
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    sent = _send(request, form)
    if sent:
        words = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", sent)
        messages.success(request, words % {"n": sent})
    return redirect("people:invitations")


@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    require(policies.can_invite, request.user, None)
    actions.withdraw_invitation(get_object_or_404(Invitation, pk=pk), by=request.user)
    messages.success(request, _("The link in that letter no longer works."))
    return redirect("people:invitations")


@require_POST
def claim(request: MemberRequest, handle: str) -> HttpResponse:
    """Offer an imported person what is theirs."""
    require(policies.can_invite, request.user, None)
    person = get_object_or_404(Person, handle=handle)
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return render(request, "people/administer.html", {"person": person, "form": form}, status=422)
    actions.send_claim(person, form.cleaned_data["email"], by=request.user)
    messages.success(request, _("A letter to %(name)s is on its way.") % {"name": person.name})
    return redirect("people:administer", person.handle)


def _page(request: MemberRequest, form: InviteForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "page": page_of(request, invitations_to_show(), ROWS)}
    return render(request, "people/invitations.html", context, status=status)


def _send(request: MemberRequest, form: InviteForm) -> int:
    action = actions.invite_guest if form.cleaned_data["kind"] == "guest" else actions.invite_person
    sent = 0
    for address in form.cleaned_data["addresses"]:
        try:
            action(address, by=request.user)
            sent += 1
        except Refused as refusal:
            messages.error(request, f"{address}: {refusal}")
    return sent
