import pytest
import time_machine

from practica.meetings.tests.factories import NOW


@pytest.fixture(autouse=True)
def _on_a_monday_in_november():
    with time_machine.travel(NOW, tick=False):
        yield
