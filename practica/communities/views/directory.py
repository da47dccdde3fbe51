"""Finding communities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practica.communities import policies
from practica.communities.models import Stage
from practica.communities.queries.directory import DirectoryFilter, directory, look_alikes, topics_in_use
from practica.foundation.requests import asked_words, page_number
from practica.organisation.models import Unit

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

A_PAGE = 24


@require_safe
def index(request: MemberRequest) -> HttpResponse:
    wanted = _wanted(request)
    page = Paginator(directory(request.user, wanted), A_PAGE).get_page(page_number(request))
    given = {
        "page": page,
        "wanted": wanted,
        "stages": Stage.choices,
        "units": Unit.objects.all(),
        "languages": settings.LANGUAGES,
        "topics": topics_in_use(request.user),
        "can_start": policies.can_start(request.user),
    }
    template = "communities/_directory_list.html" if request.htmx else "communities/directory.html"
    return render(request, template, given)


def _wanted(request: MemberRequest) -> DirectoryFilter:
    asked = request.GET
    return DirectoryFilter(
        words=asked_words(request),
        stage=asked.get("stage", "")[:20],
        unit=asked.get("unit", "")[:9],
        language=asked.get("language", "")[:8],
        topic=asked_words(request, "topic"),
        mine=asked.get("mine") == "1",
    )


@require_safe
def similar(request: MemberRequest) -> HttpResponse:
    """The hint beside the name of a new community; a fragment for the page that asks while one types."""
    name = request.GET.get("name", "")[:120]
    tagline = request.GET.get("tagline", "")[:240]
    alike = look_alikes(name, tagline, request.user)
    return render(request, "communities/_look_alikes.html", {"alike": alike, "name": name})
