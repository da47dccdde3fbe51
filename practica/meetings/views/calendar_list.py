from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import pgettext

from practica.foundation.requests import page_number
from practica.meetings.queries.calendar import by_day, month_asked
from practica.meetings.queries.calendar_list import ListedMonth, Span, day_asked, spans_of
from practica.meetings.queries.listing import rows_for
from practica.meetings.queries.words import month_as_title, month_in_words

if TYPE_CHECKING:
    from practica.foundation.requests import MemberRequest
    from practica.meetings.models.occurrence import OccurrenceQuerySet
    from practica.meetings.views.calendar import Days


def list_context(request: MemberRequest, meetings: OccurrenceQuerySet, days: Days) -> dict[str, Any]:
    """A page of the month's list, or all of one day."""
    day = day_asked(request.GET.get("day", ""))
    month = ListedMonth(day.replace(day=1) if day else month_asked(request.GET.get("month", "")))
    page = Paginator([Span(day, day)] if day else spans_of(month, meetings), 1).get_page(page_number(request))
    span: Span = page[0]
    rows = rows_for(request.user, span.of(meetings).for_listing())
    return {
        "month": month,
        "title": month_as_title(month.first),
        "month_words": month_in_words(month.first),
        "day_words": capfirst(date_format(day, pgettext("date format", "l j F"))) if day else "",
        "before": {"month": f"{month.before:%Y-%m}", "label": month_as_title(month.before)},
        "after": {"month": f"{month.after:%Y-%m}", "label": month_as_title(month.after)},
        "same_month": None if month.is_present else f"{month.first:%Y-%m}",
        "same_week": None if month.is_present and not day else f"{day or month.first:%Y-%m-%d}",
        "days": by_day(rows, days.due(request.user, span.first, span.last)),
        "page": page,
    }
