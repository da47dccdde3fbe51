"""Atom feeds behind a secret address: what is new in the library, as far as the owner of the address may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from practica.communities.models import Community
from practica.communities.queries import communities_of
from practica.library import actions
from practica.library.models import Asset, FeedAddress

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.foundation.requests import MemberRequest
    from practica.library.models.asset import AssetQuerySet
    from practica.people.models import Person

ENTRIES = 40


def addresses(request: MemberRequest) -> HttpResponse:
    """The person's own addresses, with the way to make them worthless."""
    address = FeedAddress.objects.filter(person=request.user).first()
    links = []
    if address:
        links = [(_("Everything I may see"), request.build_absolute_uri(reverse("library:feed", args=[address.token])))]
        links += [
            (community.name, request.build_absolute_uri(reverse("library:community_feed", args=[address.token, slug])))
            for community in communities_of(request.user)
            if (slug := community.slug)
        ]
    return render(request, "library/feeds.html", {"address": address, "links": links})


@require_POST
def new_address(request: MemberRequest) -> HttpResponse:
    actions.new_feed_address(by=request.user)
    messages.success(request, _("Here are your new addresses. The old ones, if there were any, no longer work."))
    return redirect("library:feeds")


@login_not_required
def everything(request: HttpRequest, token: str) -> HttpResponse:
    person = _owner(token)
    with translation.override(person.language):
        title = _("New in the library")
        return _atom(request, title, reverse("library:organisation"), Asset.objects.visible_to(person))


@login_not_required
def of_community(request: HttpRequest, token: str, slug: str) -> HttpResponse:
    person = _owner(token)
    community = get_object_or_404(Community.objects.visible_to(person), slug=slug)
    assets = Asset.objects.visible_to(person).filter(community=community)
    return _atom(request, community.name, reverse("library:community", args=[slug]), assets)


def _owner(token: str) -> Person:
    address = FeedAddress.objects.filter(token=token).select_related("person").first()
    if address is None or not address.person.is_active:
        raise Http404
    person: Person = address.person
    return person


def _atom(request: HttpRequest, title: str, path: str, assets: AssetQuerySet) -> HttpResponse:
    feed = Atom1Feed(
        title=title, link=request.build_absolute_uri(path), description="", feed_url=request.build_absolute_uri()
    )
    for asset in assets.standing().select_related("community", "owner").order_by("-changed_at")[:ENTRIES]:
        feed.add_item(
            title=asset.title,
            link=request.build_absolute_uri(asset.get_absolute_url()),
            description=asset.summary or asset.plain[:300],
            unique_id=request.build_absolute_uri(asset.get_absolute_url()),
            pubdate=asset.created_at,
            updateddate=asset.changed_at,
            author_name=asset.owner.name,
            categories=[asset.kind_label, *asset.tags],
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=300"
    # The address is a secret; it must not travel on in a referrer or be kept by a search engine.
    response.headers["X-Robots-Tag"] = "noindex"
    return response
