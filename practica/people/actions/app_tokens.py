"""Tokens for the programs of a person: made, used, revoked."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.people import policies
from practica.people.models import AppToken, Person
from practica.people.models.app_token import digest_of, new_secret
from practica.people.verbs import Verb

MOST = 20


@transaction.atomic
def make_app_token(name: str, *, by: Person) -> tuple[AppToken, str]:
    """Make a token for one program, with its secret, which is said this once and never kept.

    Refused: without a name to know it by, or twenty of them work already.
    """
    if not name.strip():
        raise Refused(_("Say which program it is for, to know it again."))
    # Two at once would both find nineteen.
    Person.objects.select_for_update().get(pk=by.pk)
    if by.app_tokens.filter(revoked_at=None).count() >= MOST:
        raise Refused(_("%(n)s programs have a token. Revoke one you no longer use.") % {"n": MOST})
    secret = new_secret()
    token = AppToken.objects.create(person=by, name=name.strip()[:60], digest=digest_of(secret))
    record(Verb.PROGRAM_LET_IN, by=by, target=token)
    return token, secret


@transaction.atomic
def revoke_app_token(token: AppToken, *, by: Person) -> AppToken:
    """The program is let in no more. Refused: it is revoked. 403: not one's own."""
    token = AppToken.objects.select_for_update().get(pk=token.pk)
    require(policies.can_revoke_token, by, token)
    if token.revoked_at:
        raise Refused(_("This token is revoked already."))
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record(Verb.PROGRAM_SHUT_OUT, by=by, target=token)
    return token


def note_use(token: AppToken) -> None:
    """Remember that it is in use, to the quarter of an hour: programs ask often."""
    AppToken.objects.unnoted().filter(pk=token.pk).update(used_at=timezone.now())


def note_refusal(token: AppToken, because: str) -> None:
    """Remember why the last thing the program wanted was refused: most programs do not say it to their person."""
    AppToken.objects.filter(pk=token.pk).update(refused_at=timezone.now(), refused_because=because[:300] or "?")
