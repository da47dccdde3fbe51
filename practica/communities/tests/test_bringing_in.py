"""What an import may put into a community, and what it leaves to people themselves."""

import pytest
from django.core.exceptions import PermissionDenied

from practica.communities.actions.bringing_in import (
    bring_in_community,
    bring_in_former_member,
    bring_in_member,
    bring_in_sponsor,
)
from practica.communities.models import MembershipState, Role, Stage, Status
from practica.communities.tests.factories import CommunityFactory, MembershipFactory, facilitator_of
from practica.communities.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import ImportedPersonFactory, PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db
WORDS = {"name": "SIG Pumps", "tagline": "Pumps that keep quiet."}


@pytest.fixture
def manager():
    return ProgrammeManagerFactory()


def verbs():
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def test_a_community_comes_under_its_address_and_waits_for_a_facilitator(manager):
    community = bring_in_community(WORDS, address="sig-pumps", by=manager)

    assert (community.slug, community.status, community.created_by) == ("sig-pumps", Status.FORMING, manager)
    assert verbs() == [Verb.FOUNDED]


def test_an_address_that_is_taken_or_a_word_of_ours_gets_a_number(manager):
    CommunityFactory(slug="sig-pumps")

    assert bring_in_community(WORDS, address="sig-pumps", by=manager).slug == "sig-pumps-2"
    assert bring_in_community({**WORDS, "name": "Start"}, address="start", by=manager).slug == "start-2"


def test_a_name_that_is_taken_is_refused(manager):
    CommunityFactory(name="sig pumps")

    with pytest.raises(Refused, match="of this name already"):
        bring_in_community(WORDS, address="sig-pumps", by=manager)


def test_its_first_facilitator_makes_it_live(manager):
    community = CommunityFactory(status=Status.FORMING, stage=Stage.POTENTIAL)

    bring_in_member(community, ImportedPersonFactory(), Role.FACILITATOR, by=manager)

    community.refresh_from_db()
    assert (community.status, community.stage) == (Status.ACTIVE, Stage.COALESCING)
    assert verbs() == [Verb.JOINED, Verb.ACTIVATED]


def test_a_stage_it_has_already_stays(manager):
    community = CommunityFactory(status=Status.FORMING, stage=Stage.MATURING)

    bring_in_member(community, ImportedPersonFactory(), Role.FACILITATOR, by=manager)

    community.refresh_from_db()
    assert (community.status, community.stage) == (Status.ACTIVE, Stage.MATURING)


def test_the_same_role_twice_is_no_event(manager):
    community, chair = CommunityFactory(), ImportedPersonFactory()
    first = bring_in_member(community, chair, Role.CORE, by=manager)

    assert bring_in_member(community, chair, Role.CORE, by=manager) == first
    assert verbs() == [Verb.JOINED]


def test_who_once_belonged_is_remembered_as_alumni(manager):
    row = bring_in_former_member(CommunityFactory(), ImportedPersonFactory(), by=manager)

    assert (row.state, row.role) == (MembershipState.LEFT, Role.MEMBER)
    assert row.left_at is not None


@pytest.mark.parametrize(
    "bring_in",
    [
        lambda community, person, by: bring_in_member(community, person, Role.MEMBER, by=by),
        lambda community, person, by: bring_in_former_member(community, person, by=by),
    ],
)
def test_nobody_with_an_account_is_put_anywhere(manager, bring_in):
    with pytest.raises(Refused, match="has an account: offer them the role here"):
        bring_in(CommunityFactory(), PersonFactory(), manager)


def test_a_sponsor_is_somebody_who_does_not_facilitate(manager):
    community = CommunityFactory()
    chair, liaison = facilitator_of(community), ImportedPersonFactory()

    assert bring_in_sponsor(community, liaison, by=manager).sponsor == liaison
    with pytest.raises(Refused, match="facilitates it: somebody else should sponsor"):
        bring_in_sponsor(community, chair, by=manager)


@pytest.mark.parametrize(
    "bring_in",
    [
        lambda by: bring_in_community(WORDS, address="sig-pumps", by=by),
        lambda by: bring_in_member(CommunityFactory(), ImportedPersonFactory(), Role.MEMBER, by=by),
        lambda by: bring_in_sponsor(CommunityFactory(), ImportedPersonFactory(), by=by),
    ],
)
def test_members_bring_in_nothing(bring_in):
    with pytest.raises(PermissionDenied):
        bring_in(MembershipFactory().person)
