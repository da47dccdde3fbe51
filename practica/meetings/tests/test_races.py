"""With real threads on real connections: what locks promise."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from practica.meetings.actions import answer
from practica.meetings.models import Choice
from practica.meetings.tests.factories import meeting, member_of


@pytest.mark.django_db(transaction=True)
def test_two_people_take_the_last_place_and_one_of_them_waits():
    one = meeting(capacity=1)
    people = [member_of(one.community) for _ in range(4)]
    together = Barrier(len(people))

    def press(person):
        together.wait()
        answer(one, Choice.YES, by=person)
        connection.close()

    threads = [Thread(target=press, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert one.answers.going().count() == 1
    assert one.answers.waiting().count() == 3
