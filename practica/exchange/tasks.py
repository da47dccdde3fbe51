"""What the worker does for imports, in its own time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from practica.exchange.models import ImportRun, State
from practica.foundation.access import Refused
from practica.foundation.tasks import task

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)


@task("bulk")
def check(*, run_id: int) -> None:
    from practica.exchange.actions import check_run  # noqa: PLC0415 -- the action defers this task

    _work(run_id, State.CHECKING, check_run)


@task("bulk")
def carry_out(*, run_id: int) -> None:
    from practica.exchange.actions import carry_out_run  # noqa: PLC0415 -- the action defers this task

    _work(run_id, State.RUNNING, carry_out_run)


def _work(run_id: int, state: State, action: Callable[[ImportRun], ImportRun]) -> None:
    from practica.exchange.actions import fail_run  # noqa: PLC0415

    run = ImportRun.objects.filter(pk=run_id, state=state).select_related("archive", "started_by").first()
    if run is None:
        logger.info("import %s is gone or not %s any more", run_id, state)
        return
    try:
        action(run)
    except Refused as refusal:
        fail_run(run, str(refusal))
    except Exception:
        # The worker's loop would only log it; the person who waits has to hear of it too.
        logger.exception("import %s broke", run_id)
        fail_run(run, _("Something unexpected happened; the log of the worker says what. You can import again."))
        raise
