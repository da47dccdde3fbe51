"""A person's start page, and the lists behind its figures."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from practica.foundation.requests import page_number
from practica.home.queries import (
    FIGURES,
    figures_of_the_quarter,
    how_long_things_are_kept,
    learned,
    open_questions,
    popular_elsewhere,
    quarter,
    what_happened,
)
from practica.notices.cards import LATEST
from practica.ui import waits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.people.models import Person

NEW_FOR = timedelta(days=14)
AT_MOST, ON_A_PAGE = 5, 30
NOON, EVENING, NIGHT_ENDS = 12, 19, 5


@require_GET
def start(request: MemberRequest) -> HttpResponse:
    """What waits for me, what is new where I belong, and what the organisation learned."""
    me = request.user
    waiting = waits.waiting_for(me, request)
    most = LATEST if "all" in request.GET else max(0, AT_MOST - waiting.rows)
    happened = what_happened(me, waiting.things, most)
    count = waiting.count + happened.card_count
    is_new = is_newcomer(me) or not (happened.news or happened.quiet)
    context: dict[str, Any] = {
        "greeting": greeting(me),
        "waiting": waiting,
        "happened": happened,
        "count": count,
        "shows_all": "all" in request.GET or waiting.rows + happened.card_count <= AT_MOST,
        "is_new": is_new,
        "has_communities": bool(happened.news or happened.quiet),
        "questions": [] if count or is_new else open_questions(me),
        "popular": popular_elsewhere(me) if is_new and not happened.news else [],
        "figures": [] if me.is_guest else figures_of_the_quarter(),
        "quarter_start": quarter()[0],
        "today": timezone.localtime(),
    }
    return render(request, "home/start.html", context)


@require_GET
def learned_things(request: MemberRequest, figure: str) -> HttpResponse:
    """The things behind one figure of the quarter, those that the reader may see."""
    chosen = next((one for one in FIGURES if one.key == figure), None)
    if chosen is None or request.user.is_guest:
        raise Http404
    begin, end = quarter()
    found: Any = learned(figure, begin, end)
    things = found.visible_to(request.user).select_related("community")
    page = Paginator(things, ON_A_PAGE).get_page(page_number(request))
    context = {"figure": chosen, "page": page, "start": begin, "end": end}
    return render(request, "home/learned.html", context)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, and who sees it. What it says is checked against the code when that changes."""
    return render(request, "home/privacy.html", how_long_things_are_kept())


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Signing in, and the first steps."""
    return render(request, "home/help.html")


def greeting(person: Person) -> str:
    hour = timezone.localtime().hour
    name = {"name": person.get_short_name()}
    if NIGHT_ENDS <= hour < NOON:
        return _("Good morning, %(name)s") % name
    if NOON <= hour < EVENING:
        return _("Good afternoon, %(name)s") % name
    return _("Good evening, %(name)s") % name


def is_newcomer(person: Person) -> bool:
    return person.claimed_at is not None and timezone.now() - person.claimed_at < NEW_FOR
