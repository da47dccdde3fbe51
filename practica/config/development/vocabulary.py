"""The words of a scratch organisation: as in any language a few are everywhere and most are rare (Zipf's law)."""

from itertools import accumulate

SIZE = 20_000
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "mar", "len", "tor")
FAMILIAR = [
    "pump",
    "valve",
    "pressure",
    "seal",
    "water",
    "station",
    "night",
    "flow",
    "leak",
    "meter",
    "sample",
    "bottle",
    "trench",
    "rescue",
    "crew",
    "shift",
    "list",
    "drawing",
    "bomba",
    "válvula",
    "presión",
    "sello",
    "agua",
    "estación",
    "caudal",
    "fuga",
    "medidor",
    "muestra",
    "zanja",
    "cuadrilla",
    "turno",
    "lista",
    "plano",
    "rodamiento",
    "motor",
    "sensor",
    "alarm",
    "spare",
    "winter",
    "summer",
    "start",
    "stop",
    "check",
    "clean",
    "open",
    "close",
    "slow",
    "quick",
    "first",
    "last",
    "measure",
    "listen",
]


def made_up(rank: int) -> str:
    """A word of its own for each rank."""
    letters, number = [], rank * 7919 + 31
    while number:
        number, rest = divmod(number, len(SYLLABLES))
        letters.append(SYLLABLES[rest])
    return "".join(letters)


VOCABULARY = [*FAMILIAR, *map(made_up, range(len(FAMILIAR), SIZE))]
# The word of a rank is said in proportion to 1 / rank; the first ranks are words that no search keeps ("the", "de").
SHARES = list(accumulate(1 / (rank + 20) for rank in range(SIZE)))
