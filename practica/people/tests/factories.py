"""People for tests."""

import factory
from django.utils import timezone

from practica.people.models import Person


class PersonFactory(factory.django.DjangoModelFactory):
    """Somebody of the organisation with an account."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    handle = factory.Sequence(lambda n: f"person-{n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    claimed_at = factory.LazyFunction(timezone.now)


class GuestPersonFactory(PersonFactory):
    """Somebody from outside, a guest of the organisation."""

    is_guest = True


class ProgrammeManagerFactory(PersonFactory):
    is_programme_manager = True
