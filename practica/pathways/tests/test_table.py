"""From what to what: the table in the code is the table people read, and every cell of it can be walked."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from practica.communities.models import Community, Status, Visibility
from practica.communities.tests.factories import CommunityFactory
from practica.conversations.actions import Writing, close_conversation, hide_conversation
from practica.conversations.models import Conversation
from practica.conversations.tests.factories import a_conversation
from practica.foundation.access import Refused
from practica.library.actions import Content, Label, share_asset
from practica.library.models import Asset
from practica.library.tests.factories import make_asset
from practica.meetings.tests.factories import CHATHAM, OPEN, meeting
from practica.pathways.actions import add_task_from, discuss, put_on_meeting, suggest_from, write_from
from practica.pathways.models import WAYS, Origin, Target, Trace
from practica.pathways.queries import paths_of, starting_text, words_of
from practica.people.tests.factories import PersonFactory
from practica.polls.tests.factories import a_poll, decided
from practica.topics.models import Topic
from practica.topics.tests.factories import a_suggestion, accepted, core_of, facilitator_of, guest_of, member_of
from practica.work.actions import TaskWords, drop_task, finish_task, take_task
from practica.work.models import Task
from practica.work.tests.factories import a_task, an_initiative

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[3] / "docs" / "users" / "paths.md"
CELLS = [(origin, target) for origin, targets in WAYS.items() for target in targets]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=True):
        yield


@pytest.fixture
def community():
    return CommunityFactory()


def a_thing(origin, community, *, by):
    make = {
        Origin.CONVERSATION: lambda: a_conversation(community, by=by, title="Which grease for slow bearings?"),
        Origin.TOPIC: lambda: accepted(community, "Hearing a bearing", by=by)[0],
        Origin.MEETING: lambda: meeting(community, by=by, confidentiality=OPEN),
        Origin.TASK: lambda: a_task(community, by=by),
        Origin.POLL: lambda: a_poll(about=a_conversation(community, by=by), by=by),
        Origin.INITIATIVE: lambda: an_initiative(community, by=by),
        Origin.ASSET: lambda: share_asset(make_asset(community, by), by=by),
    }
    return make[origin]()


def address(origin, target, thing):
    if target == Target.POLL:
        return reverse("polls:ask", args=[origin.value, thing.pk])
    return reverse(f"pathways:{target.verb}_from_{origin.word}", args=[thing.pk])


def sent(target, community, *, by):
    """What a person sends from the form of each."""
    if target == Target.POINT:
        return {"meeting": meeting(community, by=by).pk, "title": "Hearing a bearing"}
    asset = {"kind": "decision", "title": "Hearing", "source": "We hear it.", "language": "en", "people": by.pk}
    return {
        Target.SUGGESTION: {"title": "Hearing", "why": "It sings.", "horizon": "year", "lane": "learn"},
        Target.CONVERSATION: {"title": "Hearing", "source": "Who?", "kind": "discussion", "language": "en"},
        Target.TASK: {"text": "Record it", "details": ""},
        Target.INITIATIVE: {"title": "Hear", "goal": "Two can.", "output": "practice", "horizon": "year"},
        Target.POLL: {"kind": "proposal", "question": "Shall we?", "limit": 1, "closes_on": "2026-12-01"},
        Target.DECISION: asset,
        Target.ASSET: asset,
    }[target]


def test_the_table_in_the_docs_says_what_the_code_does():
    lines = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    head, _rule, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    targets = {str(target.label): target for target in Target}

    assert [targets[word] for word in head[1:]] == list(Target)
    told = {row[0]: {targets[word] for word, cell in zip(head[1:], row[1:], strict=True) if cell} for row in rows}
    assert told == {str(origin.label): set(ways) for origin, ways in WAYS.items()}


@pytest.mark.parametrize(("origin", "target"), CELLS)
def test_every_cell_stands_in_the_menu_of_the_page_and_leads_to_both_ends(client_as, community, origin, target):
    core = core_of(community)
    thing = a_thing(origin, community, by=core)
    url, browser = address(origin, target, thing), client_as(core)
    assert f'href="{url}"' in browser.get(thing.get_absolute_url()).content.decode()
    assert browser.get(url).status_code == 200

    answer = browser.post(url, sent(target, community, by=core))
    assert answer.status_code == 302
    if target == Target.POLL:
        assert str(thing) in browser.get(answer.url).content.decode()
        return
    [end] = paths_of(thing, core).became
    assert paths_of(end.thing, core).came_from[-1].thing == thing
    assert f'href="{end.thing.get_absolute_url()}"' in browser.get(thing.get_absolute_url()).content.decode()
    assert f'href="{thing.get_absolute_url()}"' in browser.get(end.thing.get_absolute_url()).content.decode()


def test_what_is_not_in_the_table_has_no_address():
    others = [(origin, target) for origin in Origin for target in Target if target not in WAYS[origin]]
    for origin, target in others:
        with pytest.raises(NoReverseMatch):
            reverse(f"pathways:{target.verb}_from_{origin.word}", args=[1])
    assert (Origin.TOPIC, Target.POLL) in others


@pytest.mark.parametrize(("origin", "target"), CELLS)
def test_a_reader_who_does_not_belong_has_no_menu_and_is_refused_before_typing(client_as, community, origin, target):
    thing = a_thing(origin, community, by=core_of(community))
    url, browser = address(origin, target, thing), client_as(PersonFactory())

    assert url not in browser.get(thing.get_absolute_url()).content.decode()
    assert [browser.get(url).status_code, browser.post(url, {}).status_code] == [403, 403]
    assert Trace.objects.count() == 0


def test_guests_write_no_tasks_and_nothing_for_the_library(client_as, community):
    guest, thing = guest_of(community), a_conversation(community)
    body = client_as(guest).get(thing.get_absolute_url()).content.decode()

    open_to = {target: address(Origin.CONVERSATION, target, thing) in body for target in WAYS[Origin.CONVERSATION]}
    assert {target for target, is_open in open_to.items() if not is_open} == {
        *(Target.TASK, Target.INITIATIVE, Target.DECISION, Target.ASSET)
    }
    for act, words in ((add_task_from, TaskWords(text="Try it")), (discuss, None)):
        with pytest.raises(PermissionDenied):
            act(accepted(community, f"Topic {act.__name__}")[0], words, by=guest)


def test_only_the_core_group_turns_a_topic_and_it_is_planned_then(community):
    core, member = core_of(community), member_of(community)
    (topic,) = accepted(community, "Hearing a bearing", by=core)
    with pytest.raises(PermissionDenied):
        add_task_from(topic, TaskWords(text="Record three"), by=member)
    task = add_task_from(topic, TaskWords(text="Record three"), by=core)

    topic.refresh_from_db()
    assert (topic.state, [end.thing for end in paths_of(topic, core).became]) == ("planned", [task])


def test_who_does_not_plan_the_meeting_proposes_the_point(community):
    core, member = core_of(community), member_of(community)
    one, conversation = meeting(community, by=core), a_conversation(community, by=member)
    put_on_meeting(conversation, one, "Which grease?", by=member)

    item = one.items.get()
    assert (item.title, item.place, item.proposed_by, item.purpose) == ("Which grease?", "proposed", member, "help")
    assert [end.thing for end in paths_of(one, member).came_from] == [conversation]


def hidden(thing, by):
    return hide_conversation(thing, "Wrong place", by=by)


def in_a_closed_community(thing, _by):
    Community.objects.filter(pk=thing.community_id).update(status=Status.CLOSED)


@pytest.mark.parametrize(("spoil", "words"), [(hidden, "hidden"), (in_a_closed_community, "nothing new")])
def test_what_is_hidden_or_in_a_closed_community_becomes_nothing(client_as, community, spoil, words):
    head = facilitator_of(community)
    thing = a_conversation(community, by=head)
    spoil(thing, head)

    for act, given in ((suggest_from, a_suggestion()), (add_task_from, TaskWords(text="Try it"))):
        with pytest.raises(Refused, match=words):
            act(thing, given, by=head)
    url = address(Origin.CONVERSATION, Target.SUGGESTION, thing)
    browser = client_as(head)
    assert (browser.get(url).status_code, url in browser.get(thing.get_absolute_url()).content.decode()) == (409, False)


def test_of_a_closed_conversation_nothing_is_asked_but_all_else_may_come(community):
    by = core_of(community)
    thing = close_conversation(a_conversation(community, by=by), "Said and done", by=by)
    task = add_task_from(thing, TaskWords(text="Try it"), by=by)

    # The trace is kept whatever becomes of either end.
    drop_task(task, because="Nobody needs it", by=by)
    assert [end.thing for end in paths_of(thing, by).became] == [task]
    assert [end.thing for end in paths_of(task, by).came_from] == [thing]


def test_a_dropped_task_becomes_nothing_and_a_done_one_goes_on_no_agenda(community):
    by, one = core_of(community), meeting(community)
    dropped = drop_task(a_task(community, by=by), because="Nobody needs it", by=by)
    with pytest.raises(Refused, match="dropped"):
        discuss(dropped, Writing(title="Why?", source="Why not?"), by=by)
    done = take_task(a_task(community, by=by), by=by)
    finish_task(done, by=by)
    done.refresh_from_db()
    with pytest.raises(Refused, match="still open"):
        put_on_meeting(done, one, by=by)

    discuss(done, Writing(title="How was it?", source="Tell."), by=by)
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize("confidentiality", ["members", CHATHAM])
def test_what_only_members_read_is_not_filled_into_what_others_read(client_as, community, confidentiality):
    core = core_of(community)
    secret = meeting(community, by=core, title="About zyzzyva", confidentiality=confidentiality)
    browser = client_as(core)
    for origin, thing in ((Origin.MEETING, secret), (Origin.POLL, a_poll(about=secret, by=core, question="zyzzyva?"))):
        for target in (Target.SUGGESTION, Target.CONVERSATION, Target.TASK):
            assert words_of(thing, target).title == ""
            assert "say it anew" in browser.get(address(origin, target, thing)).content.decode()
        assert "zyzzyva" in words_of(thing, Target.DECISION).title

    topic = suggest_from(secret, a_suggestion(), by=core)
    assert "zyzzyva" not in client_as(PersonFactory()).get(topic.get_absolute_url()).content.decode()


def test_in_a_private_community_everything_is_for_members_so_the_words_come_along():
    closed = CommunityFactory(visibility=Visibility.PRIVATE)
    assert words_of(make_asset(closed), Target.TASK).title == "Starting a pump"
    assert words_of(make_asset(CommunityFactory()), Target.TASK).title == ""


def test_a_decision_record_of_a_poll_says_what_was_decided_how_and_on_what(community):
    poll = decided(a_poll(community, question="Shall we meet on Mondays?"), "We meet on Mondays.")
    text = starting_text(poll, "decision", "en")

    assert text.startswith(
        "## We decided\nWe meet on Mondays.\n\n## Date, forum, rule used\n23 November 2026, by poll. "
    )
    assert "## The problem\nShall we meet on Mondays?\n\n## Options we weighed" in text


def test_a_suggestion_remembers_where_it_came_up(community):
    by = core_of(community)
    sources = {
        origin: suggest_from(a_thing(origin, community, by=by), a_suggestion(f"From {origin.word}"), by=by).source
        for origin, targets in WAYS.items()
        if Target.SUGGESTION in targets
    }
    assert sources == {
        Origin.CONVERSATION: "conversation",
        Origin.MEETING: "meeting",
        Origin.TASK: "task",
        Origin.POLL: "poll",
        Origin.ASSET: "library",
        Origin.INITIATIVE: "initiative",
    }


def test_what_is_written_from_it_is_owned_by_who_wrote_it(community):
    member = member_of(community)
    asset = write_from(a_task(community), Content(title="How", source="So."), Label(people=[member]), by=member)
    assert (asset.owner, Asset.objects.count(), Task.objects.count(), Topic.objects.count()) == (member, 1, 1, 0)
    assert timezone.now() - asset.created_at < timedelta(minutes=1)
