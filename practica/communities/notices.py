"""What is said of each thing that happens to a community, and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community, Membership
from practica.communities.queries.belonging import CORE
from practica.communities.verbs import Verb
from practica.notices.registry import Urgency, declare
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.events.models import Event

BECAUSE = {
    "yourself": _("It is about your own membership."),
    "facilitator": _("You facilitate this community."),
    "inviter": _("You invited them."),
    "member": _("You belong to this community."),
    "programme": _("You manage the programme, and nobody facilitates this community."),
    "core": _("You are in the core group of this community."),
    "manager": _("You manage the programme."),
}


def place(thing: Any) -> Community:
    community: Community = thing.community
    return community


def home_of(thing: Any) -> str:
    return place(thing).get_absolute_url()


def waiting_page(_membership: Membership) -> str:
    """Where one answers; the home of a private community is closed to those who are not in yet."""
    return reverse("communities:invitations")


def directory(_membership: Membership) -> str:
    return reverse("communities:directory")


def members_page(membership: Membership) -> str:
    return reverse("communities:members", args=[membership.community.slug])


def dormancy_page(community: Community) -> str:
    """The programme manager reads no private community, but decides on this page."""
    return reverse("communities:dormancy", args=[community.slug])


def message(membership: Membership) -> str:
    return membership.message


def reply(membership: Membership) -> str:
    return membership.answer


def charter_page(charter: Any) -> str:
    return reverse("communities:charter-version", args=[charter.community.slug, charter.version])


def themselves(_event: Event, membership: Membership) -> Iterable[tuple[Person, str]]:
    yield membership.person, "yourself"


def facilitators(_event: Event, membership: Membership) -> Iterable[tuple[Person, str]]:
    """Those who facilitate; where nobody does, the programme managers."""
    rows = list(membership.community.facilitators.filter(person__deactivated_at=None))
    if rows:
        yield from ((row.person, "facilitator") for row in rows)
        return
    yield from ((person, "programme") for person in Person.objects.active().filter(is_programme_manager=True))


def inviter(_event: Event, membership: Membership) -> Iterable[tuple[Person, str]]:
    if membership.invited_by:
        yield membership.invited_by, "inviter"


def joined(event: Event, membership: Membership) -> Iterable[tuple[Person, str]]:
    """The facilitators, so that somebody says hello; and who invited them."""
    yield from facilitators(event, membership)
    yield from inviter(event, membership)


def everyone(_event: Event, thing: Any) -> Iterable[tuple[Person, str]]:
    community = thing if isinstance(thing, Community) else thing.community
    rows: Any = community.memberships
    for row in rows.full().select_related("person"):
        yield row.person, "member"


def its_facilitators(_event: Event, thing: Any) -> Iterable[tuple[Person, str]]:
    for row in thing.community.facilitators:
        yield row.person, "facilitator"


def core_and_programme(_event: Event, community: Community) -> Iterable[tuple[Person, str]]:
    """Those who answer for it: facilitators and core group, and the programme managers."""
    for row in community.memberships.active().filter(role__in=CORE).select_related("person"):
        yield row.person, "core"
    yield from ((person, "manager") for person in Person.objects.active().filter(is_programme_manager=True))


def tell(verb: Verb, words: Any, icon: str, **given: Any) -> None:
    declare(verb, words=words, icon=icon, **{"because": BECAUSE, **given})


def tell_of_membership(verb: Verb, words: Any, icon: str, **given: Any) -> None:
    tell(verb, words, icon, **{"of": "community", "url": home_of, **given})


TO_ONESELF = {"recipients": themselves}
AS_NEWS = {"recipients": everyone, "urgency": Urgency.NEWS}
IN_DIGEST = {**AS_NEWS, "is_in_digest": True}
OF_CHARTER = {"of": "community", "url": charter_page}
TO_ANSWER = {"hue": "gold", "action": _("Answer")}

tell_of_membership(
    Verb.INVITED,
    _("{who} invites you to join"),
    "mail-open",
    quote=message,
    url=waiting_page,
    **TO_ONESELF,
    **TO_ANSWER,
)
tell_of_membership(
    Verb.REQUESTED,
    _("{who} would like to join"),
    "door-open",
    **{"quote": message, "url": members_page, "recipients": facilitators, **TO_ANSWER},
)
tell_of_membership(Verb.REQUEST_ACCEPTED, _("{who} let you in"), "user-check", hue="pine", quote=reply, **TO_ONESELF)
tell_of_membership(
    Verb.REQUEST_DECLINED,
    _("{who} answered your request with a no"),
    "door-closed",
    hue="clay",
    quote=reply,
    **TO_ONESELF,
)
tell_of_membership(
    Verb.JOINED,
    _("{who} joined"),
    "user-plus",
    hue="pine",
    recipients=joined,
    urgency=Urgency.NEWS,
    is_in_digest=True,
)
tell_of_membership(
    Verb.INVITATION_DECLINED,
    _("{who} declined the invitation"),
    "user-minus",
    hue="clay",
    quote=reply,
    recipients=inviter,
    urgency=Urgency.NEWS,
)
tell_of_membership(Verb.LEFT, _("{who} left"), "log-out", hue="clay", recipients=facilitators, urgency=Urgency.NEWS)
tell_of_membership(
    Verb.MEMBERSHIP_ENDED, _("{who} ended your membership"), "user-minus", hue="clay", url=directory, **TO_ONESELF
)
tell_of_membership(Verb.CORE_APPOINTED, _("{who} named you to the core group"), "star", **TO_ONESELF)
tell_of_membership(Verb.CORE_RELEASED, _("{who} ended your core term"), "star", **TO_ONESELF)
tell_of_membership(
    Verb.FACILITATION_OFFERED, _("{who} asks you to facilitate"), "hand-helping", **TO_ONESELF, **TO_ANSWER
)
tell_of_membership(Verb.FACILITATION_ACCEPTED, _("{who} facilitates now"), "hand-helping", hue="pine", **IN_DIGEST)
tell_of_membership(
    Verb.FACILITATION_DECLINED,
    _("{who} would rather not facilitate"),
    "user-minus",
    hue="clay",
    recipients=facilitators,
    url=members_page,
)
tell_of_membership(Verb.STEPPED_DOWN, _("{who} stepped down as facilitator"), "log-out", hue="clay", **AS_NEWS)
tell_of_membership(Verb.GUEST_EXTENDED, _("{who} lets you stay longer"), "timer", hue="pine", **TO_ONESELF)
tell_of_membership(Verb.GUEST_ENDED, _("A visit ended"), "log-out")
tell_of_membership(Verb.REQUEST_WITHDRAWN, _("{who} took a request back"), "undo-2")
tell_of_membership(Verb.INVITATION_WITHDRAWN, _("{who} took an invitation back"), "undo-2")

tell(Verb.ACTIVATED, _("Three people said yes: it lives"), "sprout", hue="pine", **IN_DIGEST)
tell(Verb.RESTED, _("{who} put the community to rest"), "moon", hue="clay", **AS_NEWS)
tell(Verb.WOKEN, _("{who} woke the community up"), "sunrise", hue="pine", **AS_NEWS)
tell(Verb.STAGE_SET, _("{who} set the stage"), "sprout", hue="pine", **AS_NEWS)
tell(Verb.VISIBILITY_CHANGED, _("{who} changed who may come in"), "door-open", hue="gold", **AS_NEWS)
tell(
    Verb.MONTH_QUESTION_CHOSEN,
    _("{who} chose this month's question"),
    "sparkles",
    **{"hue": "pine", "of": "community", "url": home_of, "quote": lambda chosen: chosen.question.text, **IN_DIGEST},
)
tell(
    Verb.CHARTER_OPENED,
    _("{who} asks what you think of the new charter"),
    "scroll-text",
    **{"hue": "gold", "recipients": everyone, "action": _("Read and comment"), **OF_CHARTER},
)
tell(
    Verb.CHARTER_COMMENTED,
    _("{who} commented on the charter"),
    "message-square",
    **{"recipients": its_facilitators, "urgency": Urgency.NEWS, **OF_CHARTER},
)
tell(Verb.CHARTER_IN_FORCE, _("{who} put a new charter in force"), "scroll-text", hue="pine", **IN_DIGEST, **OF_CHARTER)

OF_REST = {"hue": "clay", "recipients": core_and_programme, "url": dormancy_page}
tell(Verb.VACATED, _("Nobody facilitates any more"), "user-minus", **OF_REST)
tell(Verb.DORMANCY_PROPOSED, _("It has been quiet here: rest, or go on?"), "moon", action=_("Decide"), **OF_REST)

# Told to nobody: the memory has them, and the page shows what came of it.
tell(Verb.FOUNDED, _("{who} founded a community"), "sprout")
tell(Verb.EDITED, _("{who} changed what the community says of itself"), "settings")
tell(Verb.SPONSOR_NAMED, _("{who} named a sponsor"), "handshake")
tell(Verb.QUESTIONS_SET, _("{who} changed what the community wants to learn"), "target")
tell(Verb.QUESTION_ADVANCED, _("{who} noted how far a question is"), "target", of="community", url=home_of)
tell(Verb.CHARTER_DRAFTED, _("{who} began a new charter"), "file-pen", **OF_CHARTER)
tell(Verb.CHARTER_SAVED, _("{who} worked on the new charter"), "file-pen", **OF_CHARTER)
tell(Verb.CHARTER_DISCARDED, _("{who} took the new charter back"), "undo-2", **OF_CHARTER)
tell(Verb.KEPT_AWAKE, _("{who} said that the community goes on"), "sunrise")
