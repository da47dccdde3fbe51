"""Polls for tests, made by the actions themselves; what they stand on is another feature's, named by string."""

from datetime import timedelta

from django.apps import apps
from django.utils import timezone

from practica.communities.queries import forget_memberships
from practica.communities.tests.factories import CommunityFactory, FacilitatorFactory, MembershipFactory
from practica.polls.actions import Asking, Outcome, answer_poll, close_poll, open_poll, write_outcome
from practica.polls.models import Choice, Kind

OWN = ("Monday", "Tuesday", "Friday")
FIXED_KINDS = {Kind.CHECK, Kind.PROPOSAL}
CONSENT, CONCERN, OBJECTION = [1, 0, 0], [0, 1, 0], [0, 0, 1]


def a_member(community=None, **given):
    person = MembershipFactory(community=community or CommunityFactory(), **given).person
    forget_memberships(person)
    return person


def a_thing(community=None, *, by=None, **given):
    """A conversation, as its action would have left it."""
    community = community or CommunityFactory()
    by = by or a_member(community)
    now = timezone.now()
    words = {"title": "When do we meet?", "source": "Say.", "html": "<p>Say.</p>", "plain": "Say.", **given}
    times = {"opened_at": now, "last_activity_at": now}
    thing = apps.get_model("conversations.conversation").objects.create(
        community=community, author=by, kind="question", **words, **times
    )
    thing.homes.create(community=community, added_by=by, added_at=now, **times)
    return thing


def asking(kind=Kind.PROPOSAL, **given):
    options = () if kind in FIXED_KINDS else OWN
    closes_at = given.pop("closes_at", None) or timezone.now() + timedelta(days=7)
    words = {"question": "Shall we meet on Mondays?", "options": options, **given}
    return Asking(kind=kind, closes_at=closes_at, **words)


def a_poll(community=None, *, by=None, about=None, kind=Kind.PROPOSAL, **given):
    about = about or a_thing(community)
    return open_poll(about, asking(kind, **given), by=by or a_member(about.community))


def answered(poll, *marks, reason="Because."):
    """Each by somebody else; says who they are."""
    people = []
    for one in marks:
        people.append(a_member(poll.community))
        answer_poll(poll, Choice(one, reason), by=people[-1])
    return people


def decided(poll, text="We meet on Mondays.", *, review_on=None):
    close_poll(poll, by=poll.author)
    return write_outcome(poll, Outcome(text, "consent", review_on), by=poll.author)


def a_facilitator(community):
    person = FacilitatorFactory(community=community).person
    forget_memberships(person)
    return person
