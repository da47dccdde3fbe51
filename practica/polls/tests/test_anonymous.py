"""Nobody can find out who answered what in an anonymous poll: neither from a page nor from the database."""

import json

import pytest
from django.db import connection
from django.urls import reverse

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.polls.actions import answer_poll, close_poll
from practica.polls.models import Answer, Ballot, Choice, Participation
from practica.polls.tests.factories import CONCERN, CONSENT, OBJECTION, a_member, a_poll, answered
from practica.polls.verbs import Verb

pytestmark = pytest.mark.django_db
WORD = "zyzzyva"


def everything():
    """Each row of each table, as text, with the transaction that wrote it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t.xmin::text, t.ctid::text, row_to_json(t)::text FROM "{table}" t')
            found += [(table, *row) for row in cursor.fetchall()]
    return found


def test_no_row_of_any_table_holds_a_person_or_a_time_beside_a_ballot():
    poll = a_poll(is_anonymous=True)
    people = answered(poll, CONSENT, CONSENT, CONCERN, reason="Fine.")
    answered(poll, OBJECTION, reason=WORD)

    told = [(table, json.loads(row)) for table, _xmin, _ctid, row in everything() if WORD in row]

    assert [table for table, _row in told] == ["polls_ballot"]
    assert set(told[0][1]) == {"id", "community_id", "poll_id", "marks", "reason"}
    assert not Answer.objects.filter(poll=poll).exists()
    assert {field.name for field in Participation._meta.fields} == {"id", "community", "poll", "person"}
    rows = set(Participation.objects.filter(poll=poll).values_list("person", flat=True))
    assert len(rows) == 4
    assert rows >= {person.pk for person in people}


def test_neither_the_order_nor_the_writing_of_the_rows_tells_who_came_when():
    poll = a_poll(is_anonymous=True)
    numbers = set()
    for marks in (CONSENT, CONSENT, OBJECTION):
        answered(poll, marks)
        ballots = [row for row in everything() if row[0] == "polls_ballot"]
        # All were written anew together: one transaction, and numbers that were not there before.
        assert len({xmin for _table, xmin, _ctid, _row in ballots}) == 1
        now = {json.loads(row)["id"] for _table, _xmin, _ctid, row in ballots}
        assert numbers & now == set()
        numbers = now


def test_the_memory_of_what_happened_does_not_say_who():
    poll = a_poll(is_anonymous=True)
    answered(poll, CONSENT, OBJECTION)

    assert list(Event.objects.of(poll).filter(verb=Verb.ANSWERED).values_list("actor", flat=True)) == [None, None]
    assert not Event.objects.filter(target_type__in=("polls.ballot", "polls.participation")).exists()


def test_an_anonymous_answer_is_given_once():
    poll = a_poll(is_anonymous=True)
    (person,) = answered(poll, CONSENT)

    with pytest.raises(Refused, match="cannot be changed"):
        answer_poll(poll, Choice(OBJECTION, "No."), by=person)

    assert [ballot.marks for ballot in Ballot.objects.all()] == [CONSENT]


@pytest.mark.parametrize(("count", "is_shown"), [(4, False), (5, True)])
def test_results_are_shown_after_the_end_and_only_when_five_answered(client_as, count, is_shown):
    poll = a_poll(is_anonymous=True)
    people = answered(poll, *[OBJECTION] * count, reason=WORD)
    reader = client_as(a_member(poll.community))
    page = reverse("polls:detail", args=[poll.pk])

    assert WORD not in reader.get(page).content.decode()
    close_poll(poll, by=poll.author)
    body = reader.get(page).content.decode()

    assert (WORD in body) is is_shown
    assert ("Fewer than 5 answered" in body) is not is_shown
    assert [person.name for person in people if f">{person.name}<" in body] == []
