"""Joint work with an aim: what may be done with it in which stage, by whom, and that none ends without what was learned."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from practica.communities.actions import leave_community
from practica.communities.models import Role
from practica.communities.queries import forget_memberships
from practica.communities.queries.due import Asked, due_in
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory
from practica.search.models import SearchEntry
from practica.work.actions import (
    TaskWords,
    abandon_initiative,
    add_task,
    change_initiative,
    change_task,
    close_initiative,
    deliver_initiative,
    join_initiative,
    lead_initiative,
    leave_initiative,
    let_go_of_parts_left_behind,
    propose_initiative,
    review_initiative,
    set_out,
)
from practica.work.models import Initiative, Partner, Stage
from practica.work.tests.factories import (
    CommunityFactory,
    MembershipFactory,
    an_aim,
    an_initiative,
    in_days,
    member_of,
)
from practica.work.verbs import Verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def pumps():
    return CommunityFactory(slug="pumps", name="Pump reliability")


@pytest.fixture
def ana(pumps):
    return member_of(pumps, person__name="Ana Torres")


def core_of(community):
    return MembershipFactory(community=community, role=Role.CORE).person


def guest_of(community):
    return MembershipFactory(community=community, guest=True, person__is_guest=True).person


def leads(initiative):
    return [(part.person, part.is_lead) for part in initiative.partners.current().order_by("pk")]


def under_way(community, by):
    return set_out(an_initiative(community, by=by, partners=1), by=by)


def test_who_proposes_it_takes_part_and_leads_it(pumps, ana):
    one = propose_initiative(pumps, an_aim(horizon="capability", due_on=in_days(90)), by=ana)

    assert (one.stage, one.created_by, one.language, leads(one)) == (Stage.PROPOSED, ana, "en", [(ana, True)])
    assert [event.verb for event in Event.objects.filter(target_type="work.initiative")] == [Verb.PROPOSED]


def test_members_propose_guests_and_strangers_do_not_and_a_closed_community_takes_none(pumps, ana):
    for person in (guest_of(pumps), PersonFactory()):
        with pytest.raises(PermissionDenied):
            propose_initiative(pumps, an_aim(), by=person)
    with pytest.raises(Refused, match="before it begins"):
        propose_initiative(pumps, an_aim(begins_on=in_days(3), due_on=in_days(2)), by=ana)
    pumps.status = "closed"
    with pytest.raises(Refused, match="nothing new"):
        propose_initiative(pumps, an_aim(), by=ana)


def test_everybody_who_belongs_joins_for_themselves_guests_too_and_steps_out_again(pumps, ana):
    one, guest = an_initiative(pumps, by=ana), guest_of(pumps)
    with pytest.raises(PermissionDenied):
        join_initiative(one, by=PersonFactory())
    join_initiative(one, by=guest)
    with pytest.raises(Refused, match="already"):
        join_initiative(one, by=guest)
    with pytest.raises(PermissionDenied):
        lead_initiative(one, by=guest)

    leave_initiative(one, by=guest)
    with pytest.raises(Refused, match="no part"):
        leave_initiative(one, by=guest)
    assert leads(one) == [(ana, True)]


def test_whoever_takes_part_may_lead_it_too(pumps, ana):
    one, luis = an_initiative(pumps, by=ana), member_of(pumps)
    with pytest.raises(PermissionDenied):
        lead_initiative(one, by=luis)
    join_initiative(one, by=luis)
    lead_initiative(one, by=luis)

    assert leads(one) == [(ana, True), (luis, True)]
    with pytest.raises(Refused, match="already"):
        lead_initiative(one, by=luis)


def test_it_begins_with_two_at_least_and_not_twice(pumps, ana):
    one = an_initiative(pumps, by=ana)
    with pytest.raises(Refused, match="two at least"):
        set_out(one, by=ana)
    join_initiative(one, by=member_of(pumps))
    assert set_out(one, by=ana).stage == Stage.ACTIVE
    with pytest.raises(Refused, match="begun already"):
        set_out(one, by=ana)


def test_from_under_way_to_closed_each_step_after_the_one_before(pumps, ana):
    one = under_way(pumps, ana)
    for step, words in (
        (lambda: review_initiative(one, "Grease less.", by=ana), "when it is delivered"),
        (lambda: close_initiative(one, by=ana), "what was learned"),
    ):
        with pytest.raises(Refused, match=words):
            step()
    deliver_initiative(one, by=ana)
    with pytest.raises(Refused, match="under way"):
        deliver_initiative(one, by=ana)
    with pytest.raises(Refused, match="in a line"):
        review_initiative(one, "  ", by=ana)
    review_initiative(one, "Grease less.", by=ana)
    one = close_initiative(one, by=ana)

    assert (one.stage, one.learned, one.ended_by) == (Stage.CLOSED, "Grease less.", ana)
    for act in (join_initiative, leave_initiative, lead_initiative, close_initiative):
        with pytest.raises(Refused, match="over"):
            act(one, by=ana)


def test_giving_it_up_asks_what_was_learned_too_and_its_tasks_stand_on_their_own(pumps, ana):
    one = an_initiative(pumps, by=ana)
    task = add_task(pumps, TaskWords(text="Read the gauge", initiative=one), by=ana)
    with pytest.raises(Refused, match="in a line"):
        abandon_initiative(one, "", by=ana)

    one = abandon_initiative(one, "We have no second gauge.", by=ana)
    task.refresh_from_db()
    assert (one.stage, task.is_standing, task.initiative) == (Stage.ABANDONED, True, one)


@pytest.mark.parametrize("act", [set_out, deliver_initiative, close_initiative])
def test_only_who_leads_it_and_the_core_group_steer_it(pumps, ana, act):
    one, member = an_initiative(pumps, by=ana, partners=1), member_of(pumps)
    join_initiative(one, by=member)
    with pytest.raises(PermissionDenied):
        act(one, by=member)
    for rest in (change_initiative, abandon_initiative, review_initiative):
        with pytest.raises(PermissionDenied):
            rest(one, an_aim() if rest is change_initiative else "Nothing", by=member)

    assert set_out(one, by=core_of(pumps)).stage == Stage.ACTIVE


def test_for_whom_it_is_done_is_read_and_changed_only_by_who_takes_part(client_as, run_jobs, pumps, ana):
    one = an_initiative(pumps, by=ana, client="Zyzzyva Foods")
    core, guest = core_of(pumps), guest_of(pumps)
    change_initiative(one, an_aim(client="Nobody"), by=core)
    one.refresh_from_db()
    assert one.client == "Zyzzyva Foods"

    address = one.get_absolute_url()
    read = {person: "Zyzzyva" in client_as(person).get(address).content.decode() for person in (ana, core, guest)}
    assert read == {ana: True, core: False, guest: False}
    form = reverse("work:change_initiative", args=[one.pk])
    assert [b"id_client" in client_as(person).get(form).content for person in (ana, core)] == [True, False]
    run_jobs()
    assert not SearchEntry.objects.filter(body__icontains="zyzzyva").exists()


def test_a_task_is_part_of_an_initiative_of_its_community_that_is_not_delivered(pumps, ana):
    one, elsewhere = under_way(pumps, ana), an_initiative()
    task = add_task(pumps, TaskWords(text="Read the gauge", initiative=one), by=ana)
    with pytest.raises(Refused, match="no more tasks"):
        add_task(pumps, TaskWords(text="Read the gauge", initiative=elsewhere), by=ana)
    deliver_initiative(one, by=ana)
    with pytest.raises(Refused, match="no more tasks"):
        add_task(pumps, TaskWords(text="Another", initiative=one), by=ana)

    # Where it stands already it may stay.
    assert change_task(task, TaskWords(text="Read both gauges", initiative=one), by=ana).initiative == one
    assert change_task(task, TaskWords(text="Read both gauges"), by=ana).initiative is None


def test_who_leaves_the_community_takes_part_no_more(pumps, ana):
    luis = member_of(pumps)
    one = an_initiative(pumps, by=ana)
    join_initiative(one, by=luis)
    leave_community(pumps, by=luis)
    forget_memberships(luis)

    assert let_go_of_parts_left_behind() == 1
    assert (leads(one), let_go_of_parts_left_behind()) == ([(ana, True)], 0)


def test_the_database_holds_what_is_promised(pumps, ana):
    one = an_initiative(pumps, by=ana)
    for wrong in (
        {"stage": Stage.CLOSED},
        {"stage": Stage.REVIEWED},
        {"stage": "somewhere"},
        {"goal": ""},
        {"started_at": timezone.now()},
        {"begins_on": in_days(2), "due_on": in_days(1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Initiative.objects.filter(pk=one.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.create(initiative=one, person=ana, joined_at=timezone.now())


def test_its_days_stand_in_calendars(pumps, ana):
    one = an_initiative(pumps, by=ana, begins_on=in_days(1), due_on=in_days(20))
    other = member_of(pumps)

    def days(person, **asked):
        return [(due.words, due.on) for due in due_in(Asked(person, in_days(-1), in_days(30), **asked))]

    told = [("Begins: Seals that last a year", in_days(1)), ("Seals that last a year", in_days(20))]
    assert (days(ana), days(ana, is_mine=True), days(other), days(other, is_mine=True)) == (told, told, told, [])
    assert (days(PersonFactory()), days(PersonFactory(), community=pumps)) == ([], told)
    abandon_initiative(one, "Too early.", by=ana)
    assert days(ana) == []
