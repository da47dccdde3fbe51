"""How the pages of joint work find what a person may see: what is not there for them is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme

from practica.work.models import Commitment

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


def visible_commitment(request: MemberRequest, pk: int) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(request.user).for_listing(), pk=pk)


def back_to(request: MemberRequest, page: str) -> HttpResponse:
    """To the page the button stood on, when it says so and is one of ours."""
    wanted = request.POST.get("next", "")
    return redirect(wanted if url_has_allowed_host_and_scheme(wanted, None) else page)
