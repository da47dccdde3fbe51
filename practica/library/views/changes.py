"""What an asset said before, and the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from practica.foundation.difference import difference
from practica.foundation.paging import page_of
from practica.foundation.richtext import render as render_text
from practica.library import actions, policies
from practica.library.queries import files_of
from practica.library.views.reach import visible_asset

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.library.models import Asset, AssetVersion

ROWS = 50


def versions(request: MemberRequest, pk: int) -> HttpResponse:
    asset = visible_asset(request, pk)
    rows = asset.versions.select_related("author").prefetch_related("files")
    context = {
        "asset": asset,
        "page": page_of(request, rows, ROWS),
        "can_change": policies.can_change(request.user, asset),
    }
    return render(request, "library/versions.html", context)


def version(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """One version beside the one before it, or beside `?against=`."""
    asset = visible_asset(request, pk)
    new = _version_or_404(asset, number)
    against = request.GET.get("against", "")
    old = asset.versions.filter(
        number=int(against) if against[:9].isdecimal() and not against[9:] else number - 1
    ).first()
    context = {
        "asset": asset,
        "new": new,
        "old": old,
        "pieces": difference(old.source, new.source) if old else None,
        "parts": _changed_parts(old, new) if old else [],
        "files": files_of(new),
        "old_files": files_of(old) if old else [],
        "html": render_text(new.source).html,
        "can_restore": policies.can_change(request.user, asset) and number != asset.version and not asset.is_retired,
    }
    return render(request, "library/version.html", context)


@require_POST
def restore(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    asset = actions.restore_version(visible_asset(request, pk), number, by=request.user)
    messages.success(request, _("Version %(number)s is back, as the newest one.") % {"number": number})
    return redirect(asset)


def _version_or_404(asset: Asset, number: int) -> AssetVersion:
    found = asset.versions.select_related("author").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _changed_parts(old: AssetVersion, new: AssetVersion) -> list[tuple[str, list[object]]]:
    labels = {
        "title": _("Title"),
        "summary": _("In plain words"),
        "address": _("Address"),
        "works_when": _("Works when"),
        "works_not_when": _("Does not work when"),
    }
    changed = [name for name in labels if getattr(old, name) != getattr(new, name)]
    return [(labels[name], list(difference(getattr(old, name), getattr(new, name)))) for name in changed]
