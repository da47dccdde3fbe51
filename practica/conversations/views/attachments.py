"""Files that came with a plain form post; with scripts the composer has sent them before."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django import forms

from practica.files.actions import store_file
from practica.foundation.access import Refused

if TYPE_CHECKING:
    from django.http import QueryDict

    from practica.foundation.requests import MemberRequest

FILES_AT_MOST = 10
FormOf = TypeVar("FormOf", bound=forms.Form)


def posted(request: MemberRequest, field: str = "source") -> tuple[QueryDict, str]:
    """What was posted, with a link to each file at the end of the text in `field`, and what is amiss with a file."""
    given = request.POST.copy()
    try:
        stored = [store_file(file, by=request.user) for file in request.FILES.getlist("attachments")[:FILES_AT_MOST]]
    except Refused as refusal:
        return given, str(refusal)
    if stored:
        given[field] = "\n\n".join([given.get(field, ""), *(file.markdown for file in stored)]).strip()
    return given, ""


def bound(form: FormOf, problem: str) -> FormOf:
    """The form, with what is amiss said beside its text."""
    if problem:
        form.add_error("source", problem)
    return form
