"""What happens by itself."""

import logging

from practica.foundation.tasks import periodic
from practica.library.actions import pass_on_assets, tell_nobody_to_ask

logger = logging.getLogger(__name__)


@periodic("30 5 * * *")
def keep_in_good_hands() -> None:
    """Every morning: what was left behind by people who went in any other way."""
    logger.info("assets passed on: %s; without anybody to ask: %s", pass_on_assets(), tell_nobody_to_ask())
