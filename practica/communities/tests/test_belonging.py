"""Coming and going."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practica.communities.actions import join_community, leave_community, state_learning_goal
from practica.communities.models import Community, Membership, MembershipState, Role, Stage, Status
from practica.communities.queries import is_member
from practica.communities.tests.factories import CommunityFactory, FacilitatorFactory, MembershipFactory, member_of
from practica.communities.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def verbs():
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def test_anyone_joins_an_open_community():
    community, ana = CommunityFactory(), PersonFactory()

    join_community(community, by=ana)

    assert is_member(ana, community)
    assert verbs() == [Verb.JOINED]


def test_nobody_joins_by_themselves_where_joining_is_asked_for():
    community = CommunityFactory(visibility="request")

    with pytest.raises(PermissionDenied):
        join_community(community, by=PersonFactory())

    assert Membership.objects.count() == 0


def test_a_guest_of_the_organisation_is_invited_and_does_not_join():
    with pytest.raises(PermissionDenied):
        join_community(CommunityFactory(), by=PersonFactory(is_guest=True))


def test_who_belongs_cannot_join_again():
    membership = MembershipFactory()

    with pytest.raises(Refused, match="already"):
        join_community(membership.community, by=membership.person)


def test_a_closed_community_takes_nobody():
    with pytest.raises(Refused, match="closed"):
        join_community(CommunityFactory(status=Status.CLOSED), by=PersonFactory())


def test_leaving_takes_one_step_and_makes_an_alumnus():
    membership = MembershipFactory()

    leave_community(membership.community, by=membership.person)

    membership.refresh_from_db()
    assert membership.state == MembershipState.LEFT
    assert list(membership.community.memberships.alumni()) == [membership]
    assert verbs() == [Verb.LEFT]


def test_who_left_may_come_back_as_a_member_whatever_they_were():
    row = MembershipFactory(former=True, role=Role.CORE)

    back = join_community(row.community, by=row.person)

    assert (back.pk, back.role, back.left_at) == (row.pk, Role.MEMBER, None)


def test_strangers_have_nothing_to_leave():
    with pytest.raises(Refused, match="not a member"):
        leave_community(CommunityFactory(), by=PersonFactory())


def test_the_last_facilitator_of_an_active_community_hands_over_before_leaving():
    row = FacilitatorFactory()

    with pytest.raises(Refused, match="Hand over"):
        leave_community(row.community, by=row.person)

    FacilitatorFactory(community=row.community)
    assert leave_community(row.community, by=row.person).state == MembershipState.LEFT


def test_a_facilitator_who_lost_the_account_does_not_count_as_one():
    row = FacilitatorFactory()
    gone = FacilitatorFactory(community=row.community).person
    gone.is_active = False
    gone.save()

    with pytest.raises(Refused, match="Hand over"):
        leave_community(row.community, by=row.person)


def test_the_last_facilitator_of_a_resting_community_may_go():
    row = FacilitatorFactory(community__status=Status.DORMANT)

    assert leave_community(row.community, by=row.person).state == MembershipState.LEFT


def test_an_informal_community_is_active_with_the_third_yes():
    row = FacilitatorFactory(community__status=Status.FORMING, community__stage=Stage.POTENTIAL)
    member_of(row.community)
    assert Community.objects.get().status == Status.FORMING

    join_community(row.community, by=PersonFactory())

    community = Community.objects.get()
    assert (community.status, community.stage) == (Status.ACTIVE, Stage.COALESCING)
    assert verbs() == [Verb.JOINED, Verb.ACTIVATED]


def test_strangers_do_not_see_a_private_community(client_as):
    row = FacilitatorFactory(community__visibility="private")
    stranger = client_as(PersonFactory())

    for page in ("", "people/", "about/", "alumni/", "welcome/", "ask/"):
        assert stranger.get(f"{row.community.get_absolute_url()}{page}").status_code == 404
    assert stranger.post(f"{row.community.get_absolute_url()}join/").status_code == 404
    assert client_as(row.person).get(row.community.get_absolute_url()).status_code == 200


def test_joining_by_the_button_leads_to_a_welcome(client_as):
    community, ana = CommunityFactory(), PersonFactory()

    answer = client_as(ana).post(f"{community.get_absolute_url()}join/")

    assert answer.url == f"{community.get_absolute_url()}welcome/"
    assert is_member(ana, community)


def test_the_pages_of_a_community_ask_for_a_fixed_number_of_queries(client_as):
    ana = PersonFactory()

    def count(path):
        browser = client_as(ana)
        browser.get(path)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert browser.get(path).status_code == 200
        return len(counted)

    community = CommunityFactory()
    MembershipFactory(community=community, person=ana)
    pages = ["/communities/", community.get_absolute_url(), f"{community.get_absolute_url()}people/"]
    with_one = [count(page) for page in pages]
    for _ in range(3):
        member_of(community)
        FacilitatorFactory(community=CommunityFactory())
    assert [count(page) for page in pages] == with_one
    assert max(with_one) <= 20


def test_a_guest_sees_one_space_and_after_the_last_day_nothing_even_before_the_night(client_as):
    here, elsewhere = CommunityFactory(), CommunityFactory()
    row = MembershipFactory(community=here, guest=True, person__is_guest=True)
    browser = client_as(row.person)

    assert browser.get(here.get_absolute_url()).status_code == 200
    assert browser.get(elsewhere.get_absolute_url()).status_code == 404
    assert elsewhere.name not in browser.get("/communities/").content.decode()

    row.ends_on = timezone.localdate() - timedelta(days=1)
    row.save()
    assert browser.get(here.get_absolute_url()).status_code == 404
    assert here.name not in browser.get("/communities/").content.decode()


def test_only_who_belongs_says_what_they_want_to_learn_there():
    community = CommunityFactory()

    goal = state_learning_goal(community, by=member_of(community), learning_goal="To hear a bearing")

    assert goal.learning_goal == "To hear a bearing"
    with pytest.raises(Refused, match="You are not a member"):
        state_learning_goal(community, by=PersonFactory(), learning_goal="To hear a bearing")
