"""Adding an asset and changing one; whatever goes wrong, nothing typed is lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from practica.communities.views.visible import visible_community
from practica.files.actions import store_file
from practica.foundation.access import Refused, require
from practica.foundation.difference import difference
from practica.foundation.richtext import render as render_text
from practica.foundation.text_fields import clean_text
from practica.library import actions, policies
from practica.library.forms import AssetForm, initial_of
from practica.library.models import Kind
from practica.library.models.asset import LOOKS
from practica.library.queries import current_version, files_of, starter
from practica.library.views.reach import visible_asset

if TYPE_CHECKING:
    from collections.abc import Callable

    from practica.communities.models import Community
    from practica.files.models import StoredFile
    from practica.foundation.requests import MemberRequest
    from practica.library.models import Asset


HINTS = {
    Kind.DOCUMENT: _("A text or a file that others need."),
    Kind.EXPERIENCE: _("What happened to you and what you would do next time."),
    Kind.TOOL: _("Something that does part of the work: a sheet, a script, a template."),
    Kind.PROCEDURE: _("How we do it: steps, key points, and why they matter."),
    Kind.DECISION: _("What we decided, why, and what we gave up."),
    Kind.RECORDING: _("Something to watch or listen to."),
    Kind.LINK: _("Something that lives elsewhere and is worth knowing."),
}


HEADINGS = {
    Kind.DOCUMENT: _("New document"),
    Kind.EXPERIENCE: _("New experience"),
    Kind.TOOL: _("New tool"),
    Kind.PROCEDURE: _("New procedure"),
    Kind.DECISION: _("New decision record"),
    Kind.RECORDING: _("New recording"),
    Kind.LINK: _("New link"),
}


def kind_cards() -> list[dict[str, object]]:
    return [
        {"value": kind.value, "label": kind.label, "icon": LOOKS[kind][0], "hue": LOOKS[kind][1], "hint": HINTS[kind]}
        for kind in Kind
    ]


def choose_kind(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    require(policies.can_add, request.user, community)
    return render(request, "library/choose_kind.html", {"community": community, "kinds": kind_cards()})


def add(request: MemberRequest, slug: str, kind: str) -> HttpResponse:
    community = visible_community(request, slug)
    require(policies.can_add, request.user, community)
    if kind not in Kind.values:
        raise Http404

    def act(content: actions.Content, label: actions.Label) -> Asset:
        return actions.add_asset(community, content, label, by=request.user)

    initial = {"source": starter(kind, request.user.language), "language": request.user.language}
    return asset_page(request, community, Kind(kind), act, initial=initial)


def asset_page(
    request: MemberRequest,
    community: Community,
    kind: Kind,
    act: Callable[[actions.Content, actions.Label], Asset],
    **given: Any,
) -> HttpResponse:
    """The form of something new. `given`: initial, what it begins with; origin, what it comes from."""
    require(policies.can_add, request.user, community)
    initial = {"kind": kind, "people": [request.user.pk], **given.pop("initial")}
    form = AssetForm(request.POST or None, request.FILES or None, community=community, initial=initial)
    if form.is_valid() and (files := _stored(request, form, community)) is not None:
        try:
            return redirect(act(form.content(files), form.label()))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "community": community, "kind": kind, "heading": HEADINGS[kind], **given}
    context["draft_key"] = f"asset-new-{request.path}"
    return render(request, "library/asset_form.html", context, status=422 if form.is_bound else 200)


def change(request: MemberRequest, pk: int) -> HttpResponse:
    asset = visible_asset(request, pk)
    require(policies.can_change, request.user, asset)
    files = files_of(current_version(asset))
    form_of = partial(AssetForm, community=asset.community, files=files, is_new=False)
    if request.method != "POST":
        return _form_page(request, asset, form_of(initial=initial_of(asset, files)))
    form = form_of(request.POST, request.FILES)
    if not form.is_valid() or (new := _stored(request, form, asset.community)) is None:
        return _form_page(request, asset, form, status=422)
    try:
        seen = form.cleaned_data["seen"] or 0
        return redirect(actions.change_asset(asset, form.content(new), form.label(), by=request.user, seen=seen))
    except actions.EditedMeanwhile as meanwhile:
        return _both_texts(request, meanwhile, form)


@require_POST
def preview(request: MemberRequest) -> HttpResponse:
    return HttpResponse(render_text(request.POST.get("source", "")[:500_000]).html)


def _both_texts(request: MemberRequest, meanwhile: actions.EditedMeanwhile, form: AssetForm) -> HttpResponse:
    """The form as typed, with the other's text beside it; saving now means having seen it."""
    theirs = meanwhile.asset
    typed = request.POST.copy()
    typed["seen"] = str(theirs.version)
    form.data = typed
    context = {"meanwhile": str(meanwhile), "pieces": difference(theirs.source, clean_text(typed.get("source", "")))}
    return _form_page(request, theirs, form, status=409, **context)


def _form_page(
    request: MemberRequest, asset: Asset, form: AssetForm, status: int = 200, **more: object
) -> HttpResponse:
    context = {"form": form, "asset": asset, "community": asset.community, "kind": Kind(asset.kind)}
    context |= {"draft_key": f"asset-{asset.pk}-{asset.version}", **more}
    return render(request, "library/asset_form.html", context, status=status)


def _stored(request: MemberRequest, form: AssetForm, community: Community) -> list[StoredFile] | None:
    """The uploads as stored files; None when one was refused, which the form then says beside the field."""
    try:
        return [store_file(upload, by=request.user, community=community) for upload in form.cleaned_data["uploads"]]
    except Refused as refusal:
        form.add_error("uploads", str(refusal))
        return None
