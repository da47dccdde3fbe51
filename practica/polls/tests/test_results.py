"""What came out, in numbers and in words."""

import pytest
from django.utils import translation

from practica.polls.forms import card_of
from practica.polls.models import Kind, Poll
from practica.polls.tests.factories import CONCERN, CONSENT, OBJECTION, a_member, a_poll, answered

pytestmark = pytest.mark.django_db

FOUND = [
    (Kind.CHECK, [CONSENT, CONSENT, OBJECTION], "2 of 3 say “Looks good”.", [2, 0, 1]),
    (Kind.CHECK, [CONSENT, OBJECTION], "A tie: “Looks good”, “It worries me”, with 1 person each.", [1, 0, 1]),
    (Kind.PROPOSAL, [CONSENT, CONSENT], "Consent: all 2 who answered.", [2, 0, 0]),
    (Kind.PROPOSAL, [CONSENT, CONCERN], "Nobody objects; 1 has a concern.", [1, 1, 0]),
    (Kind.PROPOSAL, [OBJECTION, CONSENT], "1 objection stands: there is no consent.", [1, 0, 1]),
    (Kind.CHOOSE, [[1, 1, 0], [1, 0, 0]], "2 of 2 say “Monday”.", [2, 1, 0]),
    (Kind.SCORE, [[5, 0, 1], [4, 3, 2]], "“Monday” comes first, with 4.5 of 5.", [4.5, 1.5, 1.5]),
    (Kind.DOTS, [[0, 2, 0], [1, 1, 0]], "“Tuesday” comes first, with 3 dots.", [1, 3, 0]),
    (Kind.RANKED, [[1, 2, 3], [2, 1, 3], [1, 3, 2]], "“Monday” comes first, with 8 points.", [8, 6, 4]),
]


def card(poll, person=None):
    return card_of(Poll.objects.for_page().get(pk=poll.pk), person or poll.author)


@pytest.mark.parametrize(("kind", "marks", "finding", "values"), FOUND)
def test_the_finding_is_a_sentence_and_each_option_has_its_number(kind, marks, finding, values):
    poll = a_poll(kind=kind, limit=2)
    answered(poll, *marks)

    results = card(poll).results

    assert results.finding == finding
    assert [line.value for line in results.lines] == values
    assert all(line.value <= line.maximum for line in results.lines)
    with translation.override("es"):
        assert card(poll).results.finding != finding


def test_before_the_first_answer_it_says_so():
    assert card(a_poll()).results.finding == "Nobody has answered yet."


def test_objections_come_first_among_the_reasons_under_their_names():
    poll = a_poll()
    _first, second = answered(poll, CONSENT, OBJECTION)

    assert next((one.name, one.stance) for one in card(poll).results.reasons) == (second.name, "Objection")


def test_hidden_results_are_hidden_until_the_end_even_from_the_author():
    poll = a_poll(hides_results=True)
    answered(poll, CONSENT)

    assert (card(poll).results, card(poll).answered) == (None, 1)


@pytest.mark.parametrize(
    ("quorum", "words"), [(3, "1 more answer is needed"), (2, "2 answers were needed: enough"), (None, "")]
)
def test_a_quorum_says_how_many_are_missing(quorum, words):
    poll = a_poll(quorum=quorum)
    answered(poll, CONSENT, CONSENT)

    assert card(poll).quorum_words.startswith(words)


def test_who_has_answered_finds_their_answer_in_the_form():
    poll = a_poll(kind=Kind.RANKED)
    (person,) = answered(poll, [2, 1, 3])

    form = card(poll, person).form

    assert [form.fields[f"mark_{at}"].initial for at in range(3)] == ["2", "1", "3"]
    assert card(poll, a_member()).form is None
