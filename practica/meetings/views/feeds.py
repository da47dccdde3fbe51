from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from practica.communities.models import Community
from practica.communities.views.visible import visible_community
from practica.foundation.text_fields import clean_line
from practica.meetings import actions
from practica.meetings.forms import FeedForm
from practica.meetings.models import Feed
from practica.meetings.views.planning import form_page
from practica.meetings.views.visible import posted
from practica.people.queries.app_tokens import programs_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: MemberRequest) -> HttpResponse:
    """One's addresses for other calendars, and a new one."""
    form = FeedForm(posted(request))
    if form.is_valid():
        actions.open_feed(form.cleaned_data["scope"], form.cleaned_data["name"], by=request.user)
        return redirect("meetings:subscribe")
    rows = Feed.objects.working().filter(person=request.user).select_related("community").order_by("-created_at")
    asked = Community.objects.visible_to(request.user).filter(slug=request.GET.get("community", "")).first()
    given = {
        "feeds": [(feed, request.build_absolute_uri(feed.path)) for feed in rows],
        "asked": asked,
        "dav": request.build_absolute_uri(reverse("dav:root")),
        "programs": programs_of(request.user),
    }
    return form_page(request, "meetings/subscribe.html", form, **given)


@require_POST
def subscribe_community(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    actions.open_community_feed(community, clean_line(request.POST.get("name", "")), by=request.user)
    return redirect(f"{reverse('meetings:subscribe')}?community={community.slug}")


@require_POST
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(Feed.objects.filter(person=request.user), pk=pk)
    actions.revoke_feed(feed, by=request.user)
    return redirect("meetings:subscribe")
