"""A question is put together once, asked with other values each time, and never keeps what it should not."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Count, Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from practica.foundation.kept_query import KeptQuery
from practica.foundation.tests.factories import SomeCommunity, SomeMembership, SomePerson

pytestmark = pytest.mark.django_db

Person = apps.get_model("people.Person")
Membership = apps.get_model("communities.Membership")


@KeptQuery
def memberships(person):
    return Membership.objects.filter(person=person).select_related("community").order_by("pk")


def test_it_answers_as_the_queryset_does_for_each_person():
    people = [SomePerson() for _ in range(3)]
    for person in people:
        rows = [SomeMembership(person=person), SomeMembership(person=person)]

        assert memberships(person) == rows
        assert [row.community.name for row in memberships(person)] == [row.community.name for row in rows]


def test_the_answer_is_never_kept():
    person = SomePerson()
    before = memberships(person)
    row = SomeMembership(person=person)

    assert [before, memberships(person)] == [[], [row]]


def test_related_things_come_with_the_rows(django_assert_num_queries):
    person = SomePerson()
    SomeMembership(person=person)
    memberships(person)

    with django_assert_num_queries(1):
        assert [row.community.name for row in memberships(person)]


def test_it_is_put_together_once_for_a_shape_and_again_for_another():
    built = []

    @KeptQuery
    def visible(person):
        built.append(person.is_guest)
        return Person.objects.visible_to(person).filter(pk=person.pk)

    for person in (SomePerson(), SomePerson(), SomePerson(is_guest=True), SomePerson()):
        assert visible(person) == [person]

    assert built == [False, True]


def test_what_can_have_no_rows_asks_nothing():
    @KeptQuery
    def visible(person):
        return Person.objects.visible_to(person).filter(pk=person.pk)

    gone = SomePerson(deactivated_at=timezone.now())
    with CaptureQueriesContext(connection) as asked:
        assert visible(gone) == []
    assert len(asked) == 0


def test_numbers_and_moments_may_differ_from_call_to_call():
    @KeptQuery
    def since(moment, number):
        return Person.objects.filter(claimed_at__gte=moment, pk__gte=number).order_by("pk")

    early = SomePerson(claimed_at=timezone.now() - timedelta(days=9))
    late = SomePerson(claimed_at=timezone.now())

    long_ago, lately = (timezone.now() - timedelta(days=days) for days in (20, 1))
    assert since(long_ago, early.pk) == [early, late]
    assert since(long_ago, late.pk) == [late]
    assert since(lately, early.pk) == [late]


def test_a_number_too_large_for_any_column_has_no_row():
    @KeptQuery
    def numbered(number):
        return Person.objects.filter(pk=number)

    person = SomePerson()

    assert [numbered(person.pk), numbered(10**30)] == [[person], []]


def test_words_and_choices_are_part_of_the_shape():
    @KeptQuery
    def named(name):
        return Person.objects.filter(name=name)

    ana, ben = SomePerson(name="Ana"), SomePerson(name="Ben")

    assert [named("Ana"), named("Ben")] == [[ana], [ben]]


def test_annotations_and_bare_values_come_as_they_do_from_a_queryset():
    person = SomePerson()
    SomeMembership(person=person)

    @KeptQuery
    def counted(person):
        return Person.objects.filter(pk=person.pk).annotate(places=Count("memberships"))

    @KeptQuery
    def names(person):
        return Person.objects.filter(pk=person.pk).values_list("name", flat=True)

    assert [row.places for row in counted(person)] == [1]
    assert names(person) == [person.name]


def test_another_language_is_another_question():
    built = []

    @KeptQuery
    def people(number):
        built.append(translation.get_language())
        return Person.objects.filter(pk=number)

    for language in ("en", "es", "en"):
        with translation.override(language):
            people(1)

    assert built == ["en", "es"]


def a_moment_inside(_person):
    return Person.objects.filter(Q(pk=_person.pk) & Q(claimed_at__lt=timezone.now()))


def another_day_inside(person):
    return Membership.objects.filter(person=person, ends_on__gt=timezone.localdate() + timedelta(days=3))


def a_fact_that_does_not_weigh(person):
    return Membership.objects.filter(person=person, community__name=person.name)


def a_question_beside_it(person):
    return Membership.objects.filter(person=person, community__in=list(Membership.objects.values_list("pk", flat=True)))


def a_value_it_does_not_ask_for(_person):
    return Membership.objects.all()


def a_number_of_rows(person):
    return Membership.objects.filter(person=person)[: person.pk]


def a_number_made_a_word(person):
    return Membership.objects.filter(person=person, community__name=f"Community of {person.pk}")


def rows_read_beside(person):
    return Person.objects.filter(pk=person.pk).prefetch_related("memberships")


def rows_that_carry_the_thing(person):
    return person.memberships.all()


@pytest.mark.parametrize(
    "build",
    [
        a_moment_inside,
        another_day_inside,
        a_fact_that_does_not_weigh,
        a_question_beside_it,
        a_value_it_does_not_ask_for,
        a_number_of_rows,
        a_number_made_a_word,
        rows_read_beside,
        rows_that_carry_the_thing,
    ],
    ids=lambda build: build.__name__,
)
def test_what_would_stay_as_it_was_is_refused_at_once(build):
    SomeMembership(person=(person := SomePerson()), community=SomeCommunity())

    with pytest.raises(TypeError):
        KeptQuery(build)(person)
