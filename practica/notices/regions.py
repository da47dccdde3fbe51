"""The inbox in the rail, with how many things wait for the person by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext_lazy as _

from practica.notices.cards import count_waiting
from practica.ui.rail import Entry, register

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.foundation.requests import MemberRequest


def waiting(request: HttpRequest) -> int:
    if not request.user.is_authenticated:
        return 0
    return count_waiting(cast("MemberRequest", request).user)


register(Entry(label=_("Inbox"), url_name="notices:inbox", icon="bell", order=20, count=waiting))
