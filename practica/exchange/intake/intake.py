"""Doing what the plan says, a few things at a time: each through the feature's action, with a record of what it became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from practica.events.actions import recorded_as
from practica.events.models import Source
from practica.exchange.governance.wanted import ASSETS, Part
from practica.exchange.intake import belonging, series, shelves
from practica.exchange.intake.desk import Desk
from practica.foundation.access import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

    from practica.exchange.governance.folder import Folder
    from practica.exchange.intake.plan import Plan, Step
    from practica.exchange.models import ImportRun

    Progress = Callable[[int, int], None]

# Things a transaction: few enough that pages wait for none of them, enough that the disk is not asked each time.
AT_ONCE = 20
TAKERS: dict[Part, Callable[[Step, Desk], Model]] = {
    Part.PERSON: belonging.take_person,
    Part.COMMUNITY: belonging.take_community,
    Part.MEMBERSHIP: belonging.take_membership,
    Part.SPONSOR: belonging.take_sponsor,
    Part.CHARTER: belonging.take_charter,
    Part.SERIES: series.take_series,
    Part.PICTURE: shelves.take_picture,
    **dict.fromkeys(ASSETS, shelves.take_asset),
}


def take_in(plan: Plan, folder: Folder, run: ImportRun, progress: Progress) -> list[dict[str, str]]:
    """Do all the work of the plan; says what was refused after all, with the reason.

    What has been done stays when something breaks: the next import goes on from there.
    """
    desk = Desk(plan, folder, run)
    refused: list[dict[str, str]] = []
    work, done = plan.work, 0
    with recorded_as(Source.IMPORT):
        with transaction.atomic():
            desk.reserve_numbers()
        while done < len(work):
            few = work[done : done + AT_ONCE]
            with transaction.atomic():
                refused += [refusal for step in few if (refusal := _take(step, desk))]
            done += len(few)
            progress(done, len(work))
    return refused


def _take(step: Step, desk: Desk) -> dict[str, str] | None:
    wanted = step.wanted
    try:
        with transaction.atomic():
            desk.note(wanted, TAKERS[wanted.part](step, desk))
    except (Refused, PermissionDenied) as refusal:
        desk.forget()
        return {"what": wanted.key, "reason": str(refusal)}
    return None
