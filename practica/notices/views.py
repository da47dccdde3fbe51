"""The inbox: what waits for me, and when I am written to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from practica.notices import actions
from practica.notices.cards import shown
from practica.notices.digest import news_for
from practica.notices.forms import choices_of, save_choices
from practica.notices.models import Card
from practica.notices.moments import snoozes

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from practica.foundation.requests import MemberRequest

TABS = ("waiting", "snoozed", "muted", "done")
MOST = 60


@require_GET
def inbox(request: MemberRequest, tab: str = "waiting") -> HttpResponse:
    cards = Card.objects.of(request.user)
    waiting = cards.waiting()
    counts = {
        "waiting": waiting,
        "personal": waiting.filter(is_personal=True),
        "snoozed": cards.snoozed(),
        "muted": cards.muted(),
    }
    rows = shown(request.user, cards_of(request, tab))
    context = {
        "tab": tab,
        "counts": {name: found.count() for name, found in counts.items()},
        "personal": [row for row in rows if row.card.is_personal or tab != "waiting"],
        "news": [row for row in rows if not row.card.is_personal and tab == "waiting"],
        "snoozes": snoozes(),
        "choices": choices_of(request.user),
    }
    return render(request, "notices/inbox.html", context)


def cards_of(request: MemberRequest, tab: str) -> QuerySet[Card]:
    found: QuerySet[Card] = getattr(Card.objects.of(request.user), tab)()
    return found.order_by("-latest_at", "-pk")[:MOST]


def own_card(request: MemberRequest, pk: int) -> Card:
    return get_object_or_404(Card.objects.of(request.user), pk=pk)


@require_POST
def done(request: MemberRequest, pk: int) -> HttpResponse:
    card = own_card(request, pk)
    actions.finish(card)
    return back(request, _("Done."), card)


@require_POST
def snooze(request: MemberRequest, pk: int) -> HttpResponse:
    card = own_card(request, pk)
    moments = {name: moment for name, _words, moment in snoozes()}
    actions.snooze(card, moments.get(request.POST.get("until", ""), moments["tomorrow"]))
    return back(request, _("It comes back later."), card)


@require_POST
def mute(request: MemberRequest, pk: int) -> HttpResponse:
    card = own_card(request, pk)
    actions.mute(card)
    return back(request, _("Muted. You hear no more of it."), card)


@require_POST
def wait(request: MemberRequest, pk: int) -> HttpResponse:
    """Undoes the others: it waits again."""
    actions.bring_back(own_card(request, pk))
    return redirect("notices:inbox")


@require_POST
def read_news(request: MemberRequest) -> HttpResponse:
    actions.finish_news(request.user)
    return back(request, _("All read."))


@require_POST
def preferences(request: MemberRequest) -> HttpResponse:
    save_choices(request.user, request.POST)
    return back(request, _("Saved. We write to you as you chose."))


@require_GET
def digest(request: MemberRequest) -> HttpResponse:
    """What the weekly letter would say now."""
    places = news_for(request.user, timezone.now() - timedelta(days=7))
    return render(request, "notices/digest.html", {"places": places})


def back(request: MemberRequest, words: str, card: Any = None) -> HttpResponse:
    """To the tab one came from, with a way to undo."""
    undo = f"undo:{reverse('notices:wait', args=[card.pk])}" if card else ""
    messages.success(request, words, extra_tags=undo)
    tab = request.POST.get("tab", "")
    return redirect(reverse("notices:tab", args=[tab]) if tab in TABS[1:] else reverse("notices:inbox"))
