"""A community that has fallen silent: told, proposed, and decided by people only."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from practica.communities import actions
from practica.communities.models import Status
from practica.communities.notices import core_and_programme
from practica.communities.queries.dormancy import contributors, has_proposal
from practica.communities.tests.factories import CommunityFactory, CoreFactory, facilitator_of, member_of
from practica.communities.verbs import Verb
from practica.events.actions import record, recorded_as
from practica.events.models import Event, Source
from practica.foundation.access import Refused
from practica.notices.models import Card
from practica.people.actions import deactivate_person
from practica.people.tests.factories import PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    found = CommunityFactory(created_at=timezone.now() - timedelta(days=200))
    facilitator_of(found)
    return found


def somebody_talks(community, days_ago=1):
    with recorded_as(Source.BOT, at=timezone.now() - timedelta(days=days_ago)):
        record("conversations.replied", by=PersonFactory(), target=community, community=community)


def happened(verb, days_ago, community):
    with recorded_as(Source.BOT, at=timezone.now() - timedelta(days=days_ago)):
        record(verb, by=None, target=community, community=community)


def proposals():
    return Event.objects.filter(verb=Verb.DORMANCY_PROPOSED).count()


def test_rest_is_proposed_where_fewer_than_three_contributed_and_nothing_changes_by_itself(community):
    somebody_talks(community), somebody_talks(community), somebody_talks(community, days_ago=61)
    assert contributors(community) == 2

    assert actions.propose_dormancy() == 1
    assert actions.propose_dormancy() == 0

    community.refresh_from_db()
    assert (community.status, proposals(), has_proposal(community)) == (Status.ACTIVE, 1, True)


def test_three_contributors_are_enough_and_the_young_are_spared(community):
    for _number in range(3):
        somebody_talks(community)
    facilitator_of(CommunityFactory())

    assert actions.propose_dormancy() == 0


def test_a_post_that_is_vacant_for_four_weeks_is_a_reason_too():
    for days in (27, 29):
        vacant = CommunityFactory(name=f"{days}", created_at=timezone.now() - timedelta(days=200))
        for _number in range(3):
            somebody_talks(vacant)
        happened(Verb.VACATED, days, vacant)

    assert actions.propose_dormancy() == 1
    assert Event.objects.get(verb=Verb.DORMANCY_PROPOSED).community.name == "29"


def test_a_vacancy_is_told_once_when_the_last_facilitator_goes(community, run_jobs):
    ines, nuria = ProgrammeManagerFactory(), CoreFactory(community=community).person
    deactivate_person(facilitator_of(community), by=ines)
    run_jobs()

    assert Event.objects.get(verb=Verb.VACATED).source == Source.BOT
    assert actions.tell_vacancies() == 0
    assert {ines, nuria} <= {person for person, _why in core_and_programme(None, community)}
    assert Card.objects.filter(person__in=[ines, nuria], thing_id=community.pk).count() == 2


def test_the_facilitator_decides_and_is_not_asked_again_for_sixty_days(community):
    happened(Verb.DORMANCY_PROPOSED, 1, community)
    with pytest.raises(PermissionDenied):
        actions.keep_awake(community, by=member_of(community))

    actions.keep_awake(community, by=facilitator_of(community))

    assert not has_proposal(community)
    assert actions.propose_dormancy() == 0
    with pytest.raises(Refused, match="already"):
        actions.keep_awake(community, by=facilitator_of(community))


def test_the_proposal_is_found_and_answered_in_the_browser(client_as, community):
    happened(Verb.DORMANCY_PROPOSED, 1, community)
    page = reverse("communities:dormancy", args=[community.slug])

    assert page in client_as(facilitator_of(community)).get(community.get_absolute_url()).content.decode()
    assert page in client_as(ProgrammeManagerFactory()).get("/communities/programme/?view=quiet").content.decode()
    member = client_as(member_of(community))
    assert page not in member.get(community.get_absolute_url()).content.decode()
    assert member.get(page).status_code == 403
    assert (
        "its facilitator decides"
        in client_as(CoreFactory(community=community).person).get(page).content.decode().lower()
    )
    assert (
        client_as(facilitator_of(community)).post(reverse("communities:rest", args=[community.slug])).status_code == 302
    )
    community.refresh_from_db()
    assert community.status == Status.DORMANT


def test_whoever_has_no_account_is_led_to_the_one_who_may_invite(client_as, community):
    page = reverse("communities:invite", args=[community.slug]) + "?q=nobody"

    assert "programme manager or an administrator" in client_as(facilitator_of(community)).get(page).content.decode()
    assert reverse("people:invitations") in client_as(ProgrammeManagerFactory()).get(page).content.decode()
