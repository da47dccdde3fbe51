import pytest
import time_machine
from django.test import Client

from practica.meetings.tests.factories import NOW
from practica.organisation.models import Organisation


@pytest.fixture(autouse=True)
def _on_a_monday_in_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def calendar_program(db):
    """A program that asks without signing in."""
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral"})
    return Client()
