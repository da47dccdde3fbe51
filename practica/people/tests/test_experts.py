import pytest

from practica.people.models import Availability, Expertise, Level, Person
from practica.people.queries.experts import experts_on
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def knows(tag, level, **facts):
    person = PersonFactory(**facts)
    Expertise.objects.create(person=person, tag=tag, level=level)
    return person


def test_people_who_claim_a_tag_with_the_word_are_offered_teachers_first():
    reader = PersonFactory()
    practising = knows("vacuum pumps", Level.PRACTISING)
    teacher = knows("Pump curves", Level.CAN_TEACH)
    knows("welding", Level.CAN_TEACH)
    knows("pumps", Level.LEARNING)

    assert experts_on(reader, "primed pumps") == [teacher, practising]


def test_accents_do_not_matter():
    teacher = knows("válvulas", Level.CAN_HELP)

    assert experts_on(PersonFactory(), "valvula") == [teacher]


def test_nobody_who_is_away_gone_or_oneself_is_offered():
    knows("pumps", Level.CAN_TEACH, availability=Availability.AWAY)
    myself = knows("pumps", Level.CAN_TEACH)

    assert experts_on(myself, "pumps") == []


def test_three_are_enough_and_short_words_ask_nobody():
    for _person in range(5):
        knows("pumps", Level.CAN_TEACH)

    assert len(experts_on(PersonFactory(), "pumps")) == 3
    assert experts_on(PersonFactory(), "of a pu") == []


def test_the_search_page_offers_them(client_as):
    knows("vacuum pumps", Level.CAN_TEACH, name="Diego Sosa")

    html = client_as(PersonFactory()).get("/search/", {"q": "pump"}).content.decode()

    assert "People who can help" in html
    assert "Diego Sosa" in html
    assert 'title=pump">Ask Diego</a>' in html


def test_nobody_is_asked_who_has_no_account_to_answer_with(client_as):
    person = knows("vacuum pumps", Level.CAN_TEACH, name="Diego Sosa")
    Person.objects.filter(pk=person.pk).update(claimed_at=None)

    html = client_as(PersonFactory()).get("/search/", {"q": "pump"}).content.decode()

    assert ("Diego Sosa" in html, "Ask Diego" in html) == (True, False)
