"""A page with an editor in it."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from practica.foundation.security import allow_styles

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def editor_page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Its editor brings a style sheet along, which the browser takes by a word that is good for this answer alone."""
    nonce = token_urlsafe(16)
    response = render(request, template, context | {"style_nonce": nonce}, status=status)
    allow_styles(response, nonce)
    return response
