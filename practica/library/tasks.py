"""What happens by itself."""

import logging

from practica.foundation.tasks import periodic
from practica.library.actions import pass_on_what_was_left, tell_nobody_to_ask

logger = logging.getLogger(__name__)


@periodic("30 5 * * *")
def keep_in_good_hands() -> None:
    """Every morning: what was left behind by people who went in any other way."""
    logger.info(
        "assets and collections passed on: %s; without anybody to ask: %s",
        pass_on_what_was_left(),
        tell_nobody_to_ask(),
    )
