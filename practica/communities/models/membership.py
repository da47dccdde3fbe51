from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.communities.models.rights import is_current

if TYPE_CHECKING:
    from practica.people.models import Person


class Role(models.TextChoices):
    """Given by people, not computed. Sponsor and programme manager are not memberships."""

    GUEST = "guest", _("Guest")
    MEMBER = "member", _("Member")
    CORE = "core", _("Core group")
    FACILITATOR = "facilitator", _("Facilitator")


class MembershipState(models.TextChoices):
    """Nobody becomes active without having said yes."""

    INVITED = "invited", _("Invited")
    REQUESTED = "requested", _("Asked to join")
    ACTIVE = "active", _("Member")
    LEFT = "left", _("Former member")
    DECLINED = "declined", _("Declined")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> MembershipQuerySet:
        return self.filter(state=MembershipState.ACTIVE)

    def current(self) -> MembershipQuerySet:
        """Active, and the visit is not over: the rule of `Belongs`, in the same words."""
        return self.filter(is_current())

    def facilitating(self) -> MembershipQuerySet:
        return self.active().filter(role=Role.FACILITATOR)

    def of(self, person: Person) -> MembershipQuerySet:
        return self.filter(person=person)

    def full(self) -> MembershipQuerySet:
        """Who belongs without an end date: everyone active but guests."""
        return self.active().exclude(role=Role.GUEST)

    def invited(self) -> MembershipQuerySet:
        return self.filter(state=MembershipState.INVITED)

    def requested(self) -> MembershipQuerySet:
        return self.filter(state=MembershipState.REQUESTED)

    def requested_of(self, person: Person) -> MembershipQuerySet:
        """The requests this person answers as a facilitator, oldest first."""
        theirs = Membership.objects.facilitating().of(person).values("community")
        return self.requested().filter(community__in=theirs).select_related("community", "person").order_by("since")

    def alumni(self) -> MembershipQuerySet:
        """Who belonged once; guests were visitors, not members."""
        return self.filter(state=MembershipState.LEFT).exclude(role=Role.GUEST)

    def in_role_order(self) -> MembershipQuerySet:
        """Facilitators first, then the core group, members and guests; by name in each."""
        rank = Case(*(When(role=role, then=Value(n)) for n, role in enumerate(reversed(Role.values))), default=9)
        return self.select_related("person", "person__unit").order_by(rank, Lower("person__name"), "pk")


class Membership(models.Model):
    """A person's belonging to a community, from the invitation or request to the day they leave (alumni)."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.MEMBER)
    state = models.CharField(max_length=10, choices=MembershipState, default=MembershipState.ACTIVE)
    message = models.CharField(max_length=500, blank=True)
    learning_goal = models.CharField(_("what I would like to learn"), max_length=300, blank=True)
    since = models.DateTimeField(default=timezone.now, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(_("guest until"), null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    offered_role = models.CharField(max_length=12, choices=Role, blank=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    is_handover = models.BooleanField(default=False)
    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "person"], name="membership_once_a_person"),
            models.CheckConstraint(name="membership_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="membership_state_is_known",
                condition=Q(state__in=MembershipState.values),
            ),
            models.CheckConstraint(
                name="membership_active_has_joined",
                condition=~Q(state="active") | Q(joined_at__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_left_has_a_date",
                condition=Q(state="left", left_at__isnull=False) | (~Q(state="left") & Q(left_at=None)),
            ),
            models.CheckConstraint(
                name="membership_only_guests_end",
                condition=Q(role="guest") | Q(ends_on=None),
            ),
            models.CheckConstraint(
                name="membership_active_guest_has_an_end",
                condition=~Q(role="guest", state="active") | Q(ends_on__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_offers_facilitation_to_its_members",
                condition=Q(offered_role="") | (Q(offered_role="facilitator", state="active") & ~Q(role="guest")),
            ),
            models.CheckConstraint(
                name="membership_handover_is_an_offer",
                condition=Q(is_handover=False) | Q(offered_role="facilitator"),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "state"], name="membership_by_person"),
            models.Index(fields=["community", "state", "role"], name="membership_by_community"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.community_id}: {self.role}, {self.state}"

    @property
    def role_label(self) -> str:
        """`get_role_display` looks through all names each time, and a list asks in every row."""
        return str(Role(self.role).label)

    @property
    def is_active(self) -> bool:
        return self.state == MembershipState.ACTIVE

    @property
    def is_guest(self) -> bool:
        return self.role == Role.GUEST

    @property
    def is_facilitator(self) -> bool:
        return self.is_active and self.role == Role.FACILITATOR
