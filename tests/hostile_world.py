"""A community in which one person may do everything, and what each form of the product needs to be there."""

from datetime import time, timedelta
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone

from practica.communities.models import FoundingDraft, Visibility
from practica.communities.tests.factories import (
    CharterFactory,
    CommunityFactory,
    FacilitatorFactory,
    KnowledgeQuestionFactory,
    MembershipFactory,
)
from practica.conversations.actions import close_conversation
from practica.conversations.tests.factories import a_conversation, a_reply
from practica.exchange.models import ImportRun
from practica.files.actions import store_file
from practica.library.actions import new_feed_address, start_collection
from practica.library.tests.factories import make_asset
from practica.meetings.actions import (
    answer,
    leave_view,
    open_community_feed,
    open_feed,
    propose_item,
    publish_agenda,
    set_roles,
    write_outcome,
)
from practica.meetings.models import OutcomeWords
from practica.meetings.tests.factories import (
    a_decision,
    a_format,
    capability,
    coming_dates,
    going_on,
    meeting,
    opened,
    point,
    series,
    timing,
)
from practica.notices.models import Card
from practica.organisation.models import Joining, Organisation, Unit
from practica.people.tests.factories import ImportedPersonFactory, InvitationFactory, PersonFactory
from practica.polls.actions import close_poll
from practica.polls.tests.factories import a_poll, decided
from practica.topics.tests.factories import a_topic, accepted
from practica.work.actions import take_task
from practica.work.tests.factories import a_commitment, a_task, an_ask, an_initiative

FOUNDING = {
    "name": "Seals", "tagline": "Fewer leaks.", "difference": "Ours", "domain": "Seals", "practice": "Fit them",
    "questions": ["Why do they leak?"], "visibility": "open", "languages": ["en"], "rhythm": "Weekly",
}  # fmt: skip


def hostile_world():
    """The writer facilitates, runs the programme, administers, and wrote all there is."""
    given = {"name": "Northwater", "joining": Joining.OPEN}
    organisation, _ = Organisation.objects.update_or_create(pk=1, defaults=given)
    community = CommunityFactory(name="Pumps", slug="pumps", visibility=Visibility.REQUEST)
    office = {"is_programme_manager": True, "is_administrator": True}
    writer = FacilitatorFactory(community=community, person=PersonFactory(name="Writer", **office)).person
    valves = FacilitatorFactory(community=CommunityFactory(name="Valves", slug="valves"), person=writer).community
    CharterFactory(community=valves, open_for_comment=True, created_by=writer)
    # Enough of them that one may suggest without a name.
    MembershipFactory.create_batch(5, community=community)
    invited = MembershipFactory(community=community, invited=True, invited_by=writer)
    return SimpleNamespace(
        organisation=organisation,
        closed=community,
        writer=writer,
        member=writer,
        invited=invited.person,
        reader=MembershipFactory(community=community, person__name="Reader").person,
        newcomer=PersonFactory(name="Newcomer"),
        imported=ImportedPersonFactory(),
        feeds=feeds_of(writer, community),
        things=things_of(community, writer, invited),
    )


def feeds_of(writer, community):
    return SimpleNamespace(
        library=new_feed_address(by=writer).token,
        mine=open_feed("all", "Phone", by=writer),
        community=open_community_feed(community, "Phone", by=writer),
    )


def held_task(community, writer):
    """Somebody else may be asked to take part in it."""
    MembershipFactory(community=community, person__name="Aaron")
    return take_task(a_task(community, by=writer, days=3), by=writer)


def answered_series(community, writer, when):
    """Ended, it keeps the meeting that somebody meant to come to, with the reason."""
    rows = series(community, by=writer, when=when)
    answer(rows.occurrences.order_by("starts_at").first(), "yes", by=writer)
    return rows


def prepared(community, writer, when):
    """A meeting with all that an agenda can hold."""
    one = opened(community, point(lead=writer, note="Bring it."), capability(), by=writer, when=when)
    set_roles(one, [("Timekeeper", "rings a bell")], by=writer)
    propose_item(one, point("Cold starts"), by=writer)
    leave_view(one, "Mine.", by=writer, item=one.items.first())
    return publish_agenda(one, by=writer)


def things_of(community, writer, invited):
    conversation = a_conversation(community, by=writer)
    closed = a_conversation(community, by=writer)
    undecided = close_poll(a_poll(about=closed, by=writer), by=writer)
    close_conversation(closed, "Said", by=writer)
    agenda = prepared(community, writer, timing(timezone.localdate() + timedelta(days=7), time(10)))
    in_days = lambda days, **more: timing(timezone.localdate() + timedelta(days=days), time(10), **more)  # noqa: E731
    upload = ContentFile(b"Words in a file.", name="words.txt")
    dates = coming_dates(community, by=writer)
    room = going_on(community, writer)
    return SimpleNamespace(
        room=room,
        noted=room.items.get(),
        decision=write_outcome(room, a_decision(), by=writer),
        story=write_outcome(room, OutcomeWords("story", "The night the reserve sang"), by=writer),
        dates=dates,
        date=dates.options.first(),
        conversation=conversation,
        closed=closed,
        theirs=a_conversation(community, by=MembershipFactory(community=community).person),
        reply=a_reply(conversation, by=writer),
        asset=make_asset(community, writer),
        collection=start_collection(community, title="Pumps", purpose="", by=writer),
        meeting=agenda,
        draft=opened(community, point(), by=writer, when=in_days(9)),
        item=agenda.items.order_by("position").first(),
        role=agenda.roles.get(),
        format=a_format(),
        past=meeting(community, by=writer, when=in_days(-7)),
        series=answered_series(community, writer, in_days(8, rule="FREQ=WEEKLY")),
        topic=a_topic(community, by=writer),
        agreed=accepted(community, "Another", by=writer)[0],
        poll=a_poll(about=conversation, by=writer),
        undecided=undecided,
        decided=decided(a_poll(about=conversation, by=writer)),
        task=held_task(community, writer),
        initiative=an_initiative(community, by=writer),
        ask=an_ask(a_task(community), writer),
        commitment=a_commitment(community, by=writer),
        charter=CharterFactory(community=community, created_by=writer),
        question=KnowledgeQuestionFactory(community=community),
        invited=invited,
        membership=MembershipFactory(community=community, requested=True),
        founding=FoundingDraft.objects.create(author=writer, answers=FOUNDING, step=5),
        file=store_file(upload, by=writer, community=community),
        card=Card.objects.create(
            person=writer,
            community=community,
            thing_type="conversations.conversation",
            thing_id=conversation.pk,
            latest_at=timezone.now(),
        ),
        calendar=open_community_feed(community, "Phone", by=writer),
        run=ImportRun.objects.create(started_by=writer, name="Archive"),
        unit=Unit.objects.create(name="North"),
        invitation=InvitationFactory(email="somebody@example.org"),
    )
