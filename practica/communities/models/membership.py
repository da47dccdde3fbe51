from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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

    def facilitating(self) -> MembershipQuerySet:
        return self.active().filter(role=Role.FACILITATOR)

    def of(self, person: Person) -> MembershipQuerySet:
        return self.filter(person=person)


class Membership(models.Model):
    """A person's belonging to a community, from the invitation or request to the day they leave (alumni)."""

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.MEMBER)
    state = models.CharField(max_length=10, choices=MembershipState, default=MembershipState.ACTIVE)
    message = models.CharField(max_length=500, blank=True)
    learning_goal = models.CharField(_("what I would like to learn"), max_length=300, blank=True)
    since = models.DateTimeField(auto_now_add=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(_("guest until"), null=True, blank=True)
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
        ]
        indexes = [models.Index(fields=["person", "state"], name="membership_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.community_id}: {self.role}, {self.state}"

    @property
    def is_active(self) -> bool:
        return self.state == MembershipState.ACTIVE
