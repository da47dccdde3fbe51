"""Putting dates to the choice, and saying which suit."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from practica.communities.models import Status, Visibility
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import (
    Dates,
    answer_dates,
    ask_for_dates,
    extend_dates,
    propose_date,
    remind_of_dates,
)
from practica.meetings.models import DateMark, DatePoll
from practica.meetings.tests.factories import (
    CHATHAM,
    MADRID,
    MEMBERS,
    OPEN,
    CommunityFactory,
    PersonFactory,
    at,
    core_of,
    date_poll,
    details,
    guest_of,
    member_of,
    says,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db
TWO = (at(30, 9), at(30, 15))


def said(poll):
    """Who said what, date by date."""
    rows = DateMark.objects.filter(answer__poll=poll).order_by("option__starts_at")
    given = {}
    for name, fit in rows.values_list("answer__person__name", "fit"):
        given.setdefault(name, []).append(fit)
    return given


def test_dates_are_put_to_the_choice_in_their_order():
    community = CommunityFactory()
    poll = date_poll(community, reversed(TWO), length=90, title="Seal clinic", place="Room 2")

    assert [option.starts_at for option in poll.options.all()] == list(TWO)
    assert poll.options.first().ends_at == at(30, 10, 30)
    assert (poll.title, poll.place, poll.zone, poll.takes_answers) == ("Seal clinic", "Room 2", MADRID, True)
    assert [(event.verb, event.target) for event in Event.objects.all()] == [(Verb.DATES_ASKED, poll)]


@pytest.mark.parametrize(
    ("starts", "more", "words"),
    [
        (TWO[:1], {}, "two to twelve"),
        ((TWO[0], TWO[0]), {}, "two to twelve"),
        ([at(30, hour) for hour in range(13)], {}, "two to twelve"),
        ((at(22, 9), at(30, 9)), {}, "past"),
        (TWO, {"closes_at": at(22, 9)}, "deadline has passed"),
        (TWO, {"closes_at": at(30, 16)}, "after the last"),
        (TWO, {"length": 4}, "between 5 minutes"),
        (TWO, {"zone": "Europe/Nowhere"}, "not a time zone"),
    ],
)
def test_dates_nobody_could_choose_are_refused(starts, more, words):
    community = CommunityFactory()
    dates = Dates(**{"starts": starts, "closes_at": at(27, 22), "zone": MADRID, "length": 60, **more})

    with pytest.raises(Refused, match=words):
        ask_for_dates(community, details(), dates, by=core_of(community))

    assert not DatePoll.objects.exists()


def test_who_does_not_plan_here_puts_no_dates_to_the_choice():
    community = CommunityFactory()
    with pytest.raises(PermissionDenied):
        date_poll(community, by=member_of(community))


def test_a_community_that_has_closed_looks_for_no_dates_and_a_stranger_is_no_host():
    community = CommunityFactory()
    by = core_of(community)
    with pytest.raises(Refused, match="once they belong"):
        date_poll(community, by=by, host=PersonFactory())
    community.status = Status.CLOSED
    community.save()
    with pytest.raises(Refused, match="has closed"):
        date_poll(community, by=by)


def test_each_says_how_each_date_suits_and_may_say_otherwise_until_the_deadline(time_machine):
    poll = date_poll()
    ana, guest = member_of(poll.community, name="Ana"), guest_of(poll.community)
    says(poll, ana, "yes no")
    says(poll, guest, "- need")
    given = says(poll, ana, "need yes", "Only from\nten past.")

    assert said(poll) == {"Ana": ["need", "yes"], guest.name: ["need"]}
    assert given.note == "Only from ten past."
    time_machine.move_to("2026-11-28T00:00:00Z")
    with pytest.raises(Refused, match="deadline has passed"):
        says(poll, ana, "no no")


@pytest.mark.parametrize("fits", [{}, {0: "yes"}, {1: "perhaps"}])
def test_an_answer_to_none_of_its_dates_or_none_of_the_three_is_refused(fits):
    poll = date_poll()
    pk = poll.options.first().pk
    given = {pk if number else 10**9: fit for number, fit in fits.items()}

    with pytest.raises(Refused, match="at least one"):
        answer_dates(poll, given, by=member_of(poll.community))

    assert not DateMark.objects.exists()


def test_a_stranger_does_not_answer_but_to_an_open_meeting_a_colleague_does():
    colleague = PersonFactory()
    says(date_poll(confidentiality=OPEN), colleague, "yes -")

    with pytest.raises(PermissionDenied):
        says(date_poll(), colleague, "yes -")


def test_under_the_chatham_house_rule_not_even_the_memory_says_who_answered():
    poll = date_poll(confidentiality=CHATHAM)
    ana = member_of(poll.community)
    says(poll, ana, "yes -")
    propose_date(poll, at(30, 12), by=ana)

    actors = dict(Event.objects.values_list("verb", "actor"))
    assert (actors[Verb.DATES_ANSWERED], actors[Verb.DATE_PROPOSED]) == (None, None)


@pytest.mark.parametrize(
    ("visibility", "confidentiality", "seen_by"),
    [
        (Visibility.OPEN, OPEN, {"member", "guest", "colleague"}),
        (Visibility.PRIVATE, OPEN, {"member", "guest"}),
        (Visibility.OPEN, MEMBERS, {"member", "guest"}),
        (Visibility.OPEN, CHATHAM, {"member", "guest"}),
    ],
)
def test_dates_are_seen_by_those_who_will_see_the_meeting(visibility, confidentiality, seen_by):
    community = CommunityFactory(visibility=visibility)
    people = {"member": member_of(community), "guest": guest_of(community), "colleague": PersonFactory()}
    poll = date_poll(community, confidentiality=confidentiality)

    assert {who for who, one in people.items() if poll in DatePoll.objects.visible_to(one)} == seen_by


def test_whoever_answers_may_propose_another_date():
    poll = date_poll()
    propose_date(poll, at(30, 12), by=member_of(poll.community))

    assert [option.starts_at for option in poll.options.all()] == [at(30, 9), at(30, 12), at(30, 15)]
    with pytest.raises(PermissionDenied):
        propose_date(poll, at(30, 13), by=PersonFactory())


@pytest.mark.parametrize(
    ("start", "words"), [(at(30, 9), "there already"), (at(22, 9), "past"), (at(30, 20), "twelve dates")]
)
def test_a_date_that_is_there_past_or_the_thirteenth_is_not_proposed(start, words):
    hours = range(9, 21) if "twelve" in words else (9, 15)
    poll = date_poll(starts=[at(30, hour, 30 * ("twelve" in words)) for hour in hours])

    with pytest.raises(Refused, match=words):
        propose_date(poll, start, by=member_of(poll.community))


def test_another_deadline_takes_answers_again(time_machine):
    poll = date_poll()
    time_machine.move_to("2026-11-28T00:00:00Z")
    poll = extend_dates(poll, at(29, 22), by=poll.opened_by)
    says(poll, member_of(poll.community), "yes yes")

    with pytest.raises(Refused, match="after the last"):
        extend_dates(poll, datetime(2026, 12, 1, tzinfo=UTC), by=poll.opened_by)
    with pytest.raises(PermissionDenied):
        extend_dates(poll, at(29, 20), by=member_of(poll.community))


def test_who_has_not_answered_is_reminded_once_a_day_at_most(time_machine):
    poll = date_poll(closes_at=at(29, 22))
    remind_of_dates(poll, by=poll.opened_by)

    with pytest.raises(Refused, match="within a day"):
        remind_of_dates(poll, by=poll.opened_by)
    with pytest.raises(PermissionDenied):
        remind_of_dates(poll, by=member_of(poll.community))
    time_machine.move_to(at(24, 12) + timedelta(minutes=1), tick=False)
    assert remind_of_dates(poll, by=poll.opened_by).reminded_at == at(24, 12) + timedelta(minutes=1)
