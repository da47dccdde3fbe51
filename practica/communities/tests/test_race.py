"""Two people at the same moment: the lock on the community lets one of them be first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from practica.communities.actions import leave_community
from practica.communities.tests.factories import CommunityFactory, FacilitatorFactory
from practica.foundation.access import Refused


@pytest.mark.django_db(transaction=True)
def test_of_two_facilitators_who_leave_at_once_one_stays():
    community = CommunityFactory()
    people = [FacilitatorFactory(community=community).person for _ in range(2)]
    together = Barrier(2)

    def leave(person):
        try:
            together.wait(timeout=10)
            leave_community(community, by=person)
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "left"

    with ThreadPoolExecutor(2) as threads:
        said = sorted(threads.map(leave, people))

    assert said == ["left", "refused"]
    assert community.facilitators.count() == 1
