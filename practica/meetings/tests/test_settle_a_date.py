"""One of the dates becomes the meeting, or none does; who hears of what."""

import pytest
from django.core.exceptions import PermissionDenied

from practica.communities.actions import leave_community
from practica.communities.models import Membership, Role
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.mail.models import Letter
from practica.meetings.actions import close_dates, propose_date, remind_of_dates, settle_date
from practica.meetings.models import Occurrence
from practica.meetings.tasks import follow_dates
from practica.meetings.tests.factories import (
    CHATHAM,
    OPEN,
    CommunityFactory,
    PersonFactory,
    at,
    core_of,
    date_poll,
    member_of,
    says,
)
from practica.meetings.verbs import Verb
from practica.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """Ana can, Ben could, Cem cannot on the first date, and Dina has not answered."""
    poll = date_poll(title="Seal clinic", place="Room 2", length=90)
    names = ("Ana", "Ben", "Cem", "Dina")
    people = {name: member_of(poll.community, name=name) for name in names}
    for name, fits in (("Ana", "yes no"), ("Ben", "need yes"), ("Cem", "no yes")):
        says(poll, people[name], fits)
    return poll, people


def told(verb):
    return {notice.card.person.name for notice in Notice.objects.filter(verb=verb)}


def test_settling_plans_the_meeting_and_what_was_said_of_the_date_is_the_answer(asked):
    poll, _people = asked
    meeting = settle_date(poll.options.first(), by=poll.opened_by)
    poll.refresh_from_db()

    assert (meeting.title, meeting.place, meeting.series.zone) == ("Seal clinic", "Room 2", "Europe/Madrid")
    assert (meeting.starts_at, meeting.ends_at) == (at(30, 9), at(30, 10, 30))
    assert dict(meeting.answers.values_list("person__name", "choice")) == {"Ana": "yes", "Ben": "maybe", "Cem": "no"}
    assert (poll.meeting, poll.settled_on, poll.settled_by) == (meeting, poll.options.first(), poll.opened_by)
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))[-5:]
    assert verbs == [Verb.PLANNED, Verb.ANSWERED, Verb.ANSWERED, Verb.ANSWERED, Verb.DATE_SETTLED]


def test_who_could_come_is_invited_and_everyone_else_hears_of_the_date(asked, run_jobs):
    poll, people = asked
    settle_date(poll.options.first(), by=poll.opened_by)
    run_jobs()

    invited = Letter.objects.filter(kind="meetings.invitation")
    assert {letter.person.name for letter in invited} == {"Ana", "Ben"}
    file = invited.get(person=people["Ana"]).enclosures.get().content
    assert "PARTSTAT=ACCEPTED" in str(file).replace("\\r\\n ", "")
    assert told(Verb.PLANNED) == {"Ana", "Ben"}
    assert told(Verb.DATE_SETTLED) == {"Cem", "Dina"}


def test_places_go_to_those_who_answered_first(time_machine):
    poll = date_poll(capacity=1)
    for minute, name in enumerate(["Ana", "Ben"]):
        time_machine.move_to(at(23, 13, minute))
        says(poll, member_of(poll.community, name=name), "yes yes")

    meeting = settle_date(poll.options.first(), by=poll.opened_by)

    waits = {row.person.name: row.is_waiting for row in meeting.answers.select_related("person")}
    assert waits == {"Ana": False, "Ben": True}


def test_who_has_left_since_neither_comes_nor_hosts(run_jobs):
    community = CommunityFactory()
    ana = member_of(community)
    poll = date_poll(community, host=ana)
    says(poll, ana, "yes yes")
    leave_community(community, by=ana)
    meeting = settle_date(poll.options.first(), by=poll.opened_by)
    run_jobs()

    assert (meeting.host, meeting.answers.count()) == (None, 0)
    assert not Letter.objects.filter(kind="meetings.invitation").exists()


def test_a_colleague_who_could_come_to_an_open_meeting_is_invited(run_jobs):
    poll = date_poll(confidentiality=OPEN)
    colleague = PersonFactory()
    says(poll, colleague, "yes -")
    settle_date(poll.options.first(), by=poll.opened_by)
    run_jobs()

    assert [letter.person for letter in Letter.objects.filter(kind="meetings.invitation")] == [colleague]


def test_a_date_is_settled_once_by_those_who_plan_and_not_in_the_past(asked, time_machine):
    poll, people = asked
    first, second = poll.options.all()
    with pytest.raises(PermissionDenied):
        settle_date(first, by=people["Ana"])
    time_machine.move_to("2026-11-30T10:00:00Z")
    with pytest.raises(Refused, match="past"):
        settle_date(first, by=poll.opened_by)
    settle_date(second, by=poll.opened_by)
    with pytest.raises(Refused, match="settled already"):
        settle_date(second, by=poll.opened_by)
    with pytest.raises(Refused, match="settled already"):
        says(poll, people["Ana"], "yes yes")

    assert Occurrence.objects.count() == 1


def test_closed_without_a_date_those_who_answered_hear_why(asked, run_jobs):
    poll, people = asked
    with pytest.raises(Refused, match="why"):
        close_dates(poll, " ", by=poll.opened_by)
    with pytest.raises(PermissionDenied):
        close_dates(poll, "No.", by=people["Ana"])
    poll = close_dates(poll, "The pump hall is closed.", by=poll.opened_by)
    run_jobs()

    assert (poll.closed_because, poll.takes_answers) == ("The pump hall is closed.", False)
    assert told(Verb.DATES_CLOSED) == {"Ana", "Ben", "Cem"}
    with pytest.raises(Refused, match="without one"):
        settle_date(poll.options.first(), by=poll.opened_by)


def test_members_hear_that_dates_are_asked_and_those_who_answered_of_another_one(asked, run_jobs):
    poll, people = asked
    propose_date(poll, at(30, 12), by=people["Ana"])
    run_jobs()

    assert told(Verb.DATES_ASKED) == {"Ana", "Ben", "Cem", "Dina"}
    assert told(Verb.DATE_PROPOSED) == {"Ben", "Cem"}


def test_a_reminder_is_only_for_those_who_have_not_answered(asked, run_jobs):
    poll, _people = asked
    remind_of_dates(poll, by=poll.opened_by)
    run_jobs()

    assert told(Verb.DATES_REMINDED) == {"Dina"}


def test_the_clock_reminds_a_day_before_and_tells_who_asked_at_the_end_once_each(asked, run_jobs, time_machine):
    poll, _people = asked
    for moment in ("2026-11-25T12:00:00Z", "2026-11-27T00:00:00Z", "2026-11-27T01:00:00Z", "2026-11-28T00:00:00Z"):
        time_machine.move_to(moment)
        follow_dates()
        follow_dates()
    run_jobs()

    verbs = [Verb.DATES_REMINDED, Verb.DATES_DUE]
    assert list(Event.objects.filter(verb__in=verbs).order_by("pk").values_list("verb", flat=True)) == verbs
    assert told(Verb.DATES_DUE) == {poll.opened_by.name}


def test_nobody_is_named_in_what_is_told_under_the_chatham_house_rule(run_jobs):
    poll = date_poll(confidentiality=CHATHAM)
    ana, ben = member_of(poll.community), member_of(poll.community)
    for person in (ana, ben):
        says(poll, person, "yes yes")
    propose_date(poll, at(30, 12), by=ana)
    run_jobs()

    proposed = Notice.objects.filter(verb=Verb.DATE_PROPOSED).values("event_id")
    assert [event.actor for event in Event.objects.filter(pk__in=proposed)] == [None]


def test_a_programme_manager_settles_where_nobody_else_plans():
    community = CommunityFactory()
    manager = PersonFactory(is_programme_manager=True)
    poll = date_poll(community, by=manager)
    Membership.objects.filter(community=community, role=Role.CORE).delete()

    assert settle_date(poll.options.first(), by=manager).title == poll.title


def test_two_core_members_who_settle_plan_one_meeting():
    poll = date_poll()
    other = core_of(poll.community)
    stale = poll.options.first()
    settle_date(poll.options.last(), by=poll.opened_by)

    with pytest.raises(Refused, match="settled already"):
        settle_date(stale, by=other)
