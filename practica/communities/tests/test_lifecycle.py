"""What a community says of itself; its stage and its status are two things."""

import pytest
from django.core.exceptions import PermissionDenied

from practica.communities.actions import (
    edit_community,
    join_community,
    name_sponsor,
    rest_community,
    set_stage,
    wake_community,
)
from practica.communities.models import Community, Formality, Stage, Status
from practica.communities.tests.factories import (
    CommunityFactory,
    CoreFactory,
    FacilitatorFactory,
    facilitator_of,
    member_of,
)
from practica.communities.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db

EVIDENCE = "Three units use our checklist since spring."


@pytest.fixture
def community():
    found = CommunityFactory()
    facilitator_of(found)
    return found


def verbs():
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def test_the_stage_is_set_with_evidence_and_may_go_back(community):
    sofia = facilitator_of(community)

    set_stage(community, Stage.STEWARDSHIP, by=sofia, evidence=EVIDENCE)
    set_stage(community, Stage.MATURING, by=sofia, evidence="Two of the three have stopped using it.")

    community.refresh_from_db()
    assert (community.stage, community.status) == (Stage.MATURING, Status.ACTIVE)
    assert verbs() == [Verb.STAGE_SET, Verb.STAGE_SET]


def test_a_stage_without_evidence_is_refused(community):
    with pytest.raises(Refused, match="what shows it"):
        set_stage(community, Stage.MATURING, by=facilitator_of(community), evidence="It feels so.")


def test_the_sponsor_never_sets_the_stage_not_even_as_facilitator(community):
    sofia = facilitator_of(community)
    community.sponsor = sofia
    community.save()

    with pytest.raises(PermissionDenied):
        set_stage(community, Stage.MATURING, by=sofia, evidence=EVIDENCE)


def test_nobody_but_the_facilitator_sets_the_stage(community):
    for by in (CoreFactory(community=community).person, ProgrammeManagerFactory(), PersonFactory()):
        with pytest.raises(PermissionDenied):
            set_stage(community, Stage.MATURING, by=by, evidence=EVIDENCE)


def test_what_a_community_says_of_itself_changes_and_is_remembered(community):
    edit_community(
        community, {"tagline": "New", "visibility": "private", "stage": "maturing"}, by=facilitator_of(community)
    )

    community.refresh_from_db()
    assert (community.tagline, community.visibility, community.stage) == ("New", "private", Stage.COALESCING)
    assert verbs() == [Verb.EDITED, Verb.VISIBILITY_CHANGED]


def test_saving_the_same_words_is_no_event(community):
    edit_community(community, {"tagline": community.tagline}, by=facilitator_of(community))

    assert verbs() == []


def test_only_the_facilitator_edits(community):
    for by in (member_of(community), CoreFactory(community=community).person, ProgrammeManagerFactory()):
        with pytest.raises(PermissionDenied):
            edit_community(community, {"tagline": "New"}, by=by)


def test_a_community_is_not_part_of_itself_however_far(community):
    child = CommunityFactory(parent=community)
    grandchild = CommunityFactory(parent=child)

    for parent in (community, child, grandchild):
        with pytest.raises(Refused, match="part of itself"):
            edit_community(community, {"parent": parent}, by=facilitator_of(community))


def test_a_community_rests_and_wakes(community):
    sofia = facilitator_of(community)

    rest_community(community, by=sofia)
    assert Community.objects.get().status == Status.DORMANT
    with pytest.raises(Refused, match="Only an active"):
        rest_community(community, by=sofia)
    wake_community(community, by=sofia)
    assert Community.objects.get().status == Status.ACTIVE
    with pytest.raises(Refused, match="not resting"):
        wake_community(community, by=sofia)


def test_nobody_wakes_what_nobody_facilitates():
    orphan = CommunityFactory(status=Status.DORMANT)

    with pytest.raises(Refused, match="facilitate"):
        wake_community(orphan, by=ProgrammeManagerFactory())


def test_the_programme_manager_rests_only_what_is_vacant(community):
    ines = ProgrammeManagerFactory()
    with pytest.raises(PermissionDenied):
        rest_community(community, by=ines)
    assert rest_community(CommunityFactory(), by=ines).status == Status.DORMANT


def test_the_programme_manager_names_a_sponsor_who_does_not_facilitate(community):
    ines, jorge = ProgrammeManagerFactory(), PersonFactory()
    chartered = FacilitatorFactory(community__formality=Formality.CHARTERED)

    assert name_sponsor(community, jorge, by=ines).sponsor == jorge
    with pytest.raises(Refused, match="facilitates"):
        name_sponsor(chartered.community, chartered.person, by=ines)
    with pytest.raises(PermissionDenied):
        name_sponsor(community, jorge, by=facilitator_of(community))


def test_settings_are_saved_in_the_browser(client_as, community):
    browser, address = client_as(facilitator_of(community)), f"{community.get_absolute_url()}settings/"
    CommunityFactory(name="Leaks")

    given = {
        "name": "Pumps",
        "visibility": "request",
        "languages": ["es"],
        "topics": "pumps, , seals,pumps",
        "hue_name": "clay",
    }
    assert browser.post(address, given).status_code == 302
    community.refresh_from_db()
    assert (community.name, community.languages, community.topics, community.hue) == (
        "Pumps",
        ["es"],
        ["pumps", "seals"],
        "clay",
    )
    assert browser.post(address, {**given, "name": "LEAKS"}).status_code == 422
    assert browser.post(address, {**given, "hue_name": "red"}).status_code == 422


def test_the_stage_page_sets_rests_and_wakes(client_as, community):
    browser, home = client_as(facilitator_of(community)), community.get_absolute_url()

    assert browser.post(f"{home}stage/", {"stage": "maturing", "evidence": "no"}).status_code == 422
    browser.post(f"{home}stage/", {"stage": "maturing", "evidence": EVIDENCE})
    browser.post(f"{home}rest/")

    community.refresh_from_db()
    assert (community.stage, community.status) == (Stage.MATURING, Status.DORMANT)
    assert client_as(member_of(community)).post(f"{home}wake/").status_code == 403


def test_a_chartered_community_takes_a_sponsor_who_does_not_facilitate():
    chartered = FacilitatorFactory(community__formality=Formality.CHARTERED).community
    jorge = PersonFactory()

    assert name_sponsor(chartered, jorge, by=ProgrammeManagerFactory()).sponsor == jorge


def test_becoming_active_leaves_a_stage_that_was_set_before():
    forming = FacilitatorFactory(community__status=Status.FORMING, community__stage=Stage.MATURING).community
    member_of(forming)

    join_community(forming, by=PersonFactory())

    forming.refresh_from_db()
    assert (forming.status, forming.stage) == (Status.ACTIVE, Stage.MATURING)
