"""What is said of what happens to people: most of it is a record, and concerns one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practica.notices.registry import declare
from practica.people.verbs import Verb

if TYPE_CHECKING:
    from practica.events.models import Event
    from practica.people.models import Person

YOU = {"you": _("It is your account.")}


def the_person(_event: Event, person: Person) -> list[tuple[Person, str]]:
    return [(person, "you")]


def the_inviter(_event: Event, person: Person) -> list[tuple[Person, str]]:
    used = person.invitations.exclude(accepted_at=None).select_related("invited_by")
    return [(invitation.invited_by, "invited") for invitation in used]


def letters(_invitation: Any) -> str:
    return reverse("people:invitations")


declare(Verb.JOINED, words=_("{who} joined"), icon="user-plus", hue="moss")
declare(
    Verb.CLAIMED,
    words=_("{who} took over their profile"),
    icon="user-check",
    hue="moss",
    recipients=the_inviter,
    because={"invited": _("You sent the letter.")},
)
declare(Verb.INVITED, words=_("{who} invited somebody"), icon="mail", url=letters)
declare(Verb.CLAIM_SENT, words=_("{who} offered somebody their profile"), icon="mail", url=letters)
declare(Verb.INVITATION_WITHDRAWN, words=_("{who} withdrew an invitation"), icon="mail", url=letters)
declare(Verb.PROFILE_CHANGED, words=_("{who} changed their profile"), icon="pencil")
declare(
    Verb.PROGRAMME_MANAGER_MADE,
    words=_("{who} made you programme manager"),
    icon="compass",
    hue="pine",
    recipients=the_person,
    because=YOU,
)
declare(
    Verb.PROGRAMME_MANAGER_ENDED,
    words=_("{who} ended your role as programme manager"),
    icon="compass",
    recipients=the_person,
    because=YOU,
)
declare(
    Verb.ADMINISTRATOR_MADE,
    words=_("{who} made you administrator"),
    icon="shield",
    hue="iris",
    recipients=the_person,
    because=YOU,
)
declare(
    Verb.ADMINISTRATOR_ENDED,
    words=_("{who} ended your role as administrator"),
    icon="shield",
    recipients=the_person,
    because=YOU,
)
declare(Verb.DEACTIVATED, words=_("{who} closed an account"), icon="lock")
declare(Verb.REACTIVATED, words=_("{who} opened an account again"), icon="lock-open")
declare(Verb.BROUGHT_IN, words=_("{who} brought somebody in from elsewhere"), icon="import")
declare(Verb.PROGRAM_LET_IN, words=_("{who} let a program in"), icon="key-round")
declare(Verb.PROGRAM_SHUT_OUT, words=_("{who} let a program in no more"), icon="key-round")
