from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from practica.communities.models import Visibility
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import plan_meeting
from practica.meetings.models import Occurrence, Series, Timing
from practica.meetings.tests.factories import (
    CHATHAM,
    MEMBERS,
    OPEN,
    CommunityFactory,
    PersonFactory,
    core_of,
    details,
    guest_of,
    meeting,
    member_of,
    timing,
    weekly,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db


def test_a_single_meeting_is_held_once_at_its_hour():
    one = meeting(when=timing(length=90), place="Room 2")

    assert (one.starts_at, one.ends_at) == (
        datetime(2026, 11, 26, 9, tzinfo=UTC),
        datetime(2026, 11, 26, 10, 30, tzinfo=UTC),
    )
    assert (one.title, one.place, one.length) == ("One way to start a lift pump", "Room 2", 90)
    assert Series.objects.count() == Occurrence.objects.count() == 1
    assert [(e.verb, e.target) for e in Event.objects.all()] == [(Verb.PLANNED, one)]


def test_years_from_now_is_fine_too():
    assert meeting(when=timing(first_on=date(2031, 5, 5))).starts_at.year == 2031


@pytest.mark.parametrize("when", [weekly(), Timing()])
def test_a_rule_or_no_date_is_refused(when):
    with pytest.raises(Refused, match="one date"):
        meeting(when=when)


def test_members_do_not_plan():
    community = CommunityFactory()
    with pytest.raises(PermissionDenied):
        plan_meeting(community, details(), timing(), by=member_of(community))


@pytest.mark.parametrize(
    ("visibility", "confidentiality", "seen_by"),
    [
        (Visibility.OPEN, OPEN, {"member", "guest", "colleague"}),
        (Visibility.REQUEST, OPEN, {"member", "guest", "colleague"}),
        (Visibility.PRIVATE, OPEN, {"member", "guest"}),
        (Visibility.OPEN, MEMBERS, {"member", "guest"}),
        (Visibility.OPEN, CHATHAM, {"member", "guest"}),
    ],
)
def test_who_sees_a_meeting(visibility, confidentiality, seen_by):
    community = CommunityFactory(visibility=visibility)
    people = {
        "member": member_of(community),
        "guest": guest_of(community),
        "colleague": PersonFactory(),
        "guest of another": guest_of(CommunityFactory()),
    }
    one = meeting(community, by=core_of(community), confidentiality=confidentiality)

    for_whom = {who for who, person in people.items() if one in Occurrence.objects.visible_to(person)}
    series_for_whom = {who for who, person in people.items() if one.series in Series.objects.visible_to(person)}

    assert for_whom == series_for_whom == seen_by
