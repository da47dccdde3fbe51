"""What happens by itself."""

import logging

from practica.foundation.tasks import periodic
from practica.work.actions import ask_who_could_pair, give_back_what_was_left_behind, let_go_of_parts_left_behind

logger = logging.getLogger(__name__)


@periodic("50 5 * * *")
def open_what_was_left_behind() -> None:
    """Every morning: what people held who went in any other way."""
    logger.info("parts in tasks given back: %s", give_back_what_was_left_behind())
    logger.info("parts in initiatives let go of: %s", let_go_of_parts_left_behind())


@periodic("55 5 * * *")
def look_for_pairs() -> None:
    """Every morning: whoever has been alone on a task for three weeks."""
    logger.info("asked who could pair: %s", ask_who_could_pair())
