"""Who is in the room: one tap for oneself, those who plan for others; who reads it, and what is remembered of it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import answer, cancel_occurrence, mark_attendance, note_absent, note_present
from practica.meetings.models import Attendance
from practica.meetings.queries.listing import present_at
from practica.meetings.tests.factories import (
    CHATHAM,
    OPEN,
    PersonFactory,
    guest_of,
    in_progress,
    meeting,
    member_of,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


def told_of(verb):
    return [event.actor for event in Event.objects.filter(verb=verb).order_by("pk")]


def test_everybody_who_is_asked_says_so_by_themselves():
    one = in_progress()
    ana, guest = member_of(one.community), guest_of(one.community)
    note_present(one, ana, by=ana)
    note_present(one, ana, by=ana)
    note_present(one, guest, by=guest)

    assert set(present_at(one)) == {ana, guest}
    assert (told_of(Verb.HELD), told_of(Verb.ATTENDED)) == ([ana], [ana, guest])
    assert {event.minutes for event in Event.objects.filter(verb=Verb.ATTENDED)} == {60}


def test_those_who_plan_say_it_of_others_and_others_do_not():
    one = in_progress()
    ana, luis = member_of(one.community), member_of(one.community)
    note_present(one, ana, by=one.series.created_by)
    for note in (note_present, note_absent):
        with pytest.raises(PermissionDenied):
            note(one, ana, by=luis)
        with pytest.raises(PermissionDenied):
            note(one, PersonFactory(), by=PersonFactory())
    with pytest.raises(Refused, match="not asked"):
        note_present(one, PersonFactory(), by=one.series.created_by)

    assert present_at(one) == [ana]


def test_it_is_taken_back_and_remembered_once():
    one = in_progress()
    ana = member_of(one.community)
    note_present(one, ana, by=ana)
    note_absent(one, ana, by=ana)
    assert present_at(one) == []
    note_present(one, ana, by=ana)

    assert (present_at(one), told_of(Verb.HELD), told_of(Verb.ATTENDED)) == ([ana], [ana], [ana])


def test_not_before_it_has_begun_nor_when_it_is_cancelled_but_afterwards():
    ahead, gone, one = meeting(), in_progress(), in_progress()
    cancel_occurrence(gone, "No", by=gone.series.created_by)
    for other, words in ((ahead, "once a meeting has begun"), (gone, "cancelled")):
        for note in (note_present, note_absent):
            with pytest.raises(Refused, match=words):
                note(other, other.series.created_by, by=other.series.created_by)
    with time_machine.travel(one.ends_at + timedelta(days=1)):
        note_present(one, one.series.created_by, by=one.series.created_by)

    assert Attendance.objects.count() == 1


def test_under_the_chatham_house_rule_nothing_remembered_says_who():
    one = in_progress(confidentiality=CHATHAM)
    by, ana = one.series.created_by, member_of(one.community)
    note_present(one, ana, by=ana)
    with pytest.raises(Refused, match="only somebody who was there"):
        note_present(one, member_of(one.community), by=by)
    note_present(one, by, by=by)
    luis = member_of(one.community)
    note_present(one, luis, by=by)
    mark_attendance(one, [ana, by], by=by)

    events = Event.objects.filter(verb__in=[Verb.HELD, Verb.ATTENDED, Verb.ROLL_CHANGED])
    assert ({event.actor for event in events}, told_of(Verb.HELD), told_of(Verb.ATTENDED)) == ({None}, [None], [])
    assert set(present_at(one)) == {ana, by}


def tap(one, name="here"):
    return reverse(f"meetings:{name}", args=[one.pk])


def test_one_tap_in_the_room_says_i_am_here_and_takes_it_back(client_as):
    one = in_progress()
    ana = member_of(one.community, name="Ana Ruiz")
    browser = client_as(ana)
    assert "I’m here" in browser.get(tap(one, "room")).content.decode()
    body = browser.post(tap(one), {"present": ana.pk}, **HTMX).content.decode()
    assert ["<main" in body, "Ana Ruiz" in body, 'aria-pressed="true"' in body] == [False, True, True]
    assert browser.post(tap(one), {"absent": ana.pk}).url == tap(one, "room")

    assert present_at(one) == []
    assert client_as(PersonFactory()).post(tap(one), {"present": ana.pk}).status_code == 404


def test_those_who_plan_tap_whoever_answered(client_as):
    one = in_progress()
    coming, away = member_of(one.community, name="Kenji Mori"), member_of(one.community, name="Nadia Haddad")
    answer(one, "yes", by=coming)
    host = client_as(one.series.created_by)
    body = host.get(tap(one, "room")).content.decode()
    assert ["Kenji Mori" in body, "Nadia Haddad" in body] == [True, False]
    host.post(tap(one), {"present": coming.pk})

    assert present_at(one) == [coming]
    assert host.post(tap(one), {"present": PersonFactory().pk}).status_code == 409
    assert host.post(tap(one), {"present": "x"}).status_code == 404
    assert client_as(away).post(tap(one), {"absent": coming.pk}).status_code == 403


@pytest.mark.parametrize("confidentiality", [OPEN, CHATHAM])
def test_names_are_for_those_who_are_there(client_as, confidentiality):
    one = in_progress(confidentiality=confidentiality)
    ana, luis = member_of(one.community, name="Ana Ruiz"), member_of(one.community)
    note_present(one, ana, by=ana)
    seen = [
        "Ana Ruiz" in client_as(person).get(tap(one, name)).content.decode()
        for person in (luis, one.series.created_by)
        for name in ("room", "detail")
    ]
    note_present(one, luis, by=luis)

    is_kept = confidentiality == CHATHAM
    assert seen == [False, False, not is_kept, not is_kept]
    assert "Ana Ruiz" in client_as(luis).get(tap(one, "room")).content.decode()
