"""Who sees an asset, and whether it is still in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_reason
from practica.library import policies
from practica.library.actions.assets import locked, refuse_retired
from practica.library.models import Audience
from practica.library.verbs import Verb

if TYPE_CHECKING:
    from practica.library.models import Asset
    from practica.people.models import Person


@transaction.atomic
def share_asset(asset: Asset, *, by: Person) -> Asset:
    """Let the whole organisation see it. Refused without a summary that outsiders understand, or when shared."""
    asset = locked(asset)
    require(policies.can_share, by, asset)
    refuse_retired(asset)
    if asset.is_shared:
        raise Refused(_("The organisation sees this already."))
    if not asset.summary.strip():
        raise Refused(_("Say first in plain words what it is: people outside the community read that before all else."))
    asset.audience, asset.shared_at, asset.shared_by = Audience.ORGANISATION, moment_now(), by
    asset.save(update_fields=["audience", "shared_at", "shared_by"])
    record(Verb.SHARED, by=by, target=asset, community=asset.community)
    return asset


@transaction.atomic
def unshare_asset(asset: Asset, *, by: Person) -> Asset:
    """Take it back into the community. Refused when it is not shared."""
    asset = locked(asset)
    require(policies.can_share, by, asset)
    if not asset.is_shared:
        raise Refused(_("Only the community sees this already."))
    asset.audience, asset.shared_at, asset.shared_by = Audience.COMMUNITY, None, None
    asset.save(update_fields=["audience", "shared_at", "shared_by"])
    record(Verb.UNSHARED, by=by, target=asset, community=asset.community)
    return asset


@transaction.atomic
def retire_asset(asset: Asset, *, reason: str, by: Person) -> Asset:
    """Take it out of the shelves and lists; its page stays and says why. Refused without a reason."""
    asset = locked(asset)
    require(policies.can_retire, by, asset)
    refuse_retired(asset)
    if not reason.strip():
        raise Refused(_("Say why: those who used it will want to know."))
    asset.retired_at, asset.retired_by, asset.retired_reason = moment_now(), by, clean_reason(reason)
    asset.save(update_fields=["retired_at", "retired_by", "retired_reason"])
    record(Verb.RETIRED, by=by, target=asset, community=asset.community)
    return asset


@transaction.atomic
def return_asset(asset: Asset, *, by: Person) -> Asset:
    """Undo retiring. Refused when it is not retired."""
    asset = locked(asset)
    require(policies.can_retire, by, asset)
    if not asset.is_retired:
        raise Refused(_("This is in use already."))
    asset.retired_at, asset.retired_by, asset.retired_reason = None, None, ""
    asset.save(update_fields=["retired_at", "retired_by", "retired_reason"])
    record(Verb.RETURNED, by=by, target=asset, community=asset.community)
    return asset
