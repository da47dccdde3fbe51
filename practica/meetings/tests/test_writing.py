"""Agenda, minutes, views left in writing, and who was there."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied

from practica.communities.tests.factories import MembershipFactory
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import cancel_occurrence, leave_view, mark_attendance, publish_minutes, write_agenda
from practica.meetings.forms.details import DetailsForm
from practica.meetings.forms.writing import AttendanceForm
from practica.meetings.notices.hearers import members
from practica.meetings.tests.factories import (
    CHATHAM,
    CommunityFactory,
    PersonFactory,
    core_of,
    meeting,
    member_of,
    timing,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db
JUST_NOW = timing(first_on=date(2026, 11, 23), at=time(12, 30))


def events(verb):
    return [(event.actor, event.minutes) for event in Event.objects.filter(verb=verb).order_by("pk")]


def test_the_agenda_is_rich_text():
    one = meeting()
    write_agenda(one, "- **Seals**\n- Loggers", by=one.series.created_by)

    one.refresh_from_db()
    assert "<strong>Seals</strong>" in one.agenda_html
    assert one.agenda_by == one.series.created_by
    assert events(Verb.AGENDA_WRITTEN) == [(one.series.created_by, None)]


def test_minutes_come_once_it_has_begun_and_hold_something():
    community = CommunityFactory()
    core = core_of(community)
    later, now = meeting(community, by=core), meeting(community, by=core, when=JUST_NOW)

    publish_minutes(now, "We keep the *prime wait*.", by=core)

    assert "<em>prime wait</em>" in type(now).objects.get(pk=now.pk).minutes_html
    with pytest.raises(Refused, match="once a meeting has begun"):
        publish_minutes(later, "Too early", by=core)
    with pytest.raises(Refused, match="one line"):
        publish_minutes(now, " ", by=core)


def test_members_write_neither_agenda_nor_minutes_nor_the_roll():
    one = meeting(when=JUST_NOW)
    ana = member_of(one.community)
    for write in (
        lambda: write_agenda(one, "Mine", by=ana),
        lambda: publish_minutes(one, "Mine", by=ana),
        lambda: mark_attendance(one, [ana], by=ana),
    ):
        with pytest.raises(PermissionDenied):
            write()


def test_nothing_is_written_for_a_cancelled_meeting():
    one = meeting(when=JUST_NOW)
    by = one.series.created_by
    cancel_occurrence(one, "No", by=by)
    for write in (
        lambda: write_agenda(one, "Text", by=by),
        lambda: publish_minutes(one, "Text", by=by),
        lambda: mark_attendance(one, [by], by=by),
        lambda: leave_view(one, "Text", by=by),
    ):
        with pytest.raises(Refused):
            write()


def test_a_view_is_left_in_ones_name():
    one = meeting()
    ursula = member_of(one.community)
    view = leave_view(one, "Keep the 30 second prime wait.", by=ursula)

    assert view.author == ursula
    assert events(Verb.VIEW_LEFT) == [(ursula, None)]
    with pytest.raises(PermissionDenied):
        leave_view(one, "Me too", by=PersonFactory())
    with pytest.raises(Refused, match="one line"):
        leave_view(one, "", by=ursula)


def test_under_the_chatham_house_rule_no_row_and_no_event_names_who_wrote_or_came():
    one = meeting(confidentiality=CHATHAM, when=JUST_NOW)
    by, ursula = one.series.created_by, member_of(one.community)

    leave_view(one, "Keep it.", by=ursula)
    mark_attendance(one, [by, ursula], by=by)

    assert [view.author for view in one.views.all()] == [None]
    assert events(Verb.VIEW_LEFT) == [(None, None)]
    assert events(Verb.HELD) == [(None, 60)]
    assert events(Verb.ATTENDED) == []


def test_who_was_there_is_noted_and_corrected():
    one = meeting(when=JUST_NOW)
    by, ana, eva = one.series.created_by, member_of(one.community), member_of(one.community)
    mark_attendance(one, [by, ana, PersonFactory()], by=by)

    mark_attendance(one, [by, eva], by=by)

    assert {row.person for row in one.attendances.all()} == {by, eva}
    assert events(Verb.ATTENDED) == [(by, 60), (ana, 60), (eva, 60)]
    assert events(Verb.HELD) == [(by, 60)]


def test_the_roll_waits_for_the_meeting_and_under_the_rule_for_somebody_who_was_there():
    later, quiet = meeting(), meeting(confidentiality=CHATHAM, when=JUST_NOW)

    with pytest.raises(Refused, match="has begun"):
        mark_attendance(later, [], by=later.series.created_by)
    with pytest.raises(Refused, match="somebody who was there"):
        mark_attendance(quiet, [member_of(quiet.community)], by=quiet.series.created_by)


def test_a_guest_whose_day_is_over_is_offered_neither_as_a_host_nor_in_the_roll():
    one = meeting(when=JUST_NOW)
    over = MembershipFactory(community=one.community, guest=True, ends_on=date(2026, 11, 22)).person
    guest = MembershipFactory(community=one.community, guest=True, ends_on=date(2026, 11, 23)).person

    for people in (
        AttendanceForm(meeting=one).fields["people"].queryset,
        DetailsForm(community=one.community).fields["host"].queryset,
        [person for person, _ in members(None, one)],
    ):
        assert (guest in people, over in people) == (True, False)
