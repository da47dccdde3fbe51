"""The Chatham House Rule, read where names could hide: the tables, events, feeds, search, letters and files.

Two members: Zoraida comes, speaks and writes; Bruno stays away. What is kept of them may differ in one row alone: that she
was there, which those who were there may read.
"""

from collections import Counter
from datetime import timedelta

import pypdfium2
import pytest
import time_machine
from django.apps import apps
from django.db import models
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.meetings.actions import (
    extend_step,
    leave_view,
    note_covered,
    note_present,
    open_community_feed,
    pause_clock,
    propose_item,
    publish_agenda,
    publish_minutes,
    take_up,
    write_outcome,
)
from practica.meetings.models import OutcomeWords
from practica.meetings.queries.agenda import items_of
from practica.meetings.queries.minutes import assembled
from practica.meetings.tests.factories import CHATHAM, a_decision, capability, core_of, member_of, opened, point, timing
from practica.people.models import Person

pytestmark = pytest.mark.django_db
NAME, HANDLE = "Zoraida Quispe", "zoraida"
WORDS = {
    "action": "Read the seal water", "question": "How long does it run dry?", "topic": "Seal water pressure",
    "story": "The night the standby sang",
}  # fmt: skip


@pytest.fixture
def held(run_jobs, mailoutbox):
    """A meeting under the rule, from the agenda to the minutes, with all its letters written."""
    community = CommunityFactory()
    with time_machine.travel("2026-11-20T09:00:00Z", tick=False):
        host = core_of(community, name="Sofía Almada")
        zoraida = member_of(community, name=NAME, handle=HANDLE)
        bruno = member_of(community, name="Bruno Klein", handle="bruno")
        when = timing(length=60)
        one = opened(
            community,
            capability(minutes=30),
            point("Two near misses"),
            by=host,
            host=host,
            when=when,
            confidentiality=CHATHAM,
        )
        publish_agenda(one, by=host)
        run_jobs()
    with time_machine.travel(one.starts_at, tick=False):
        _meet(one, host, zoraida)
    with time_machine.travel(one.starts_at + timedelta(minutes=50), tick=False):
        note_covered(one, items_of(one), by=host)
    with time_machine.travel(one.ends_at + timedelta(days=1), tick=False):
        publish_minutes(one, assembled(one), by=host)
        run_jobs()
        yield one, host, zoraida, bruno, mailoutbox


def _meet(one, host, zoraida):
    item = items_of(one)[1]
    take_up(item, by=host)
    note_present(one, zoraida, by=zoraida)
    note_present(one, host, by=host)
    leave_view(one, "The ladder stood on gravel.", by=zoraida, item=item)
    propose_item(one, point("Who stands below?"), by=zoraida)
    pause_clock(one, by=zoraida)
    extend_step(one, by=zoraida)
    write_outcome(one, a_decision(dissent="One of us would wait"), by=zoraida, item=item)
    for kind, text in WORDS.items():
        write_outcome(one, OutcomeWords(kind, text), by=zoraida, item=item)


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("practica.")]


def kept_of(person):
    """By table and column, the rows that lead to the person."""
    found = Counter()
    for model in own_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Person:
                found[f"{model._meta.label}.{field.name}"] += model._default_manager.filter(
                    **{field.attname: person.pk}
                ).count()
    return +found


def test_the_tables_hold_of_who_came_one_row_more_than_of_who_stayed_away(held):
    _one, _host, zoraida, bruno, _mail = held

    assert kept_of(zoraida) - kept_of(bruno) == Counter({"meetings.Attendance.person": 1})
    assert kept_of(bruno) - kept_of(zoraida) == Counter()


def test_no_text_in_any_table_names_her_but_her_own_row(held):
    zoraida = held[2]
    found = set()
    for model in own_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                rows = model._default_manager.filter(**{f"{field.name}__icontains": "zoraida"})
                found |= {f"{model._meta.label}.{field.name}"} if rows.exists() else set()

    # She was invited by name, like everybody.
    own = {"people.Person.name", "people.Person.handle", "people.Person.email", "mail.Enclosure.content"}
    assert found - own == set()
    invitations = apps.get_model("mail.Enclosure")._default_manager.filter(content__icontains="zoraida")
    assert {row.letter.person for row in invitations} == {zoraida}


def test_no_event_of_the_meeting_says_whose_doing_it_was_but_what_those_who_plan_did(held):
    one, host, *_others = held
    events = apps.get_model("events.Event")._default_manager.filter(target_type__startswith="meetings.")

    assert {event.actor_id for event in events} == {None, host.pk}
    quiet = ("meetings.held", "meetings.attended", "meetings.roll_changed", "meetings.caught", "meetings.decided")
    assert {event.actor_id for event in events.filter(verb__in=quiet)} == {None}
    assert one.outcomes.exclude(written_by=None).count() == 0


def test_letters_go_to_both_alike_and_name_nobody(held):
    _one, _host, zoraida, bruno, mail = held
    to = Counter(address for letter in mail for address in letter.to)

    assert to[zoraida.email] == to[bruno.email]
    told = [letter for letter in mail if "Minutes" in letter.subject or "minutes" in letter.body]
    assert [letter for letter in told if "Zoraida" in letter.subject + letter.body + str(letter.alternatives)] == []


def pages_of(one):
    meeting = ("detail", "room", "so-far", "minutes-markdown", "ics")
    kept = ("series", "decisions", "series-minutes", "series-markdown")
    return [reverse(f"meetings:{name}", args=[one.pk]) for name in meeting] + [
        reverse(f"meetings:{name}", args=[one.series_id]) for name in kept
    ]


def test_no_page_file_or_feed_tells_who_stayed_away_who_was_there(client_as, client, held):
    one, _host, _zoraida, bruno, _mail = held
    feed = reverse("meetings:feed", args=[open_community_feed(one.community, "Phone", by=bruno).token])
    browser = client_as(bruno)
    bodies = {page: browser.get(page).content.decode() for page in pages_of(one)}
    bodies[feed] = client.get(feed).content.decode()
    pdf = reverse("meetings:minutes-pdf", args=[one.pk])
    bodies[pdf] = pypdfium2.PdfDocument(browser.get(pdf).content)[0].get_textpage().get_text_range()

    assert [page for page, body in bodies.items() if "Zoraida" in body] == []
    assert [page for page, body in bodies.items() if "2 people were there" in body] != []


def test_the_search_for_her_name_finds_nothing_of_the_meeting(client_as, held):
    one, host, *_others = held
    body = client_as(host).get("/search/", {"q": "Zoraida"}).content.decode()

    assert (one.get_absolute_url() in body, one.title in body) == (False, False)
    assert one.get_absolute_url() in client_as(host).get("/search/", {"q": "standby sang"}).content.decode()


def test_who_was_there_reads_who_else_was(client_as, held):
    one, _host, zoraida, *_others = held
    browser = client_as(zoraida)
    pages = ("detail", "minutes-markdown")

    assert ["Sofía Almada" in browser.get(reverse(f"meetings:{name}", args=[one.pk])).content.decode() for name in pages] == [
        True, True,
    ]  # fmt: skip
