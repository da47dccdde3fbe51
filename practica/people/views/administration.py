"""The pages of those who look after accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from practica.foundation.access import require
from practica.foundation.requests import asked_words, page_number
from practica.people import actions, policies
from practica.people.forms import ClaimForm
from practica.people.models import Invitation, Person
from practica.people.queries.administration import accounts

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

ON_A_PAGE = 50
CHANGES = {
    "make-programme-manager": actions.make_programme_manager,
    "end-programme-manager": actions.end_programme_manager,
    "make-administrator": actions.make_administrator,
    "end-administrator": actions.end_administrator,
    "deactivate": actions.deactivate_person,
    "reactivate": actions.reactivate_person,
}


@require_GET
def people(request: MemberRequest) -> HttpResponse:
    """Every account, also closed ones and people who have none yet."""
    require(policies.can_manage_people, request.user, None)
    words, kind = asked_words(request), request.GET.get("kind", "")
    page = Paginator(accounts(words, kind), ON_A_PAGE).get_page(page_number(request))
    return render(request, "people/administration.html", {"page": page, "words": words, "kind": kind})


@require_GET
def one(request: MemberRequest, handle: str) -> HttpResponse:
    """One account, with what may be done about it."""
    require(policies.can_manage_people, request.user, None)
    person = get_object_or_404(Person, handle=handle)
    claim = Invitation.objects.waiting().filter(person=person).first()
    context = {
        "person": person,
        "claim": claim,
        "form": ClaimForm(initial={"email": claim.email if claim else person.email}),
        "can_give_administration": policies.can_give_administration(request.user, person),
    }
    return render(request, "people/administer.html", context)


@require_POST
def change(request: MemberRequest, handle: str, change: str) -> HttpResponse:
    """Give or end a role, close or open an account."""
    require(policies.can_manage_people, request.user, None)
    action = CHANGES.get(change)
    if action is None:
        raise Http404
    person = action(get_object_or_404(Person, handle=handle), by=request.user)
    messages.success(request, _("Done: the account of %(name)s is changed.") % {"name": person.name})
    return redirect("people:administer", person.handle)
