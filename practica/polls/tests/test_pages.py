"""Every page opens for those who may see it, says no to the others, and asks a fixed number of questions."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practica.communities.models import Visibility
from practica.communities.tests.factories import CommunityFactory
from practica.people.tests.factories import PersonFactory
from practica.polls.models import Kind, Poll
from practica.polls.tests.factories import (
    CONSENT,
    a_facilitator,
    a_member,
    a_poll,
    a_thing,
    answered,
    decided,
)

pytestmark = pytest.mark.django_db

ABOUT = "conversations.conversation"
GIVEN = {
    Kind.CHECK: {"choice": "0"},
    Kind.PROPOSAL: {"choice": "1", "reason": "Not on holidays."},
    Kind.CHOOSE: {"choice": ["0", "2"]},
    Kind.SCORE: {"mark_0": "5", "mark_1": "0", "mark_2": "3"},
    Kind.DOTS: {"mark_0": "2", "mark_1": "0", "mark_2": "0"},
    Kind.RANKED: {"mark_0": "2", "mark_1": "3", "mark_2": "1"},
}
WRONG = {
    Kind.CHECK: ({"choice": "9"}, "Select a valid choice"),
    Kind.PROPOSAL: ({"choice": "2"}, "without a reason"),
    Kind.CHOOSE: ({"choice": ["0", "1", "2"]}, "Choose up to 2."),
    Kind.SCORE: ({"mark_0": "5"}, "This field is required"),
    Kind.DOTS: ({"mark_0": "2", "mark_1": "1", "mark_2": "0"}, "at most 2"),
    Kind.RANKED: ({"mark_0": "1", "mark_1": "1", "mark_2": "1"}, "Give each place once."),
}


def sent(poll, given):
    return {f"poll{poll.pk}-{name}": value for name, value in given.items()}


def url(name, poll):
    return reverse(f"polls:{name}", args=[poll.pk])


def day(number):
    return str(timezone.localdate() + timedelta(days=number))


def test_a_member_opens_a_poll_on_the_page_of_a_conversation(client_as):
    thing = a_thing()
    browser = client_as(a_member(thing.community))
    address = reverse("polls:ask", args=[ABOUT, thing.pk])
    assert address in browser.get(thing.get_absolute_url()).content.decode()

    given = {
        "kind": "choose",
        "question": "Which day?",
        "options": "Monday\r\n\r\nTuesday",
        "limit": "1",
        "closes_on": day(3),
    }
    answer = browser.post(address, given)

    poll = Poll.objects.get()
    assert (answer.status_code, answer.url, poll.options) == (302, poll.get_absolute_url(), ["Monday", "Tuesday"])
    assert "Which day?" in browser.get(thing.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"options": "Monday"}, "Write two to twelve options"),
        ({"options": "Monday\nmonday"}, "Two options are the same"),
        ({"options": f"Monday\n{'x' * 121}"}, "at most 120"),
        ({"limit": "3"}, "fewer options"),
        ({"closes_on": day(-1)}, "Choose today or a later day"),
        ({"closes_on": ""}, "This field is required"),
        ({"question": ""}, "This field is required"),
    ],
)
def test_a_poll_that_cannot_be_answered_comes_back_with_what_to_mend(client_as, changed, said):
    thing = a_thing()
    given = {"kind": "choose", "question": "Which?", "options": "A\nB", "limit": "1", "closes_on": day(3), **changed}

    answer = client_as(a_member(thing.community)).post(reverse("polls:ask", args=[ABOUT, thing.pk]), given)

    assert (answer.status_code, said in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("about", ["library.asset", "nothing.here", "polls.poll"])
def test_a_poll_stands_on_conversations_and_meetings_only(client_as, about):
    thing = a_thing()

    assert client_as(thing.author).get(reverse("polls:ask", args=[about, thing.pk])).status_code == 404


@pytest.mark.parametrize("kind", Kind.values)
def test_each_kind_is_answered_on_the_page_and_changed(client_as, kind):
    poll = a_poll(kind=kind, limit=2)
    person = a_member(poll.community)
    browser = client_as(person)

    answer = browser.post(url("answer", poll), sent(poll, GIVEN[kind]) | {"next": poll.about.get_absolute_url()})

    assert (answer.status_code, answer.url) == (302, f"{poll.about.get_absolute_url()}#poll-{poll.pk}")
    assert poll.answers.get().person == person
    page = browser.get(url("detail", poll)).content.decode()
    assert "You have answered. Change my answer" in page
    assert (
        client_as(person).post(url("answer", poll), sent(poll, GIVEN[kind]), headers={"HX-Request": "true"}).status_code
        == 200
    )
    assert poll.answers.count() == 1


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
def test_an_answer_that_does_not_fit_comes_back_with_what_to_mend(client_as, kind, htmx):
    poll = a_poll(kind=kind, limit=2)
    given, said = WRONG[kind]

    answer = client_as(a_member(poll.community)).post(url("answer", poll), sent(poll, given), headers=htmx)

    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not poll.answers.exists()


def test_its_own_page_has_the_question_as_its_heading_and_says_it_once(client_as):
    poll = a_poll(kind=Kind.CHECK)
    browser, alone = client_as(a_member(poll.community)), f'id="poll-{poll.pk}-kind"'

    page = browser.get(url("detail", poll)).content.decode()
    cards = [browser.get(url("card", poll) + ending).content.decode() for ending in ("", "?alone=on")]

    assert (page.count("<h1>"), page.count('<h2 id="poll-'), alone in page) == (1, 0, True)
    assert [("<h2" in card, alone in card) for card in cards] == [(True, False), (False, True)]


def test_one_goes_back_only_to_our_own_pages(client_as):
    poll = a_poll(kind=Kind.CHECK)
    given = sent(poll, {"choice": "0"}) | {"next": "//evil.example/"}

    assert client_as(poll.author).post(url("answer", poll), given).url == poll.get_absolute_url()


def test_the_facilitator_closes_writes_the_outcome_and_confirms_it(client_as):
    poll = a_poll()
    answered(poll, CONSENT)
    browser = client_as(a_facilitator(poll.community))

    assert browser.post(url("close", poll)).url == url("outcome", poll)
    assert browser.get(url("outcome", poll)).status_code == 200
    assert browser.post(url("outcome", poll), {"outcome": "", "rule": "vote"}).status_code == 422
    given = {"outcome": "Mondays.", "rule": "consent", "review_on": day(90)}
    assert browser.post(url("outcome", poll), given).url == poll.get_absolute_url()
    assert "The outcome is written already." in browser.get(url("outcome", poll)).content.decode()
    assert browser.get(url("review", poll)).status_code == 200
    assert browser.post(url("review", poll), {"verdict": "again"}).status_code == 422
    assert browser.post(url("review", poll), {"verdict": "confirm", "day": day(30)}).status_code == 302
    answer = browser.post(url("review", poll), {"verdict": "again", "day": day(5)})

    again = Poll.objects.get(follows=poll)
    assert answer.url == again.get_absolute_url()
    assert "What was decided before" in browser.get(answer.url).content.decode()
    assert "This question was asked again" in browser.get(url("detail", poll)).content.decode()


def test_a_member_reads_and_answers_but_neither_closes_nor_decides(client_as):
    poll = a_poll()
    browser = client_as(a_member(poll.community))

    assert browser.get(url("card", poll)).status_code == 200
    for name in ("close", "outcome", "review"):
        assert browser.post(url(name, poll)).status_code == 403, name


def test_a_stranger_reads_an_open_communitys_poll_and_is_told_who_answers(client_as):
    poll = a_poll()
    browser = client_as(PersonFactory())

    assert "answer here." in browser.get(url("detail", poll)).content.decode()
    assert browser.post(url("answer", poll), sent(poll, {"choice": "0"})).status_code == 403
    assert browser.get(reverse("polls:ask", args=[ABOUT, poll.about_id])).status_code == 403


def test_a_private_communitys_poll_is_not_there_for_strangers(client_as):
    poll = a_poll(CommunityFactory(visibility=Visibility.PRIVATE))
    browser = client_as(PersonFactory())

    for name in ("detail", "card", "outcome", "review"):
        assert browser.get(url(name, poll)).status_code == 404, name
    for name in ("answer", "close"):
        assert browser.post(url(name, poll)).status_code == 404, name


def test_where_a_conversation_is_closed_nothing_is_asked(client_as):
    thing = a_thing()
    thing.closed_at, thing.closed_by = timezone.now(), thing.author
    thing.save()
    browser = client_as(thing.author)

    assert reverse("polls:ask", args=[ABOUT, thing.pk]) not in browser.get(thing.get_absolute_url()).content.decode()
    assert browser.get(reverse("polls:ask", args=[ABOUT, thing.pk])).status_code == 409


@pytest.mark.parametrize("place", ["conversation", "poll"])
def test_one_poll_and_three_with_many_answers_ask_the_same_number_of_questions(
    client_as, django_assert_num_queries, django_assert_max_num_queries, place
):
    thing = a_thing()
    poll = a_poll(about=thing)
    anonymous = a_poll(about=thing, is_anonymous=True)
    answered(anonymous, *[CONSENT] * 5)
    decided(anonymous)
    answered(poll, CONSENT)
    browser = client_as(a_member(thing.community))
    address = thing.get_absolute_url() if place == "conversation" else url("detail", poll)
    browser.get(address)
    with django_assert_max_num_queries(40) as first:
        browser.get(address)

    for _more in range(2):
        answered(a_poll(about=thing), CONSENT, CONSENT)
    answered(poll, CONSENT, CONSENT)
    with django_assert_num_queries(len(first)):
        browser.get(address)


def test_a_long_question_and_twelve_long_options_are_shown_whole(client_as):
    options = [f"{number} {'o' * 117}" for number in range(12)]
    poll = a_poll(kind=Kind.RANKED, question="q" * 200, options=options)

    body = client_as(poll.author).get(poll.about.get_absolute_url()).content.decode()

    assert [option for option in options if option not in body] == []
