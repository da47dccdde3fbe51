"""Who may ask what, and where."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from practica.communities.models import Status, Visibility
from practica.communities.tests.factories import CommunityFactory
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory
from practica.polls.actions import answer_poll, open_poll
from practica.polls.models import Choice, Kind, Poll
from practica.polls.subscribers import come_along
from practica.polls.tests.factories import CONSENT, a_member, a_poll, a_thing, answered, asking
from practica.polls.verbs import Verb
from practica.search.models import SearchEntry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", Kind.values)
def test_a_member_asks_on_a_conversation(kind):
    thing = a_thing()
    author = a_member(thing.community)

    poll = open_poll(thing, asking(kind), by=author)

    assert (poll.about, poll.community, poll.author, poll.is_open) == (thing, thing.community, author, True)
    assert [(event.verb, event.actor) for event in Event.objects.of(poll)] == [(Verb.OPENED, author)]


def test_who_does_not_belong_asks_nothing():
    with pytest.raises(PermissionDenied):
        open_poll(a_thing(), asking(), by=PersonFactory())

    assert Event.objects.filter(verb=Verb.OPENED).count() == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"question": "  "}, "needs a question"),
        ({"closes_at": timezone.now() - timedelta(minutes=1)}, "has passed"),
        ({"kind": Kind.CHOOSE, "options": ["One"]}, "two to twelve"),
        ({"kind": Kind.CHOOSE, "options": [str(n) for n in range(13)]}, "two to twelve"),
        ({"kind": Kind.CHOOSE, "options": ["One", "one"]}, "the same"),
        ({"kind": Kind.CHOOSE, "limit": 4}, "as many"),
        ({"kind": Kind.DOTS, "limit": 51}, "as many"),
    ],
)
def test_what_cannot_be_answered_is_not_asked(given, said):
    thing = a_thing()

    with pytest.raises(Refused, match=said):
        open_poll(thing, asking(**given), by=a_member(thing.community))


def test_nothing_is_asked_where_nothing_is_said_any_more():
    thing = a_thing()
    author = a_member(thing.community)
    thing.closed_at = timezone.now()

    with pytest.raises(Refused, match="Nothing more is asked here"):
        open_poll(thing, asking(), by=author)


def test_a_resting_community_takes_no_polls():
    thing = a_thing()
    author = a_member(thing.community)
    thing.community.status = Status.CLOSED

    with pytest.raises(Refused, match="no polls"):
        open_poll(thing, asking(), by=author)


def test_an_anonymous_poll_hides_its_results_and_the_database_holds_it_to_that():
    poll = a_poll(is_anonymous=True)

    assert poll.hides_results
    with pytest.raises(IntegrityError, match="poll_anonymous_results_wait_for_the_end"):
        Poll.objects.filter(pk=poll.pk).update(hides_results=False)


def test_under_the_chatham_house_rule_every_poll_is_anonymous():
    thing = a_thing()
    author = a_member(thing.community)
    thing.is_chatham_house = True

    assert open_poll(thing, asking(), by=author).is_anonymous


def test_whoever_sees_the_conversation_sees_its_polls_and_nobody_else():
    closed = CommunityFactory(visibility=Visibility.PRIVATE)
    poll, open_one = a_poll(closed), a_poll()
    stranger = PersonFactory()

    assert list(Poll.objects.visible_to(stranger)) == [open_one]
    assert set(Poll.objects.visible_to(poll.author)) == {poll, open_one}


def test_a_hidden_conversation_hides_its_polls():
    thing = a_thing()
    poll = a_poll(about=thing)
    thing.hidden_at, thing.hidden_by, thing.hide_reason = timezone.now(), thing.author, "Names"
    thing.save()

    assert not Poll.objects.visible_to(PersonFactory()).exists()
    assert list(Poll.objects.visible_to(thing.author)) == [poll]


def test_polls_go_along_when_their_conversation_moves_and_are_answered_there():
    poll, secret = a_poll(), a_poll(is_anonymous=True)
    answered(poll, CONSENT)
    answered(secret, CONSENT)
    elsewhere = CommunityFactory()
    for one in (poll, secret):
        apps.get_model(one.about_type).objects.filter(pk=one.about_id).update(community=elsewhere)
        come_along(Event(target_type=one.about_type, target_id=one.about_id))
        one.refresh_from_db()

    rows = [*poll.answers.all(), *secret.participations.all(), *secret.ballots.all()]
    assert {row.community for row in [poll, secret, *rows]} == {elsewhere}
    answer_poll(poll, Choice(CONSENT), by=a_member(elsewhere))
    come_along(Event(target_type=poll.about_type, target_id=poll.about_id))
    come_along(Event(target_type=poll.about_type, target_id=0))
    assert SearchEntry.objects.get(target_type="polls.poll", target_id=poll.pk).community_id == elsewhere.pk
