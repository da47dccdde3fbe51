"""“I will … by …”: made by oneself, kept, renegotiated, let go."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from practica.communities.models import Status
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory
from practica.work.actions import (
    commit,
    keep_commitment,
    let_go_of_commitment,
    renegotiate_commitment,
    unkeep_commitment,
)
from practica.work.models import Commitment
from practica.work.tests.factories import CommunityFactory, MembershipFactory, a_commitment, in_days, member_of
from practica.work.verbs import Verb

pytestmark = pytest.mark.django_db


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_member_says_what_they_will_do_and_by_when():
    community = CommunityFactory()
    ana = member_of(community)

    made = commit(community, text="traer los resultados de la grasa", due_on=in_days(2), by=ana)

    assert (made.person, made.language, made.is_open, made.is_late) == (ana, "es", True, False)
    assert verbs() == [Verb.COMMITTED]


def test_a_guest_may_promise_where_they_are_a_guest():
    guest = MembershipFactory(guest=True, person__is_guest=True)

    assert a_commitment(guest.community, by=guest.person).person == guest.person


def test_nobody_promises_where_they_do_not_belong():
    with pytest.raises(PermissionDenied):
        a_commitment(by=PersonFactory())


def test_nothing_is_promised_for_a_day_that_has_passed():
    with pytest.raises(Refused, match="has passed"):
        a_commitment(days=-1)


def test_nothing_is_promised_to_a_community_that_takes_nothing_new():
    with pytest.raises(Refused, match="nothing new"):
        a_commitment(CommunityFactory(status=Status.CLOSED))


def test_what_was_promised_is_kept_once():
    one = a_commitment()
    kept = keep_commitment(one, by=one.person)

    with pytest.raises(Refused, match="kept already"):
        keep_commitment(one, by=one.person)

    assert kept.is_open is False
    assert verbs() == [Verb.COMMITTED, Verb.KEPT]


def test_a_slip_of_the_finger_is_taken_back():
    one = a_commitment()
    with pytest.raises(Refused, match="Nobody said"):
        unkeep_commitment(one, by=one.person)

    keep_commitment(one, by=one.person)

    assert unkeep_commitment(one, by=one.person).is_open is True
    assert verbs() == [Verb.COMMITTED, Verb.KEPT, Verb.NOT_KEPT_YET]


def test_renegotiating_before_the_day_keeps_the_reason_and_is_not_late():
    one = a_commitment(days=1)

    moved = renegotiate_commitment(one, due_on=in_days(8), reason="The Laboratory is closed", by=one.person)

    date = moved.new_dates.get()
    assert (moved.due_on, date.was_on, date.due_on) == (in_days(8), in_days(1), in_days(8))
    assert (date.reason, date.was_in_time) == ("The Laboratory is closed", True)
    assert verbs() == [Verb.COMMITTED, Verb.RENEGOTIATED]


def test_renegotiating_after_the_day_stays_late():
    with time_machine.travel("2026-11-20T12:00:00Z", tick=False):
        one = a_commitment(days=1)
    with time_machine.travel("2026-11-25T12:00:00Z", tick=False):
        assert Commitment.objects.get().is_late is True
        moved = renegotiate_commitment(one, due_on=in_days(3), reason="Forgot", by=one.person)

        assert (moved.is_late, moved.new_dates.get().was_in_time) == (False, False)


def test_a_new_day_is_another_one_and_still_to_come():
    one = a_commitment(days=3)

    with pytest.raises(Refused, match="has already"):
        renegotiate_commitment(one, due_on=in_days(3), reason="No", by=one.person)
    with pytest.raises(Refused, match="has passed"):
        renegotiate_commitment(one, due_on=in_days(-3), reason="No", by=one.person)


def test_the_third_new_day_counts_as_missed_and_one_is_told_before():
    one = a_commitment(days=3)
    warned = []
    for days in (4, 5):
        warned.append(one.is_missed_if_moved)
        one = renegotiate_commitment(one, due_on=in_days(days), reason="More time", by=one.person)

    assert (warned, one.is_missed_if_moved) == ([False, False], True)


def test_what_one_will_not_do_is_let_go():
    one = a_commitment()
    gone = let_go_of_commitment(one, because="Another crew does it", by=one.person)

    for action in (keep_commitment, let_go_of_commitment, renegotiate_commitment):
        more = {let_go_of_commitment: {"because": ""}, renegotiate_commitment: {"due_on": in_days(9), "reason": "x"}}
        with pytest.raises(Refused, match="let go already"):
            action(one, **more.get(action, {}), by=one.person)

    assert (gone.is_open, gone.let_go_because) == (False, "Another crew does it")
    assert verbs() == [Verb.COMMITTED, Verb.LET_GO]


def test_nobody_answers_for_what_another_said_not_even_the_facilitator():
    one = a_commitment()
    other = member_of(one.community, role="facilitator")

    for call in (
        lambda: keep_commitment(one, by=other),
        lambda: unkeep_commitment(one, by=other),
        lambda: renegotiate_commitment(one, due_on=in_days(5), reason="x", by=other),
        lambda: let_go_of_commitment(one, because="", by=other),
    ):
        with pytest.raises(PermissionDenied):
            call()


def test_strangers_see_nothing_of_a_private_community():
    one = a_commitment(CommunityFactory(visibility="private"))

    assert list(Commitment.objects.visible_to(one.person)) == [one]
    assert list(Commitment.objects.visible_to(PersonFactory())) == []


def test_near_days_are_words():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        words = [a_commitment(days=days).day_words for days in (0, 1, 4, 30, 60)]

    assert words == ["today", "tomorrow", "Friday", "23 December", "22 January 2027"]


def test_a_late_one_says_by_how_much():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        one = a_commitment(days=0)
    with time_machine.travel("2026-11-25T12:00:00Z", tick=False):
        assert (one.due_words, one.is_near) == ("2 days over", False)


def test_what_was_kept_long_ago_is_out_of_sight():
    one = a_commitment()
    keep_commitment(one, by=one.person)
    assert list(Commitment.objects.in_sight()) == [one]

    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert list(Commitment.objects.in_sight()) == []
