from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.foundation.hues import hue_of, initials_of
from practica.foundation.plain_words import plain_words

# What somebody is found by in lists of people, beside their tags.
WORDS = ("name", "headline", "ask_me_about", "handle")


class Availability(models.TextChoices):
    """What a person says of their time; nobody else sets it."""

    OPEN = "open", _("Happy to be asked")
    BUSY = "busy", _("Busy, ask if it matters")
    AWAY = "away", _("Away for a while")


def face_of(person: str) -> list[str]:
    """The columns of a related person that a name, an address and an avatar need."""
    return [f"{person}__{name}" for name in ("name", "handle", "photo")]


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> PersonQuerySet:
        """Neither deactivated nor still to prove that the address they signed up with is theirs."""
        return self.filter(deactivated_at=None, unconfirmed_since=None)

    def visible_to(self, person: Person) -> PersonQuerySet:
        """Colleagues see each other; a guest sees the people of the communities they are a guest in."""
        if not person.is_active:
            return self.none()
        if not person.is_guest:
            return self.active()
        # A visit ends with its last day, even before the nightly task has said so.
        own = person.memberships.current().values("community")
        there = person.memberships.model.objects.current().filter(community__in=own).values("person")
        return self.active().filter(Q(pk=person.pk) | Q(pk__in=there))

    def remembered_by(self, person: Person) -> PersonQuerySet:
        """People whose account is closed: what they wrote stays, so colleagues may still read who they were."""
        if not person.is_active or person.is_guest:
            return self.none()
        return self.exclude(deactivated_at=None).filter(unconfirmed_since=None)

    def with_accounts(self) -> PersonQuerySet:
        return self.exclude(claimed_at=None)


PeopleByName = BaseUserManager.from_queryset(PersonQuerySet)


class PersonManager(PeopleByName["Person"]):  # type: ignore[valid-type]
    def get_by_natural_key(self, username: str | None) -> Person:
        person: Person = self.get(email__iexact=username)
        return person


class Person(AbstractBaseUser):
    """Someone of the organisation, or a guest of it.

    A person without `claimed_at` has no account: they were brought in by an import and get no mail until
    they claim what is theirs. Between signing up and typing the code from the letter (`unconfirmed_since`) nobody
    sees them.
    """

    # What of somebody decides how a question is put (see `foundation/kept_query.py`).
    WEIGHS = ("is_guest", "is_programme_manager", "is_administrator", "deactivated_at", "unconfirmed_since")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    email = models.EmailField(_("e-mail address"), null=True, blank=True)  # noqa: DJ001 -- unique, and many have none
    handle = models.CharField(
        max_length=50,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
                _("Use letters, digits and hyphens."),
            )
        ],
        help_text=_("How others mention you: @handle."),
    )
    name = models.CharField(_("name"), max_length=120)
    headline = models.CharField(_("headline"), max_length=160, blank=True)
    unit = models.ForeignKey(
        "organisation.Unit",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    theme = models.CharField(max_length=6, default="system")
    photo = models.ForeignKey("files.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    ask_me_about = models.CharField(_("ask me about"), max_length=300, blank=True)
    passions = models.CharField(_("passions"), max_length=300, blank=True)
    availability = models.CharField(_("availability"), max_length=8, choices=Availability, default=Availability.OPEN)
    availability_note = models.CharField(max_length=160, blank=True)
    is_guest = models.BooleanField(default=False)
    is_programme_manager = models.BooleanField(_("programme manager"), default=False)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    deactivated_at = models.DateTimeField(null=True, blank=True, editable=False)
    unconfirmed_since = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_is_unique"),
            models.CheckConstraint(name="person_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="person_email_is_null_not_empty", condition=~Q(email="")),
            models.CheckConstraint(
                name="person_with_an_account_has_an_email",
                condition=Q(claimed_at=None) | ~Q(email=None),
            ),
            models.CheckConstraint(
                name="person_availability_is_known",
                condition=Q(availability__in=Availability.values),
            ),
            models.CheckConstraint(
                name="person_theme_is_known",
                condition=Q(theme__in=["system", "light", "dark"]),
            ),
        ]
        indexes = [
            models.Index(Lower("name"), name="person_by_name"),
            GinIndex(OpClass(plain_words(*WORDS), name="gin_trgm_ops"), name="person_by_words"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.handle])

    @property
    def is_active(self) -> bool:
        return self.deactivated_at is None

    @is_active.setter
    def is_active(self, value: bool) -> None:
        # The account library sets it on sign-up; the fact with its time is `deactivated_at`.
        self.deactivated_at = None if value else timezone.now()

    @property
    def has_account(self) -> bool:
        return self.claimed_at is not None

    @property
    def hue(self) -> str:
        return hue_of(self.pk)

    @property
    def initials(self) -> str:
        return initials_of(self.name)

    @property
    def photo_url(self) -> str:
        return reverse("people:photo", args=[self.handle, self.photo_id]) if self.photo_id else ""

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0]

    def has_perm(self, _permission: str, _thing: Any = None) -> bool:
        """There are no permissions by table here: policies answer (the account library asks)."""
        return False

    def has_module_perms(self, _app: str) -> bool:
        return False

    @property
    def is_staff(self) -> bool:
        return self.is_administrator

    @property
    def is_superuser(self) -> bool:
        return False
