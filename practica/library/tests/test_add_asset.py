import pytest
from django.core.exceptions import PermissionDenied

from practica.communities.tests.factories import CommunityFactory
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.library.actions import Content, Label, add_asset
from practica.library.models import Asset
from practica.library.tests.factories import make_asset, member_of
from practica.library.verbs import Verb
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_an_added_asset_has_its_first_version_and_is_remembered():
    asset = make_asset(source="**Slowly**, by hand.", tags=["Pumps", " pumps ", "start-up"])

    assert asset.html == "<p><strong>Slowly</strong>, by hand.</p>\n"
    assert asset.tags == ["pumps", "start-up"]
    assert [(v.number, v.title, v.author) for v in asset.versions.all()] == [(1, "Starting a pump", asset.owner)]
    assert [event.verb for event in Event.objects.of(asset)] == [Verb.ADDED]


def test_colleagues_named_in_the_text_are_linked():
    community = CommunityFactory()
    colleague = member_of(community, person__name="Diego Sosa", person__handle="diego")

    asset = make_asset(community, source="Ask @diego, not @nobody.")

    assert f'<a class="mention" href="{colleague.get_absolute_url()}"' in asset.html
    assert "@nobody" in asset.html


def test_an_asset_names_somebody_to_talk_to():
    community = CommunityFactory()
    member = member_of(community)

    with pytest.raises(Refused, match="at least one person"):
        add_asset(community, Content(title="A list", source="1, 2, 3"), Label(), by=member)

    assert Asset.objects.count() == 0


def test_an_asset_holds_something():
    community = CommunityFactory()
    member = member_of(community)

    with pytest.raises(Refused, match="nothing in it"):
        add_asset(community, Content(title="Empty", source="  "), Label(people=[member]), by=member)


def test_a_stranger_adds_nothing():
    community = CommunityFactory()
    stranger = PersonFactory()

    with pytest.raises(PermissionDenied):
        add_asset(community, Content(title="x", source="y"), Label(people=[stranger]), by=stranger)


def test_a_closed_community_takes_nothing_new():
    community = CommunityFactory(status="closed")
    member = member_of(community)

    with pytest.raises(Refused, match="takes nothing new"):
        add_asset(community, Content(title="x", source="y"), Label(people=[member]), by=member)
