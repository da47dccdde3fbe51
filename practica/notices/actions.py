"""Telling people, and what they do with what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from practica.notices.models import Card, How, Notice
from practica.notices.preferences import preference
from practica.notices.registry import Urgency, telling_of
from practica.notices.sentences import has_rule, visible_ids
from practica.notices.tasks import write_letter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from practica.events.models import Event
    from practica.notices.registry import Telling
    from practica.people.models import Person


def tell(event: Event) -> None:
    """Put the event into the inbox of everybody it is for, once, and write to those who want a letter at once."""
    telling = telling_of(event.verb)
    target = event.target if telling else None
    if telling is None or target is None:
        return
    for person, reason in readers(telling, event, target):
        tell_one(person, reason, telling, event, target)


def readers(telling: Telling, event: Event, target: Any) -> Iterator[tuple[Any, str]]:
    """Each person once, with the first reason; never the actor, and nobody who may not see it or has no account."""
    told: set[int] = {event.actor_id} if event.actor_id else set()
    for one in telling.recipients(event, target):
        person, reason = one if isinstance(one, tuple) else (one, "")
        if person.pk in told or not person.claimed_at or person.deactivated_at:
            continue
        told.add(person.pk)
        if may_see(person, [target, telling.thing(target)]):
            yield person, reason


def may_see(person: Any, subjects: list[Any]) -> bool:
    """By the first that has a rule; what has none (an invitation) is seen by whom it is addressed to."""
    for subject in subjects:
        label = subject._meta.label_lower
        if has_rule(label):
            return bool(visible_ids(label, [subject.pk], person))
    return True


@transaction.atomic
def tell_one(person: Any, reason: str, telling: Telling, event: Event, target: Any) -> None:
    how = preference(person, event.community_id, telling.urgency)
    if how == How.OFF and telling.urgency == Urgency.NEWS:
        return
    thing = telling.thing(target)
    card, _made = Card.objects.select_for_update().get_or_create(
        person=person,
        thing_type=thing._meta.label_lower,
        thing_id=thing.pk,
        defaults={"community_id": event.community_id, "is_personal": False, "latest_at": event.at},
    )
    if card.muted_at and telling.urgency == Urgency.NEWS:
        return
    notice, is_new = Notice.objects.get_or_create(
        card=card, event_id=event.pk, defaults={"verb": event.verb, "reason": reason, "at": event.at}
    )
    if not is_new:
        return
    wake(card, event.at, is_personal=telling.urgency == Urgency.PERSONAL)
    if how == How.NOW and not card.muted_at and not telling.has_own_letter:
        write_letter.defer(notice_id=notice.pk)


def wake(card: Card, at: datetime, *, is_personal: bool) -> None:
    """Something happened: the card waits again, at the top."""
    card.latest_at = max(card.latest_at, at)
    card.is_personal = is_personal or (card.is_personal and card.done_at is None)
    card.done_at = None
    card.save(update_fields=["latest_at", "is_personal", "done_at"])


def finish(card: Card) -> None:
    """The person has dealt with it."""
    card.done_at, card.snoozed_until = timezone.now(), None
    card.save(update_fields=["done_at", "snoozed_until"])


def finish_news(person: Person) -> int:
    """All that is only good to know has been read; says how many."""
    return Card.objects.of(person).waiting().filter(is_personal=False).update(done_at=timezone.now())


def snooze(card: Card, until: datetime) -> None:
    """It comes back at that moment, or when something happens to it."""
    card.snoozed_until, card.done_at = until, None
    card.save(update_fields=["snoozed_until", "done_at"])


def mute(card: Card) -> None:
    """Nothing of it is told any more, until the person wants to hear again."""
    card.muted_at = timezone.now()
    card.save(update_fields=["muted_at"])


def bring_back(card: Card) -> None:
    """It waits again: undoes done, snooze and mute."""
    card.done_at = card.muted_at = card.snoozed_until = None
    card.save(update_fields=["done_at", "muted_at", "snoozed_until"])


def see(person: Person, thing: Any) -> None:
    """The person has read the thing itself, so its card is done; called by the pages of things."""
    cards = Card.objects.of(person).filter(thing_type=thing._meta.label_lower, thing_id=thing.pk, done_at=None)
    cards.update(done_at=timezone.now())
