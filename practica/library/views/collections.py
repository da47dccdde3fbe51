"""Shelves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from practica.communities.views.visible import visible_community
from practica.foundation.access import require
from practica.foundation.paging import page_of
from practica.library import actions, policies
from practica.library.forms import CollectionForm, ShelfForm
from practica.library.models import Asset, Collection
from practica.library.views.reach import visible_asset, visible_collection

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

ROWS, SHELVES = 50, 24


def collections(request: MemberRequest) -> HttpResponse:
    """All shelves one may read, or those of one community."""
    shelves, community = Collection.objects.visible_to(request.user), None
    if slug := request.GET.get("community", "").replace("\x00", ""):
        community = visible_community(request, slug)
        shelves = shelves.filter(community=community)
    context = {"community": community, "page": page_of(request, shelves.for_shelves(request.user), SHELVES)}
    return render(request, "library/collections.html", context)


def collection(request: MemberRequest, pk: int) -> HttpResponse:
    shelf = visible_collection(request, pk)
    rows = Asset.objects.visible_to(request.user).standing().filter(shelf_entries__collection=shelf)
    rows = rows.for_listing().order_by("shelf_entries__position")
    context = {
        "collection": shelf,
        "community": shelf.community,
        "page": page_of(request, rows, ROWS),
        "can_curate": policies.can_curate(request.user, shelf),
    }
    return render(request, "library/collection.html", context)


def start(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    require(policies.can_add, request.user, community)
    form = CollectionForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.start_collection(community, **form.cleaned_data, by=request.user))
    context = {"form": form, "community": community}
    return render(request, "library/collection_form.html", context, status=422 if form.is_bound else 200)


def change(request: MemberRequest, pk: int) -> HttpResponse:
    shelf = visible_collection(request, pk)
    require(policies.can_curate, request.user, shelf)
    form = CollectionForm(request.POST or None, initial={"title": shelf.title, "purpose": shelf.purpose})
    if form.is_valid():
        return redirect(actions.change_collection(shelf, **form.cleaned_data, by=request.user))
    context = {"form": form, "community": shelf.community, "collection": shelf}
    return render(request, "library/collection_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    shelf = visible_collection(request, pk)
    actions.remove_collection(shelf, by=request.user)
    return redirect("library:community", shelf.community.slug)


@require_POST
def shelve(request: MemberRequest, pk: int) -> HttpResponse:
    asset = visible_asset(request, pk)
    form = ShelfForm(request.POST, collections=Collection.objects.fillable_by(request.user))
    if not form.is_valid():
        raise Http404
    actions.shelve_asset(form.cleaned_data["collection"], asset, by=request.user)
    return redirect(form.cleaned_data["collection"])


@require_POST
def take_off(request: MemberRequest, pk: int, asset_pk: int) -> HttpResponse:
    shelf = visible_collection(request, pk)
    actions.take_off_shelf(shelf, visible_asset(request, asset_pk), by=request.user)
    return redirect(shelf)
