"""People for tests."""

import time

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils import timezone

from practica.people.models import Expertise, Invitation, Person


class PersonFactory(factory.django.DjangoModelFactory):
    """Somebody of the organisation with an account; with `password=` one whose address is proved, who can sign in."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    handle = factory.Sequence(lambda n: f"person-{n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    claimed_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def password(self, _create, extracted, **_others):
        if extracted:
            self.set_password(extracted)
            self.save(update_fields=["password"])
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class GuestPersonFactory(PersonFactory):
    """Somebody from outside, a guest of the organisation."""

    is_guest = True


class ProgrammeManagerFactory(PersonFactory):
    is_programme_manager = True


class AdministratorFactory(PersonFactory):
    """Somebody who administers the installation."""

    is_administrator = True


class ImportedPersonFactory(PersonFactory):
    """Somebody known from an import, without an account."""

    email = None
    claimed_at = None


class ExpertiseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Expertise

    person = factory.SubFactory(PersonFactory)
    tag = factory.Sequence(lambda n: f"topic {n}")


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"guest{n}@elsewhere.example")
    invited_by = factory.SubFactory(ProgrammeManagerFactory)


def code_of(secret):
    """What an authenticator shows now: a new code every half minute."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
