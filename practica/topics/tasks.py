"""What happens by itself."""

import logging

from practica.foundation.tasks import periodic
from practica.topics import actions

logger = logging.getLogger(__name__)


@periodic("20 4 * * *")
def bring_back_what_was_parked() -> None:
    """Every night."""
    logger.info("parked suggestions that came back: %s", actions.return_parked())
    logger.info("seals of quiet suggestions forgotten: %s", actions.forget_seals())


@periodic("40 5 * * *")
def tell_what_is_due() -> None:
    """Every morning."""
    logger.info("suggestions whose answer is due: %s", actions.tell_answers_due())
