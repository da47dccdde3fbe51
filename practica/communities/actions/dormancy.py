"""A community that has fallen silent: the product says so, people decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.communities import policies
from practica.communities.actions.rows import locked
from practica.communities.queries import dormancy
from practica.communities.verbs import Verb
from practica.events.actions import record
from practica.foundation.access import Refused, require

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person


@transaction.atomic
def tell_vacancies() -> int:
    """Say once, of every active community that nobody facilitates any more, that the post is vacant."""
    found = list(dormancy.newly_vacant().select_for_update(of=("self",)))
    for community in found:
        record(Verb.VACATED, by=None, target=community, community=community, by_itself=True)
    return len(found)


@transaction.atomic
def propose_dormancy() -> int:
    """Propose rest where fewer than three people contributed in 60 days or the post is vacant for 28; changes nothing."""
    silent = [one for one in dormancy.ripe().select_for_update(of=("self",)) if dormancy.is_silent(one)]
    for community in silent:
        record(Verb.DORMANCY_PROPOSED, by=None, target=community, community=community, by_itself=True)
    return len(silent)


@transaction.atomic
def keep_awake(community: Community, *, by: Person) -> Community:
    """Decide that it goes on; Refused when nothing is proposed any more. Asked again after 60 silent days."""
    community = locked(community)
    require(policies.can_rest, by, community)
    if not dormancy.has_proposal(community):
        raise Refused(_("Somebody has decided this already."))
    record(Verb.KEPT_AWAKE, by=by, target=community, community=community)
    return community
