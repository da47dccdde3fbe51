"""Every address of the product, asked for by everybody with the numbers of a closed community's things.

The community is private and every text in it holds one made-up word. Whoever does not belong must never read that word,
change anything, or make the product stumble; and nobody at all may make it stumble.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from practica.communities.models import FoundingDraft, Membership, Visibility
from practica.communities.tests.factories import (
    CharterFactory,
    CommunityFactory,
    FacilitatorFactory,
    KnowledgeQuestionFactory,
    MembershipFactory,
)
from practica.conversations.tests.factories import a_conversation, a_reply
from practica.events.models import Event
from practica.exchange.models import ImportRun
from practica.files.actions import store_file
from practica.library.actions import start_collection
from practica.library.tests.factories import make_asset
from practica.meetings.actions import open_community_feed, set_roles, write_outcome
from practica.meetings.models import OutcomeWords
from practica.meetings.tests.factories import (
    a_decision,
    a_format,
    coming_dates,
    going_on,
    meeting,
    opened,
    point,
    says,
    series,
    timing,
)
from practica.notices.models import Card
from practica.organisation.models import Organisation, Unit
from practica.people.tests.factories import InvitationFactory, ProgrammeManagerFactory
from practica.polls.tests.factories import a_poll
from practica.topics.tests.factories import a_topic
from practica.work.tests.factories import a_commitment, a_task, an_ask, an_initiative
from tests.test_house import ACCOUNT_PAGES, PUBLIC, patterns

SECRET = "zyzzyva"
# Cheaper than to count what happened around each of thousands of requests.
RECORDING = f'INSERT INTO "{Event._meta.db_table}"'
# What says of a private community only that it is there, with its name and contact, and how one asks to be let in.
DOORS = {"communities:home", "communities:about", "communities:ask", "communities:join"}


@pytest.fixture(scope="module")
def lasting_world(django_db_setup, django_db_blocker):
    """Made once: each test works in a savepoint of its own, and gives it back as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield closed_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(lasting_world, db):
    return lasting_world


def closed_world():
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Northwater"})
    closed = CommunityFactory(
        name="The closed circle",
        slug="closed",
        visibility=Visibility.PRIVATE,
        **dict.fromkeys(("tagline", "domain", "community", "practice", "scope_in", "scope_out", "house_rules"), SECRET),
    )
    facilitator = FacilitatorFactory(community=closed).person
    member = MembershipFactory(community=closed, person__name="Member").person
    guest = MembershipFactory(community=closed, guest=True, person__is_guest=True).person
    yesterday = timezone.localdate() - timedelta(days=1)
    return SimpleNamespace(
        closed=closed,
        facilitator=facilitator,
        member=member,
        guest=guest,
        stranger=MembershipFactory(person__name="Stranger").person,
        left=MembershipFactory(community=closed, former=True, person__name="Left").person,
        expired=MembershipFactory(community=closed, guest=True, ends_on=yesterday, person__is_guest=True).person,
        deactivated=MembershipFactory(community=closed, person__deactivated_at=timezone.now()).person,
        manager=ProgrammeManagerFactory(),
        things=things_of(closed, facilitator, member),
    )


def things_of(closed, facilitator, member):
    """One of each, with the word in every text."""
    conversation = a_conversation(closed, by=member, title=f"Why {SECRET}?", source=f"The {SECRET} does.")
    upload = ContentFile(f"The {SECRET} in a file.".encode(), name=f"{SECRET}.txt")
    task = a_task(closed, by=facilitator, text=f"Try {SECRET}", details=f"The {SECRET}.")
    ahead = timing(first_on=timezone.localdate() + timedelta(days=9))
    item = point(f"Item {SECRET}", note=f"The {SECRET}.")
    prepared = opened(closed, item, by=facilitator, when=ahead, title=f"Prepare {SECRET}")
    set_roles(prepared, [("Scribe", SECRET)], by=facilitator)
    dates = coming_dates(closed, by=facilitator, title=f"When {SECRET}", aim=SECRET)
    says(dates, member, "yes no", f"My {SECRET}")
    room = going_on(closed, facilitator, title=f"Now {SECRET}")
    told = OutcomeWords("story", f"How {SECRET} sang")
    return SimpleNamespace(
        decision=write_outcome(room, a_decision(f"We take {SECRET}", reasons=SECRET), by=facilitator),
        story=write_outcome(room, told, by=facilitator),
        dates=dates,
        date=dates.options.first(),
        conversation=conversation,
        reply=a_reply(conversation, by=facilitator, source=f"Because {SECRET}."),
        asset=make_asset(closed, facilitator, title=f"On {SECRET}", summary=SECRET, source=f"The {SECRET}."),
        collection=start_collection(closed, title=f"All {SECRET}", purpose=SECRET, by=facilitator),
        meeting=meeting(closed, by=facilitator, title=f"Meet {SECRET}"),
        topic=a_topic(closed, by=member, title=f"Learn {SECRET}", why=f"The {SECRET}.", benefits=SECRET),
        series=series(closed, by=facilitator, title=f"Weekly {SECRET}"),
        item=prepared.items.get(),
        role=prepared.roles.get(),
        format=a_format(),
        poll=a_poll(about=conversation, by=facilitator, question=f"Do we {SECRET}?", details=SECRET),
        commitment=a_commitment(closed, by=member, text=f"I bring {SECRET}"),
        task=task,
        initiative=an_initiative(closed, by=facilitator, title=f"Build {SECRET}", goal=SECRET, client=SECRET),
        ask=an_ask(task, member, note=f"You know {SECRET}"),
        charter=CharterFactory(community=closed, sections={"purpose": SECRET}, in_force=True),
        question=KnowledgeQuestionFactory(community=closed, text=f"What is {SECRET}?"),
        invited=MembershipFactory(community=closed, invited=True),
        membership=Membership.objects.get(community=closed, person=member),
        founding=FoundingDraft.objects.create(author=member, answers={"name": SECRET}),
        file=store_file(upload, by=member, community=closed),
        card=Card.objects.create(
            person=member,
            community=closed,
            thing_type="conversations.conversation",
            thing_id=conversation.pk,
            latest_at=timezone.now(),
        ),
        invitation=InvitationFactory(email=f"{SECRET}@example.org"),
        calendar=open_community_feed(closed, SECRET, by=member),
        run=ImportRun.objects.create(started_by=facilitator, name=SECRET),
        unit=Unit.objects.create(name="North"),
    )


@dataclass
class Visit:
    """One request and what came of it."""

    name: str
    method: str
    status: int
    body: str
    events: int
    error: str

    @property
    def is_inside(self) -> bool:
        """Whether the address named the closed community, or a thing in it."""
        asked = next(one for _, name, one in patterns(get_resolver()) if name == self.name)
        features = (
            *("communities:", "conversations:", "library:", "meetings:", "topics:"),
            *("polls:", "pathways:", "work:", "files:"),
        )
        return self.name.startswith(features) and not {"slug", "pk"}.isdisjoint(asked.pattern.converters)


# What an address answers with 405 it answers so to everybody who is signed in, before it looks at who asks: once is enough.
NOT_TAKEN: set[tuple[str, str]] = set()
# By the beginning of the path, the longest first: what `pk` means there.
NUMBERS = {
    "communities/founding/": "founding",
    "communities/invitations/": "invited",
    "communities/<slug:slug>/members/": "membership",
    "communities/<slug:slug>/questions/": "question",
    "conversations/replies/": "reply",
    "conversations/": "conversation",
    "meetings/series/": "series",
    "meetings/items/": "item",
    "meetings/roles/": "role",
    "meetings/formats/": "format",
    "meetings/dates/": "dates",
    "meetings/dates/options/": "date",
    "meetings/outcomes/": "decision",
    "meetings/": "meeting",
    "topics/": "topic",
    "pathways/conversations/": "conversation",
    "pathways/meetings/": "meeting",
    "pathways/topics/": "topic",
    "pathways/tasks/": "task",
    "pathways/polls/": "poll",
    "pathways/assets/": "asset",
    "pathways/initiatives/": "initiative",
    "pathways/outcomes/": "story",
    "library/collections/": "collection",
    "library/": "asset",
    "polls/about/": "conversation",
    "polls/": "poll",
    "work/commitments/": "commitment",
    "work/tasks/": "task",
    "work/asks/": "ask",
    "work/initiatives/": "initiative",
    "files/": "file",
    "inbox/": "card",
    "meetings/subscribe/": "calendar",
    "exchange/": "run",
    "administration/invitations/": "invitation",
    "organisation/units/": "unit",
}


def arguments(path: str, names: Any, world: Any) -> dict[str, Any]:
    things = world.things
    start = max((start for start in NUMBERS if path.startswith(start)), key=len, default="")
    known = {
        "pk": getattr(things, NUMBERS[start]).pk if start else 1,
        "slug": world.closed.slug,
        "handle": world.member.handle,
        "number": 1,
        "reply": things.reply.pk,
        "asset_pk": things.asset.pk,
        "state": "declined",
        "lane": "learn",
        "about": "conversations.conversation",
        "step": 1 if "int:step" in path else "organisation",
        "kind": "document",
        "name": things.file.name,
        "token": "no-such-secret",
        "tab": "done",
        "change": "deactivate",
        "key": "nobody",
    }
    return {name: known.get(name, 1) for name in names}


def visits(world: Any, person: Any, methods: Sequence[str] = ("get", "post")) -> list[Visit]:
    """Every address, in turn; nothing of it stays."""
    browser = Client(raise_request_exception=False)
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    made = []
    for path, name, pattern in patterns(get_resolver()):
        if name.startswith(ACCOUNT_PAGES) or not pattern.name:
            continue
        address = f"/{filled(path, arguments(path, pattern.pattern.converters or regex_names(pattern), world))}"
        made += [visit(browser, name, method, address) for method in methods if (name, method) not in NOT_TAKEN]
    NOT_TAKEN.update((one.name, one.method) for one in made if one.status == 405)
    return made


def regex_names(pattern: Any) -> list[str]:
    return list(getattr(getattr(pattern.pattern, "regex", None), "groupindex", {}))


def filled(path: str, values: dict[str, Any]) -> str:
    """The pattern's path with its places filled in."""
    path = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", path).replace("^", "").replace("$", "")
    for name, value in values.items():
        for written in (f"<int:{name}>", f"<str:{name}>", f"<slug:{name}>", f"<path:{name}>", f"<{name}>"):
            path = path.replace(written, str(value))
    return path


def visit(browser: Client, name: str, method: str, address: str) -> Visit:
    events = 0

    def counting(execute, statement, *others):
        nonlocal events
        events += statement.startswith(RECORDING)
        return execute(statement, *others)

    with connection.execute_wrapper(counting), transaction.atomic():
        response = getattr(browser, method)(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    error = repr(response.exc_info[1]) if getattr(response, "exc_info", None) else ""
    return Visit(name, method, response.status_code, body.decode(errors="replace"), events, error)


@pytest.mark.parametrize("who", ["stranger", "left", "expired"])
def test_who_does_not_belong_reads_nothing_changes_nothing_and_is_told_that_there_is_nothing(world, who):
    """Neither strangers, nor who has left, nor guests whose time is over."""
    made = visits(world, getattr(world, who))

    assert [f"{one.method} {one.name}" for one in made if SECRET in one.body] == []
    # What they do to their own things is theirs.
    mine = ("people:", "organisation:", "notices:", "meetings:subscribe", "meetings:reminders")
    assert [one.name for one in made if one.events and not one.name.startswith(mine) and one.name not in DOORS] == []
    inside = [one for one in made if one.is_inside and one.name not in DOORS]
    assert [f"{one.method} {one.name}: {one.status}" for one in inside if one.status not in {403, 404, 405}] == []


@pytest.mark.parametrize(
    ("who", "methods"),
    [(who, ["get", "post"]) for who in ("guest", "member", "facilitator", "manager")],
)
def test_nobody_makes_it_stumble(world, who, methods):
    made = visits(world, getattr(world, who), methods)

    assert [f"{one.method} {one.name}: {one.error}" for one in made if one.status >= 500] == []
    # Whoever belongs reads what is said there: else the strangers' test would prove nothing.
    read = {one.name for one in made if SECRET in one.body}
    inside = {"communities:home", "conversations:detail", "library:asset", "meetings:detail", "communities:charter"}
    inside |= {"topics:community", "topics:topic"}
    inside |= {"polls:detail"}
    assert who == "manager" or inside - read == set()


@pytest.mark.parametrize("who", ["nobody", "deactivated"])
def test_who_is_not_signed_in_is_asked_who_they_are(world, who):
    browser = Client()
    if who == "deactivated":
        # A session that was open when the account was closed.
        browser.force_login(world.deactivated, backend="django.contrib.auth.backends.ModelBackend")

    wrong = []
    for path, name, pattern in patterns(get_resolver()):
        if name.startswith(ACCOUNT_PAGES) or name in PUBLIC or not pattern.name or name == "live:stream":
            continue
        values = arguments(path, pattern.pattern.converters or regex_names(pattern), world)
        one = visit(browser, name, "get", f"/{filled(path, values)}")
        if one.status != 302 or SECRET in one.body:
            wrong.append(f"{name}: {one.status}")
    assert wrong == []


def test_the_name_of_one_community_with_the_number_of_anothers_thing_is_not_found(world):
    """Even for somebody who facilitates both."""
    FacilitatorFactory(community=CommunityFactory(slug="mine"), person=world.facilitator)
    browser = Client()
    browser.force_login(world.facilitator, backend="django.contrib.auth.backends.ModelBackend")

    tried, wrong = 0, []
    for path, name, pattern in patterns(get_resolver()):
        values = arguments(path, pattern.pattern.converters, world) | {"slug": "mine"}
        if {"slug", "pk"} <= set(pattern.pattern.converters):
            made = [visit(browser, name, method, f"/{filled(path, values)}") for method in ("get", "post")]
            wrong += [
                f"{one.method} {name}: {one.status}" for one in made if one.status not in {404, 405} or one.events
            ]
            tried += 1
    assert (tried > 10, wrong) == (True, [])
