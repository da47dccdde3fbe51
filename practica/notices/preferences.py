"""When a person wants to be written to: what they chose, what one click in a letter stopped, or the default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps

from practica.mail.actions import resume_letters, stop_letters
from practica.mail.models import Stop
from practica.notices.models import How, Preference
from practica.notices.registry import Urgency

if TYPE_CHECKING:
    from django.db.models import QuerySet

PERSONAL, DIGEST = "notices.personal", "notices.digest"


def list_name(community_id: int | None) -> str:
    """The list of letters that one click leaves."""
    return f"notices.community.{community_id}" if community_id else PERSONAL


def preferences_of(person: Any) -> dict[int | None, How]:
    """By community, and None for what is for the person by name; a stopped list is off."""
    chosen = {row.community_id: How(row.how) for row in Preference.objects.filter(person=person)}
    stopped = set(Stop.objects.filter(person=person).values_list("name", flat=True))
    for community_id in [None, *(pk for pk in chosen if pk)]:
        if list_name(community_id) in stopped:
            chosen[community_id] = How.OFF
    for name in stopped:
        if name.startswith("notices.community."):
            chosen[int(name.rsplit(".", 1)[1])] = How.OFF
    return chosen


def preference(person: Any, community_id: int | None, urgency: Urgency) -> How:
    """What is for somebody by name comes at once; news of a place as they chose for it, else in the digest."""
    chosen = preferences_of(person)
    if urgency == Urgency.PERSONAL:
        return chosen.get(None, How.NOW)
    return chosen.get(community_id, How.DIGEST) if community_id else How.DIGEST


def prefer(person: Any, community_id: int | None, how: How) -> None:
    """The person chooses for a community they belong to, or for what is theirs by name (None)."""
    Preference.objects.update_or_create(person=person, community_id=community_id, defaults={"how": how})
    change = stop_letters if how == How.OFF else resume_letters
    change(person.pk, list_name(community_id))


def wants_digest(person: Any) -> bool:
    return not Stop.objects.filter(person=person, name=DIGEST).exists()


def prefer_digest(person: Any, *, is_wanted: bool) -> None:
    (resume_letters if is_wanted else stop_letters)(person.pk, DIGEST)


def belongings(person: Any) -> QuerySet[Any]:
    """The communities a person belongs to; named by string, for they are above."""
    manager: Any = apps.get_model("communities.Community")._default_manager
    found: QuerySet[Any] = manager.of(person).order_by("name")
    return found
