"""Stepping into one of the invented people; outside the demonstration there is no such door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from practica.demo.script import DOORS
from practica.people.accounts import let_in
from practica.people.models import Person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_not_required
@require_POST
def step_into(request: HttpRequest, key: str) -> HttpResponse:
    if not settings.DEMO or key not in DOORS:
        raise Http404
    person = get_object_or_404(Person.objects.active(), email=f"{key}@litoral.example")
    let_in(request, person)
    return redirect("/")
