import pytest
from django.urls import reverse

from practica.communities.models import Role
from practica.meetings.models import ReminderChoice
from practica.meetings.tests.factories import CommunityFactory, PersonFactory, core_of, member_of

pytestmark = pytest.mark.django_db


def test_one_chooses_reminders_and_goes_back_to_what_communities_say(client_as):
    ana = PersonFactory()
    browser = client_as(ana)
    browser.post(reverse("meetings:reminders"), {"minutes": ["60", "1440"]})
    assert [row.minutes for row in ReminderChoice.objects.filter(person=ana)] == [[1440, 60]]

    browser.post(reverse("meetings:reminders"), {})
    assert [row.minutes for row in ReminderChoice.objects.filter(person=ana)] == [[]]

    browser.post(reverse("meetings:inherit"))
    assert not ReminderChoice.objects.exists()


def test_the_settings_lead_there(client_as):
    assert reverse("meetings:reminders") in client_as(PersonFactory()).get(reverse("people:settings")).content.decode()


def test_a_facilitator_chooses_the_reminders_of_the_community(client_as):
    community = CommunityFactory()
    url = reverse("meetings:community-reminders", args=[community.slug])

    assert client_as(core_of(community)).get(url).status_code == 403
    assert client_as(member_of(community, Role.FACILITATOR)).post(url, {"minutes": ["60"]}).status_code == 302
