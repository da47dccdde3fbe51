"""What follows from what happened to people: letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.events.subscribers import subscribe
from practica.mail.letters import Stranger, people
from practica.organisation.queries import the_organisation
from practica.people.models import Invitation
from practica.people.verbs import Verb

if TYPE_CHECKING:
    from practica.events.models import Event


@subscribe(Verb.INVITED, Verb.CLAIM_SENT)
def write_invitation(event: Event) -> None:
    """The letter with the link, in the organisation's first language; none once the invitation is used or withdrawn."""
    invitation = Invitation.objects.usable().select_related("person", "invited_by").filter(pk=event.target_id).first()
    organisation = the_organisation()
    if invitation is None or organisation is None:
        return
    name = invitation.person.name if invitation.person else ""
    reader = Stranger(invitation.email, name, organisation.default_language, organisation.time_zone)
    facts = {"site": organisation.name, "url": invitation.get_absolute_url(), "key": f"people:event:{event.pk}"}
    if invitation.person_id:
        people.claim(reader, **facts)
    else:
        people.invitation(reader, who=invitation.invited_by.name, **facts)
