"""A person's start page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_GET
def start(request: MemberRequest) -> HttpResponse:
    """What waits for me, what is new where I belong, and what the organisation learned."""
    return render(request, "home/start.html")
