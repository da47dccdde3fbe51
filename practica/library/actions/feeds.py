"""The secret addresses under which a feed reader fetches what is new."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from practica.library.models import FeedAddress

if TYPE_CHECKING:
    from practica.people.models import Person


def own_feed_address(*, by: Person) -> FeedAddress:
    """The person's address, made when first asked for."""
    return FeedAddress.objects.get_or_create(person=by, defaults={"token": _new_token()})[0]


@transaction.atomic
def new_feed_address(*, by: Person) -> FeedAddress:
    """Make the old addresses worthless and give new ones."""
    address, _is_new = FeedAddress.objects.select_for_update().get_or_create(
        person=by, defaults={"token": _new_token()}
    )
    address.token = _new_token()
    address.save()
    return address


def _new_token() -> str:
    return secrets.token_urlsafe(24)
