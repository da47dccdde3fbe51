"""Several people order and answer at once: nobody waits for ever, and the places stay whole."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from practica.foundation.access import Refused
from practica.topics.actions import accept_topic, move_topic, support_topic
from practica.topics.models import Topic
from practica.topics.tests.factories import CommunityFactory, a_topic, accepted, core_of, member_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    start, failed = Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
        except Refused as refusal:
            failed.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    return failed


def test_moves_and_answers_at_once_leave_every_place_once():
    community = CommunityFactory()
    core = core_of(community)
    topics = accepted(community, *"ABCD", by=core)
    new = a_topic(community, title="E")
    failed = at_once(
        lambda: move_topic(topics[0], "learn", 4, by=core),
        lambda: move_topic(topics[3], "learn", 1, by=core),
        lambda: move_topic(topics[1], "build", 1, by=core),
        lambda: accept_topic(new, "learn", by=core),
    )

    assert failed == []
    places = Topic.objects.on_the_agenda().values_list("lane", "position")
    assert list(places) == [("build", 1), ("learn", 1), ("learn", 2), ("learn", 3), ("learn", 4)]


def test_two_who_accept_at_once_are_one_who_accepts_and_one_who_is_told():
    community = CommunityFactory()
    core, topic = core_of(community), a_topic(community)
    failed = at_once(*[lambda: accept_topic(topic, "learn", by=core)] * 2)

    assert (len(failed), Topic.objects.get().position) == (1, 1)


def test_everybody_who_supports_at_once_is_counted():
    community = CommunityFactory()
    topic = a_topic(community)
    people = [member_of(community) for _number in range(4)]
    at_once(*[lambda person=person: support_topic(topic, by=person) for person in people])

    assert Topic.objects.get().support_count == 4
