"""Letters about belonging: to the one who is asked, to those who answer, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from practica.communities.actions import tell_vacancies
from practica.communities.models import Membership
from practica.communities.verbs import Verb
from practica.events.subscribers import subscribe
from practica.mail.letters import absolute
from practica.mail.letters import communities as letters
from practica.people.verbs import Verb as PeopleVerb

if TYPE_CHECKING:
    from practica.events.models import Event


def row_of(event: Event) -> Membership | None:
    return (
        Membership.objects.filter(pk=event.target_id)
        .select_related("community", "person", "invited_by", "offered_by")
        .first()
    )


def facts(event: Event, row: Membership) -> dict[str, Any]:
    return {
        "key": f"communities-{event.pk}-",
        "community": row.community.name,
        "url": absolute(row.community.get_absolute_url()),
    }


@subscribe(Verb.INVITED)
def write_invitation(event: Event) -> None:
    row = row_of(event)
    if row is None or row.state != "invited":
        return
    given = facts(event, row)
    given["key"] += str(row.person_id)
    # A private community is a closed page until they say yes, so the letter leads to where the answer is given.
    given["url"] = absolute(reverse("communities:invitations"))
    who = row.invited_by.name if row.invited_by else row.community.name
    letters.invited(row.person, who=who, tagline=row.community.tagline, message=row.message, until=row.ends_on, **given)


@subscribe(Verb.REQUESTED)
def write_to_facilitators(event: Event) -> None:
    row = row_of(event)
    if row is None or row.state != "requested":
        return
    given = facts(event, row)
    given["url"] = absolute(reverse("communities:members", args=[row.community.slug])) + "#requests"
    for facilitator in row.community.facilitators:
        person = facilitator.person
        letters.requested(
            person, who=row.person.name, message=row.message, **{**given, "key": f"{given['key']}{person.pk}"}
        )


@subscribe(Verb.REQUEST_ACCEPTED, Verb.REQUEST_DECLINED)
def write_answer(event: Event) -> None:
    row = row_of(event)
    if row is None:
        return
    given = facts(event, row)
    given["key"] += str(row.person_id)
    if event.verb == Verb.REQUEST_ACCEPTED:
        letters.request_accepted(row.person, answer=row.answer, **given)
        return
    given["url"] = absolute(reverse("communities:directory"))
    letters.request_declined(row.person, answer=row.answer, **given)


@subscribe(Verb.FACILITATION_OFFERED)
def write_offer(event: Event) -> None:
    row = row_of(event)
    if row is None or not row.offered_role or row.offered_by is None:
        return
    given = facts(event, row)
    given["key"] += str(row.person_id)
    letters.facilitation_offered(row.person, who=row.offered_by.name, **given)


@subscribe(PeopleVerb.DEACTIVATED, Verb.LEFT, Verb.MEMBERSHIP_ENDED)
def tell_of_vacancy(_event: Event) -> None:
    """Somebody is gone: where they alone facilitated, the core group and the programme hear of it at once."""
    tell_vacancies()
