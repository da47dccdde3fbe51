"""What happens by itself."""

import logging

from practica.communities.actions import end_expired_guests as end_guests
from practica.communities.actions import propose_dormancy as propose
from practica.communities.actions import tell_vacancies
from practica.foundation.tasks import periodic

logger = logging.getLogger(__name__)


@periodic("10 0 * * *")
def end_expired_guests() -> None:
    """Every night: a visit whose last day is over ends."""
    logger.info("guests whose visit ended: %s", end_guests())


@periodic("20 5 * * *")
def propose_dormancy() -> None:
    """Every morning: where nobody facilitates any more, and where a community has fallen silent."""
    logger.info("vacancies told: %s; rest proposed: %s", tell_vacancies(), propose())
