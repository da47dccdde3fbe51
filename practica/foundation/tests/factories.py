"""People and communities for the tests of what lies below them: named by string, so that no layer is crossed."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory


class SomePerson(DjangoModelFactory):
    class Meta:
        model = "people.Person"

    name = factory.Sequence(lambda n: f"Person {n}")
    handle = factory.Sequence(lambda n: f"person-{n}")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    claimed_at = factory.LazyFunction(timezone.now)


class SomeCommunity(DjangoModelFactory):
    class Meta:
        model = "communities.Community"

    name = factory.Sequence(lambda n: f"Community {n}")
    slug = factory.Sequence(lambda n: f"community-{n}")


class SomeMembership(DjangoModelFactory):
    class Meta:
        model = "communities.Membership"

    community = factory.SubFactory(SomeCommunity)
    person = factory.SubFactory(SomePerson)
    joined_at = factory.LazyFunction(timezone.now)
