from practica.foundation.tasks import periodic
from practica.search.spelling import learn

MOST_ROUNDS = 25


@periodic("*/2 * * * *")
def learn_words() -> None:
    """What was written lately becomes what a typing error may have meant."""
    for _round in range(MOST_ROUNDS):
        if not learn():
            return
