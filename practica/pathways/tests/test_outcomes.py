"""What comes out of a meeting becomes a thing of its own, by whoever presses, with its trace on both ends."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.conversations.models import Conversation
from practica.foundation.access import Refused
from practica.library.models import Asset
from practica.meetings.actions import reverse_decision, write_outcome
from practica.meetings.models import Outcome, OutcomeWords
from practica.meetings.queries.agenda import items_of
from practica.meetings.queries.outcomes import caught, outcomes_of
from practica.meetings.tests.factories import (
    CHATHAM,
    OPEN,
    a_decision,
    guest_of,
    in_progress,
    member_of,
    point,
)
from practica.pathways.actions.outcomes import (
    ask_question,
    put_on_board,
    record_decision,
    suggest_outcome,
    take_action,
    tell_story,
)
from practica.pathways.models import Trace
from practica.pathways.queries import paths_of
from practica.people.tests.factories import PersonFactory
from practica.topics.models import Topic
from practica.work.actions import finish_task
from practica.work.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        yield


@pytest.fixture
def community():
    return CommunityFactory()


@pytest.fixture
def one(community):
    return in_progress(community, point("Two seals in nine days"))


def an_outcome(one, kind="action", text="Read the seal water", **fields):
    words = a_decision(text, **fields) if kind == "decision" else OutcomeWords(kind, text, **fields)
    return write_outcome(one, words, by=one.series.created_by, item=items_of(one)[0])


def test_whoever_takes_an_action_has_a_task_and_nobody_else_does(one, community):
    ana = member_of(community)
    action = an_outcome(one, due_on=date(2026, 12, 2))
    task = take_action(action, by=ana)

    assert (task.text, task.due_on, task.created_by, task.state) == (action.text, date(2026, 12, 2), ana, "taken")
    assert [share.person for share in task.shares.all()] == [ana]
    assert [end.thing for end in paths_of(one, ana).became] == [task]
    assert [end.thing for end in paths_of(task, ana).came_from] == [one]
    action.refresh_from_db()
    assert (action.became_type, action.became_id) == ("work.task", task.pk)


def test_a_second_who_takes_it_joins_the_first(one, community):
    action, ana, luis = an_outcome(one), member_of(community), member_of(community)
    task = take_action(action, by=ana)
    take_action(action, by=luis)
    with pytest.raises(Refused, match="on this task already"):
        take_action(action, by=luis)

    assert (Task.objects.count(), {share.person for share in task.shares.all()}) == (1, {ana, luis})


def test_an_action_waits_on_the_board_for_somebody(one, community):
    action, ana = an_outcome(one), member_of(community)
    task = put_on_board(action, by=ana)
    with pytest.raises(Refused, match="change it there"):
        put_on_board(action, by=ana)
    assert task.state == "open"
    take_action(action, by=ana)

    task.refresh_from_db()
    assert task.state == "taken"


def test_a_day_that_has_passed_meanwhile_promises_nothing(one, community):
    action = an_outcome(one, due_on=date(2026, 12, 2))
    with time_machine.travel("2026-12-10T12:00Z", tick=False):
        assert take_action(action, by=member_of(community)).due_on is None


def test_a_question_is_asked_a_topic_suggested_a_story_told(one, community):
    ana = member_of(community)
    question = ask_question(an_outcome(one, "question", "How long does it run dry?", reasons="Nobody read it."), by=ana)
    topic = suggest_outcome(an_outcome(one, "topic", "Seal water pressure: what is enough?"), by=ana)
    story = tell_story(
        an_outcome(one, "story", "The night the standby sang"), "The standby sang", "It was dark.", by=ana
    )

    assert (question.kind, question.title, question.plain, question.author) == (
        "question", "How long does it run dry?", "Nobody read it.", ana,
    )  # fmt: skip
    assert (topic.title, topic.source, topic.author, topic.why) == (
        "Seal water pressure: what is enough?", "meeting", ana, "It came up in a meeting.",
    )  # fmt: skip
    assert (story.kind, story.title, story.author) == ("experience", "The standby sang", ana)
    assert [end.thing for end in paths_of(one, ana).became] == [question, topic, story]


def test_a_decision_is_kept_under_the_headings_of_a_record(one, community):
    ana = member_of(community)
    decision = an_outcome(
        one, "decision", "We start with one checklist", rejected="One sheet a pump", dissent="One waits"
    )
    asset = record_decision(decision, by=ana)

    assert (asset.kind, asset.title, asset.owner, list(asset.people.all())) == (
        "decision", "We start with one checklist", ana, [ana],
    )  # fmt: skip
    assert asset.came_from == "One way to start a lift pump, 23 November 2026, Two seals in nine days"
    assert asset.source == (
        "## We decided\nWe start with one checklist\n\n"
        "## Date, forum, rule used\nOne way to start a lift pump, 23 November 2026, Two seals in nine days."
        " Consent: nobody objects.\n\n"
        "## The problem\nTwo seals in nine days\n\n## Options we weighed\nOne sheet a pump\n\n"
        "## Why this one\nFour sheets are in use.\n\n## What we give up, risks\n\n"
        "## Dissent we respect\nOne waits\n\n## Who is affected and told\n\n## We will look again\nOn 20 May 2027."
    )


def test_in_spanish_it_stands_under_the_spanish_headings(one, community):
    text = "Todas las estaciones arrancan con la misma lista de pasos"
    asset = record_decision(
        an_outcome(one, "decision", text, reasons="Hay cuatro hojas en uso."), by=member_of(community)
    )

    assert (asset.language, asset.source.splitlines()[0], "El 20 de mayo de 2027." in asset.source) == (
        "es", "## Decidimos", True,
    )  # fmt: skip


@pytest.mark.parametrize("make", [ask_question, suggest_outcome, record_decision, put_on_board, take_action])
def test_each_is_made_of_its_kind_alone_and_once(one, community, make):
    kind = {ask_question: "question", suggest_outcome: "topic", record_decision: "decision"}.get(make, "action")
    wrong, right = an_outcome(one, "story"), an_outcome(one, kind)
    with pytest.raises(Refused, match="can't be made"):
        make(wrong, by=member_of(community))
    make(right, by=member_of(community))
    with pytest.raises(Refused, match="already"):
        make(right, by=right.occurrence.series.created_by) if make != take_action else take_action(
            right, by=Task.objects.get().created_by
        )


def test_who_may_not_make_the_thing_may_not_make_it_of_an_outcome(community):
    one = in_progress(community, point("Seals"), confidentiality=OPEN)
    for stranger in (PersonFactory(), guest_of(community)):
        for make, kind in ((take_action, "action"), (put_on_board, "action"), (record_decision, "decision")):
            with pytest.raises(PermissionDenied):
                make(an_outcome(one, kind), by=stranger)
    assert (Trace.objects.count(), Task.objects.count(), Asset.objects.count()) == (0, 0, 0)
    assert Outcome.objects.exclude(became_type="").count() == 0


def address(verb, outcome):
    return reverse(f"pathways:{verb}", args=[outcome.pk])


def test_the_room_offers_what_can_be_made_and_shows_what_was(client_as, one, community):
    ana, luis = member_of(community, name="Ana Ruiz"), member_of(community)
    made = {
        "take": an_outcome(one), "ask": an_outcome(one, "question"), "suggest": an_outcome(one, "topic"),
        "record": an_outcome(one, "decision"), "tell": an_outcome(one, "story"),
    }  # fmt: skip
    browser, part = client_as(ana), reverse("meetings:so-far", args=[one.pk])
    body = browser.get(part).content.decode()
    assert [address(verb, outcome) in body for verb, outcome in made.items()] == [True] * 5
    for verb in ("ask", "suggest", "record"):
        assert browser.post(address(verb, made[verb])).url == made[verb].get_absolute_url()
    shown = browser.post(address("take", made["take"]), headers={"HX-Request": "true"}).content.decode()
    assert ["<main" in shown, "Ana Ruiz" in shown] == [False, True]
    assert browser.post(address("tell", made["tell"]), {"title": "", "text": ""}).status_code == 422
    told = browser.post(address("tell", made["tell"]), {"title": "It sang", "text": "At night."})
    assert told.url == Conversation.objects.get(title="It sang").get_absolute_url()

    body = client_as(luis).get(part).content.decode()
    assert [address(verb, outcome) in body for verb, outcome in made.items()] == [False] * 5
    things = [Task, Topic, Asset]
    assert [thing.objects.get().get_absolute_url() in body for thing in things] == [True] * 3


def test_strangers_find_nothing_and_readers_may_not(client_as, community):
    closed, shown = in_progress(community, point("A")), in_progress(community, point("A"), confidentiality=OPEN)
    stranger = client_as(PersonFactory())
    for one, status in ((closed, 404), (shown, 403)):
        outcome = an_outcome(one)
        assert {stranger.post(address(verb, outcome)).status_code for verb in ("take", "board")} == {status}
        assert stranger.post(reverse("meetings:catch", args=[one.pk, "action"])).status_code == status


def test_a_reader_is_offered_nothing_and_sees_only_what_they_may(community):
    one = in_progress(community, point("A"), confidentiality=OPEN)
    reader, ana = PersonFactory(), member_of(community)
    record_decision(an_outcome(one, "decision"), by=ana)
    take_action(an_outcome(one), by=ana)
    rows = caught(outcomes_of(one), reader).rows

    assert [(row.became.people if row.became else None, row.ways) for row in rows] == [(None, []), ([ana], [])]


def test_what_was_reversed_is_not_kept_as_a_record(one, community):
    decision = an_outcome(one, "decision")
    reverse_decision(decision, "Seals fail", by=one.series.created_by)

    assert caught(outcomes_of(one), member_of(community)).rows[0].ways == []


def test_what_is_done_is_shown_as_done(one, community):
    ana = member_of(community)
    finish_task(take_action(an_outcome(one), by=ana), by=ana)
    row = caught(outcomes_of(one), ana).actions[0]

    assert (row.became.is_over, row.became.words, row.ways) == (True, "Done", [])


@pytest.mark.parametrize("rows", [1, 3])
def test_however_much_came_out_the_questions_are_as_many(django_assert_num_queries, one, community, rows):
    ana = member_of(community)
    for n in range(rows):
        take_action(an_outcome(one, text=f"Number {n}"), by=ana)
        record_decision(an_outcome(one, "decision", f"Decision {n}"), by=ana)
    caught(outcomes_of(one), ana)
    with django_assert_num_queries(4):
        assert len(caught(outcomes_of(one), ana).rows) == 2 * rows


def test_under_the_chatham_house_rule_the_task_is_its_takers_and_nothing_says_who_wrote_it(community):
    one = in_progress(community, point("A"), confidentiality=CHATHAM)
    ana = member_of(community)
    action = an_outcome(one)
    task = take_action(action, by=ana)

    action.refresh_from_db()
    assert (action.written_by, task.created_by) == (None, ana)
