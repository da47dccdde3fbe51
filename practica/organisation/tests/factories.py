"""People and communities lie above the organisation: its tests take them by name."""

from itertools import count

from django.apps import apps
from django.utils import timezone

numbers = count(1)


def a_person(**given):
    number = next(numbers)
    facts = {
        "name": f"Person {number}",
        "handle": f"colleague-{number}",
        "email": f"colleague{number}@example.org",
        "claimed_at": timezone.now(),
    }
    return apps.get_model("people.Person").objects.create(**(facts | given))


def a_community(**given):
    return apps.get_model("communities.Community").objects.create(**given)
