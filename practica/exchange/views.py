"""Bringing in an organisation: upload, look at what it would change, confirm, watch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from practica.exchange import actions, policies
from practica.exchange.forms import UploadForm
from practica.exchange.models import ImportRun
from practica.exchange.queries import shown
from practica.foundation.access import Refused, require

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

RUNS_SHOWN = 20


@require_GET
def imports(request: MemberRequest) -> HttpResponse:
    """What was brought in so far, and the form to bring in more."""
    require(policies.can_import, request.user, None)
    return _page(request, UploadForm())


@require_POST
def upload(request: MemberRequest) -> HttpResponse:
    require(policies.can_import, request.user, None)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        run = actions.upload_archive(form.cleaned_data["archive"], by=request.user)
    except Refused as refusal:
        form.add_error("archive", str(refusal))
        return _page(request, form, status=422)
    return redirect(run)


@require_GET
def run(request: MemberRequest, pk: int) -> HttpResponse:
    """How far it is; while it is at work the page asks again, with JavaScript or without."""
    found = _visible_run(request, pk)
    template = "exchange/_run.html" if request.htmx else "exchange/run.html"
    return render(request, template, _context(found))


@require_POST
def confirm(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.confirm_run(_visible_run(request, pk), by=request.user))


@require_POST
def discard(request: MemberRequest, pk: int) -> HttpResponse:
    actions.discard_run(_visible_run(request, pk), by=request.user)
    messages.success(request, _("Nothing was taken in."))
    return redirect("exchange:imports")


@require_GET
def report(request: MemberRequest, pk: int) -> HttpResponse:
    """The whole report, for programs and archives."""
    found = _visible_run(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="import-{found.pk}.json"'}
    return JsonResponse(found.report, headers=headers, json_dumps_params={"indent": 2, "ensure_ascii": False})


def _visible_run(request: MemberRequest, pk: int) -> ImportRun:
    runs = ImportRun.objects.visible_to(request.user).select_related("started_by", "confirmed_by")
    return get_object_or_404(runs, pk=pk)


def _context(found: ImportRun) -> dict[str, Any]:
    return {"run": found, "shown": shown(found.report)}


def _page(request: MemberRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    runs = ImportRun.objects.visible_to(request.user).select_related("started_by")[:RUNS_SHOWN]
    return render(request, "exchange/imports.html", {"form": form, "runs": runs}, status=status)
