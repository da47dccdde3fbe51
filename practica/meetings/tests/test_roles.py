"""Roles are taken, never given."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import cancel_occurrence, leave_role, set_roles, take_role
from practica.meetings.tests.factories import CHATHAM, PersonFactory, member_of, opened, series
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db


def with_role(**fields):
    one = opened(**fields)
    set_roles(one, [("Timekeeper", "says when two minutes are left"), ("", "nothing")], by=one.series.created_by)
    return one, one.roles.get()


def test_a_role_is_taken_once_and_given_back():
    one, role = with_role()
    ana, luis = member_of(one.community), member_of(one.community)
    take_role(role, by=ana)

    with pytest.raises(Refused, match="taken this role"):
        take_role(role, by=luis)
    with pytest.raises(Refused, match="not your role"):
        leave_role(role, by=luis)
    assert leave_role(role, by=ana).person is None
    assert [event.actor for event in Event.objects.filter(verb=Verb.ROLE_CHANGED)] == [ana, ana]


def test_who_has_a_role_that_stays_keeps_it():
    one, role = with_role()
    ana = member_of(one.community)
    take_role(role, by=ana)
    set_roles(one, [("Scribe", ""), ("Timekeeper", "rings a bell")], by=one.series.created_by)

    kept = one.roles.get(name="Timekeeper")
    assert (kept.person, kept.duty, one.roles.count()) == (ana, "rings a bell", 2)
    set_roles(one, [("Scribe", "")], by=one.series.created_by)
    with pytest.raises(Refused, match="no such role"):
        leave_role(role, by=ana)


def test_roles_are_for_those_who_are_asked_to_a_meeting_ahead():
    one, role = with_role()
    template = series()
    set_roles(template, [("Scribe", "")], by=template.created_by)

    with pytest.raises(PermissionDenied):
        take_role(role, by=PersonFactory())
    with pytest.raises(PermissionDenied):
        set_roles(one, [], by=member_of(one.community))
    with pytest.raises(Refused, match="not in a template"):
        take_role(template.template_roles.get(), by=template.created_by)
    with pytest.raises(Refused, match="Twelve"):
        set_roles(one, [(str(n), "") for n in range(13)], by=one.series.created_by)
    cancel_occurrence(one, "No", by=one.series.created_by)
    with pytest.raises(Refused):
        take_role(role, by=member_of(one.community))


def test_under_the_chatham_house_rule_no_event_says_who_took_a_role():
    one, role = with_role(confidentiality=CHATHAM)
    take_role(role, by=member_of(one.community))

    assert [event.actor for event in Event.objects.filter(verb=Verb.ROLE_CHANGED)] == [None]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("\n".join(f"Role {number}" for number in range(13)), "Twelve"),
        ("Says when two minutes are left, and again when there is only one", "too long for a name"),
        (f"Timekeeper: {'says it ' * 26}", "200 letters"),
    ],
)
def test_what_is_too_much_comes_back_beside_the_box_and_is_not_cut(client_as, typed, said):
    one, _role = with_role()
    answer = client_as(one.series.created_by).post(reverse("meetings:roles", args=[one.pk]), {"roles": typed})
    form = answer.context["form"]
    assert (answer.status_code, form["roles"].value(), said in form.errors["roles"][0]) == (422, typed, True)
    assert [role.name for role in one.roles.all()] == ["Timekeeper"]
