"""Who is writing in a conversation right now: said by their open page, shown on those of others, kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from practica.conversations import actions, policies
from practica.conversations.views.visible import visible_conversation
from practica.people.models import Person

if TYPE_CHECKING:
    from practica.foundation.requests import MemberRequest


@require_POST
def say_writing(request: MemberRequest, pk: int) -> HttpResponse:
    actions.say_writing(visible_conversation(request, pk), by=request.user)
    return HttpResponse(status=204)


@require_GET
def writing(request: MemberRequest, pk: int, person: int) -> HttpResponse:
    """The line about somebody who writes; nothing about oneself, nor about people who could not be writing here."""
    conversation = visible_conversation(request, pk)
    if person == request.user.pk:
        return HttpResponse(status=204)
    writer = get_object_or_404(Person.objects.visible_to(request.user), pk=person)
    if not policies.can_take_part(writer, conversation):
        raise Http404
    return render(request, "conversations/_writing.html", {"person": writer})
