"""Where joint work shows itself on other pages: a tab in every community, what one promised on one's home."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from practica.communities.queries.pages import CommunityTab, declare_tab
from practica.ui import rail
from practica.ui.regions import register
from practica.work.models import Commitment

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.people.models import Person

ON_HOME = 5

declare_tab(CommunityTab("work", _("Work"), "work:community", 38))
rail.register_new(rail.NewAction(_("Say what you will do"), "work:mine", "handshake", order=40))


@register("home.waits", order=40)
def promised(request: HttpRequest, **_things: object) -> str:
    """What this person said they would do, the nearest days first."""
    rows = list(Commitment.objects.waiting_for(cast("Person", request.user)).select_related("community")[:ON_HOME])
    return render_to_string("work/_promised.html", {"rows": rows}, request) if rows else ""
