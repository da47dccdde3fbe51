"""An asset's page and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from practica.library import actions, policies
from practica.library.forms import HandOverForm, RetireForm, ShelfForm
from practica.library.models import Collection
from practica.library.queries import contacts_of, current_version, files_of
from practica.library.views.reach import visible_asset

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.library.models import Asset

VERSIONS_SHOWN = 4


def asset(request: MemberRequest, pk: int) -> HttpResponse:
    return render(request, "library/asset.html", page_of(request, visible_asset(request, pk)))


@require_POST
def share(request: MemberRequest, pk: int) -> HttpResponse:
    asset = actions.share_asset(visible_asset(request, pk), by=request.user)
    messages.success(request, _("The whole organisation can find it now."))
    return redirect(asset)


@require_POST
def unshare(request: MemberRequest, pk: int) -> HttpResponse:
    asset = actions.unshare_asset(visible_asset(request, pk), by=request.user)
    messages.success(request, _("Only the community sees it now."))
    return redirect(asset)


@require_POST
def retire(request: MemberRequest, pk: int) -> HttpResponse:
    asset = visible_asset(request, pk)
    form = RetireForm(request.POST)
    if not form.is_valid():
        return render(request, "library/asset.html", page_of(request, asset, retire_form=form), status=422)
    return redirect(actions.retire_asset(asset, reason=form.cleaned_data["reason"], by=request.user))


@require_POST
def bring_back(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.return_asset(visible_asset(request, pk), by=request.user))


@require_POST
def hand_over(request: MemberRequest, pk: int) -> HttpResponse:
    asset = visible_asset(request, pk)
    form = HandOverForm(request.POST, community=asset.community)
    if not form.is_valid():
        return render(request, "library/asset.html", page_of(request, asset, hand_over_form=form), status=422)
    return redirect(actions.hand_over_asset(asset, to=form.cleaned_data["to"], by=request.user))


def whom_to_ask(asset: Asset) -> dict[str, Any]:
    contacts = contacts_of(asset)
    return {"contacts": contacts, "names_nobody_here": not any(row.pk and row.is_here for row in contacts)}


def page_of(request: MemberRequest, asset: Asset, **forms: Any) -> dict[str, Any]:
    """All that the page of an asset shows."""
    by = request.user
    version = current_version(asset)
    fillable = Collection.objects.fillable_by(by).filter(community=asset.community)
    return {
        "asset": asset,
        "version": version,
        "files": files_of(version),
        **whom_to_ask(asset),
        "versions": asset.versions.select_related("author")[:VERSIONS_SHOWN],
        "collections": Collection.objects.visible_to(by).filter(assets=asset),
        "can_change": policies.can_change(by, asset) and not asset.is_retired,
        "can_share": policies.can_share(by, asset) and not asset.is_retired,
        "can_retire": policies.can_retire(by, asset),
        "can_hand_over": policies.can_hand_over(by, asset),
        "retire_form": RetireForm(),
        "hand_over_form": HandOverForm(community=asset.community),
        "shelf_form": ShelfForm(collections=fillable) if policies.can_add(by, asset.community) else None,
        **forms,
    }
