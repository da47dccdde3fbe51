"""Files leave through here, as attachments that can do nothing in our name; and come in by the composer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from practica.files.actions import store_file
from practica.files.kinds import HEAD, PICTURES, seen_in
from practica.files.models import PagePicture, StoredFile
from practica.foundation.access import Refused
from practica.foundation.rates import refuse_flood

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile
    from django.http.response import HttpResponseBase

    from practica.foundation.requests import MemberRequest

# A whole camera's pictures dropped at once, but not a script's.
MOST_UPLOADS = 120
CAGE = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_GET
def download(request: MemberRequest, pk: int, name: str) -> HttpResponseBase:  # noqa: ARG001 -- the name is for people
    """The file, to be kept by the reader: no browser shows it as a page of ours."""
    file = get_object_or_404(StoredFile.objects.visible_to(request.user), pk=pk)
    return send(request, file.content, file.sha256, file.content_type, file.name)


@require_GET
def picture(request: MemberRequest, pk: int, name: str) -> HttpResponseBase:  # noqa: ARG001
    """A picture shown by itself; its bytes are looked at again, whatever the row says."""
    file = get_object_or_404(StoredFile.objects.visible_to(request.user), pk=pk, content_type__in=PICTURES)
    with file.content.open("rb") as content:
        seen = seen_in(content.read(HEAD))
    if seen not in PICTURES:
        raise Http404
    return send(request, file.content, file.sha256, seen, "")


@require_GET
def page(request: MemberRequest, pk: int, number: int) -> HttpResponseBase:
    """The drawn picture of one page of a document."""
    files = StoredFile.objects.visible_to(request.user).filter(pk=pk)
    drawn = get_object_or_404(PagePicture, file__in=files, number=number)
    return send(request, drawn.content, f"page-{drawn.pk}", "image/png", "")


@require_POST
def upload(request: MemberRequest) -> JsonResponse:
    """One file from the composer; answers with the Markdown to put at the caret."""
    given = request.FILES.get("file")
    if given is None:
        return JsonResponse({"error": _("No file came with it. Please try again.")}, status=422)
    try:
        refuse_flood("upload", request.user.pk, MOST_UPLOADS)
        file = store_file(given, by=request.user)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return JsonResponse(
        {"id": file.pk, "name": file.name, "url": file.get_absolute_url(), "markdown": file.markdown}, status=201
    )


def send(request: MemberRequest, content: FieldFile, tag: str, content_type: str, name: str) -> HttpResponseBase:
    """The bytes with every header that keeps them harmless; asked again each time, since sight can be lost."""
    if request.headers.get("If-None-Match") == f'"{tag}"':
        return with_cage(HttpResponseNotModified(), tag)
    try:
        stored = content.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    if content_type.startswith("text/"):
        content_type = f"{content_type}; charset=utf-8"
    response = FileResponse(stored, as_attachment=bool(name), filename=name, content_type=content_type)
    if not name:
        # Kept from the page, a picture has the name in its address, not the one in the store.
        del response.headers["Content-Disposition"]
    return with_cage(response, tag)


def with_cage(response: HttpResponse | FileResponse, tag: str) -> HttpResponseBase:
    caged = {
        "ETag": f'"{tag}"',
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": CAGE,
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    for header, value in caged.items():
        response.headers[header] = value
    return response
