import pytest
from django.urls import reverse

from practica.foundation.addresses import address_of


@pytest.mark.parametrize("name", ["conversations:detail", "library:asset", "meetings:detail", "conversations:thank"])
def test_an_address_is_the_one_that_the_list_of_addresses_gives(name):
    assert address_of(name, 12) == reverse(name, args=[12])
