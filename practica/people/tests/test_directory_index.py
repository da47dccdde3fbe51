"""The directory stays quick for an organisation of any size."""

import pytest
from django.db import connection

from practica.people.models import Expertise, Person
from practica.people.queries.administration import accounts
from practica.people.queries.directory import Wanted, directory
from practica.people.queries.mentions import offered_mentions
from practica.people.tests.factories import ExpertiseFactory, GuestPersonFactory, PersonFactory

pytestmark = pytest.mark.django_db
MANY = 4000


@pytest.fixture
def crowd():
    people = [Person(handle=f"p{n}", name=f"Nombre {n}", headline="Bombas") for n in range(MANY)]
    made = Person.objects.bulk_create(people)
    Expertise.objects.bulk_create(Expertise(person=person, tag=f"tema {person.handle}") for person in made)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_person, people_expertise")


def test_words_are_looked_up_in_the_indexes_of_people_and_of_tags(crowd):
    plan = directory(PersonFactory(), Wanted(words="vacío")).explain()

    assert ("person_by_words" in plan, "expertise_by_words" in plan) == (True, True)
    assert "Seq Scan" not in plan


def test_so_are_those_of_whoever_looks_after_accounts(crowd):
    plan = accounts("vacío").explain()

    assert ("person_by_words" in plan, "expertise_by_words" in plan) == (True, True)


def test_names_are_completed_by_the_same_index(crowd, django_assert_num_queries):
    writer, zoe = PersonFactory(), PersonFactory(name="Zoé Núñez")

    with django_assert_num_queries(1) as asked:
        assert offered_mentions(writer, "nuñ") == [zoe]
    assert "practica_plain" in asked.captured_queries[0]["sql"]


@pytest.mark.parametrize(
    "words", ["perez", "PÉREZ bomb", "erez", "an", "p", "100%", "as_de", "\\ vac", "válv", "asesoria"]
)
def test_the_index_finds_what_a_look_at_every_row_finds(words):
    ana = PersonFactory(name="Ana Pérez", headline="100% bombas_de \\ vacío", ask_me_about="Asesoría", handle="ana-p")
    ExpertiseFactory(person=ana, tag="Válvulas")
    PersonFactory(name="Hugo", handle="hugo")

    assert list(directory(PersonFactory(name="Zz", handle="zz"), Wanted(words=words))) == [ana]


def test_less_than_three_letters_begin_a_word():
    ana = PersonFactory(name="Ana", handle="x")
    PersonFactory(name="Susana", handle="y")

    assert list(directory(PersonFactory(name="Zz", handle="zz"), Wanted(words="an"))) == [ana]


def test_the_index_shows_nobody_to_those_who_may_not_see_them():
    PersonFactory(name="Ana Pérez")

    assert list(directory(GuestPersonFactory(name="Zz"), Wanted(words="perez"))) == []
