"""What every page begins with: the thing in the address, if this person may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from practica.polls import policies
from practica.polls.models import Poll
from practica.polls.models.poll import ABOUT
from practica.search.registry import searchable_of
from practica.search.rights import visible_things

if TYPE_CHECKING:
    from practica.foundation.requests import MemberRequest


def visible_poll(request: MemberRequest, pk: int) -> Poll:
    return get_object_or_404(Poll.objects.visible_to(request.user).for_page(), pk=pk)


def closable_poll(request: MemberRequest, pk: int) -> Poll:
    poll = visible_poll(request, pk)
    if not policies.can_close(request.user, poll):
        raise PermissionDenied
    return poll


def askable_thing(request: MemberRequest, about: str, pk: int) -> Any:
    """The conversation or the meeting a poll is to stand on; 403 for those who read it but do not belong."""
    searchable = searchable_of(about)
    if searchable is None or searchable.model not in ABOUT:
        raise Http404
    thing = get_object_or_404(visible_things(searchable, request.user).select_related("community"), pk=pk)
    if not policies.can_ask(request.user, thing):
        raise PermissionDenied
    return thing
