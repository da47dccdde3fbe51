import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.foundation.access import Refused
from practica.library.actions import (
    change_collection,
    remove_collection,
    shelve_asset,
    start_collection,
    take_off_shelf,
)
from practica.library.models import Asset, Collection
from practica.library.tests.factories import make_asset, member_of
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    community = CommunityFactory()
    return start_collection(community, title="Storm season", purpose="Before it rains", by=member_of(community))


def test_a_community_has_one_collection_of_a_name(shelf):
    with pytest.raises(Refused, match="of that name"):
        start_collection(shelf.community, title="STORM season", purpose="", by=shelf.curator)


def test_a_collection_can_be_renamed_and_taken_down(shelf):
    asset = make_asset(shelf.community)
    shelve_asset(shelf, asset, by=shelf.curator)

    change_collection(shelf, title="Rain", purpose="", by=shelf.curator)
    remove_collection(shelf, by=shelf.curator)

    assert Collection.objects.count() == 0
    assert list(Asset.objects.all()) == [asset]


def test_putting_something_up_twice_changes_nothing(shelf):
    asset = make_asset(shelf.community)

    shelve_asset(shelf, asset, by=shelf.curator)
    shelve_asset(shelf, asset, by=shelf.curator)

    assert [entry.position for entry in shelf.entries.all()] == [1]


def test_nobody_puts_up_what_they_do_not_see(shelf):
    with pytest.raises(Refused, match="can see yourself"):
        shelve_asset(shelf, make_asset(), by=shelf.curator)


def test_another_member_does_not_rearrange_somebodys_shelf(shelf):
    with pytest.raises(PermissionDenied):
        shelve_asset(shelf, make_asset(shelf.community), by=member_of(shelf.community))


def test_what_does_not_stand_there_cannot_be_taken_off(shelf):
    asset = make_asset(shelf.community)
    shelve_asset(shelf, asset, by=shelf.curator)
    take_off_shelf(shelf, asset, by=shelf.curator)

    with pytest.raises(Refused, match="any more"):
        take_off_shelf(shelf, asset, by=shelf.curator)


def test_a_shelf_counts_only_what_its_reader_may_see(shelf):
    shelve_asset(shelf, make_asset(shelf.community), by=shelf.curator)

    def held(person):
        return [found.held for found in Collection.objects.for_shelves(person)]

    assert held(shelf.curator) == [1]
    assert held(PersonFactory()) == [0]


def test_all_shelves_stand_on_a_page_of_their_own(client_as, django_assert_max_num_queries):
    community, elsewhere = CommunityFactory(), CommunityFactory()
    member = member_of(community)
    for number in range(25):
        start_collection(community, title=f"Shelf {number}", purpose="", by=member)
    start_collection(elsewhere, title="Elsewhere", purpose="", by=member_of(elsewhere))
    client = client_as(member)

    with django_assert_max_num_queries(12):
        everything = client.get(reverse("library:collections"))
    own = client.get(reverse("library:collections"), {"community": community.slug, "page": 2})

    assert everything.context["page"].paginator.count == 26
    assert [shelf.title for shelf in own.context["page"]] == ["Shelf 0"]


def test_the_page_of_shelves_shows_none_of_a_private_community(client_as):
    secret = CommunityFactory(visibility="private")
    start_collection(secret, title="Hidden", purpose="", by=member_of(secret))
    stranger = client_as(PersonFactory())

    assert "No collection yet" in stranger.get(reverse("library:collections")).content.decode()
    assert stranger.get(reverse("library:collections"), {"community": secret.slug}).status_code == 404


def test_a_community_shows_its_newest_shelves_and_the_way_to_the_others(client_as):
    community = CommunityFactory()
    member = member_of(community)
    for number in range(5):
        start_collection(community, title=f"Shelf {number}", purpose="", by=member)

    client = client_as(member)

    page = client.get(reverse("library:community", args=[community.slug])).content.decode()

    others = f"{reverse('library:collections')}?community={community.slug}"
    assert (page.count('class="collection"'), others in page) == (3, True)
    assert client.get(others).content.decode().count('class="collection"') == 5
