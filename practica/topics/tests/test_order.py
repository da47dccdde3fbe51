"""The learning agenda is in the group's own order."""

import random

import pytest
from django.core.exceptions import PermissionDenied

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.topics.actions import finish_topic, move_topic, reconsider_topic
from practica.topics.models import Topic
from practica.topics.tests.factories import CommunityFactory, a_topic, accepted, core_of, guest_of, member_of
from practica.topics.verbs import Verb

pytestmark = pytest.mark.django_db


def order(lane="learn"):
    rows = list(Topic.objects.on_the_agenda().filter(lane=lane))
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return "".join(row.title for row in rows)


@pytest.mark.parametrize(
    ("title", "place", "after"),
    [("C", 1, "CABD"), ("A", 2, "BACD"), ("A", 4, "BCDA"), ("D", 0, "DABC"), ("B", 99, "ACDB"), ("B", 2, "ABCD")],
)
def test_a_topic_goes_to_the_place_it_is_given(title, place, after):
    community = CommunityFactory()
    accepted(community, *"ABCD")
    ana = member_of(community)
    move_topic(Topic.objects.get(title=title), "learn", place, by=ana)

    assert order() == after
    assert Event.objects.filter(verb=Verb.MOVED, actor=ana).count() == (after != "ABCD")


def test_it_goes_to_another_lane_too():
    community = CommunityFactory()
    accepted(community, *"ABC")
    accepted(community, *"XY", lane="build")
    move_topic(Topic.objects.get(title="B"), "build", 2, by=member_of(community))

    assert (order(), order("build")) == ("AC", "XBY")


def test_what_leaves_the_agenda_leaves_no_gap():
    community = CommunityFactory()
    core = core_of(community)
    one, _two, three, _four = accepted(community, *"ABCD", by=core)
    finish_topic(one, "We know it.", by=core)
    reconsider_topic(three, by=core)

    assert order() == "BD"


def test_any_number_of_moves_keeps_the_places_whole():
    community = CommunityFactory()
    accepted(community, *"ABCDEF")
    ana, chance = member_of(community), random.Random(7)
    for _step in range(40):
        topic = chance.choice(list(Topic.objects.all()))
        move_topic(topic, chance.choice(["learn", "build"]), chance.randint(-1, 8), by=ana)

    assert sorted(order() + order("build")) == list("ABCDEF")


def test_guests_and_strangers_order_nothing_and_only_the_agenda_has_an_order():
    community = CommunityFactory()
    (topic,) = accepted(community, "A")
    for person in (guest_of(community), member_of(CommunityFactory())):
        with pytest.raises(PermissionDenied):
            move_topic(topic, "learn", 1, by=person)
    with pytest.raises(Refused, match="not on the learning agenda"):
        move_topic(a_topic(community), "learn", 1, by=member_of(community))
    with pytest.raises(Refused, match="not on the learning agenda"):
        move_topic(topic, "dance", 1, by=member_of(community))
