"""People come and go; what they looked after stays in good hands, and its readers know whom to ask."""

import pytest
from django.urls import reverse

from practica.communities.actions import end_membership, leave_community
from practica.communities.tests.factories import CommunityFactory, MembershipFactory
from practica.events.models import Event
from practica.library.actions import (
    pass_on_what_was_left,
    retire_asset,
    share_asset,
    start_collection,
    tell_nobody_to_ask,
)
from practica.library.models import Asset
from practica.library.subscribers import keep_in_good_hands
from practica.library.tasks import keep_in_good_hands as every_morning
from practica.library.tests.factories import make_asset, member_of
from practica.library.verbs import Verb
from practica.notices.actions import tell
from practica.notices.cards import shown
from practica.notices.models import Card
from practica.people.actions import deactivate_person
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return CommunityFactory()


@pytest.fixture
def facilitator(community):
    return member_of(community, role="facilitator")


def close_account_of(person):
    return deactivate_person(person, by=PersonFactory(is_programme_manager=True))


def recorded(*verbs):
    return list(Event.objects.filter(verb__in=verbs).order_by("pk").values_list("verb", "target_type", "actor"))


def test_what_somebody_looked_after_passes_to_the_facilitator_when_they_leave(community, facilitator):
    asset = make_asset(community)
    leave_community(community, by=asset.owner)

    assert pass_on_what_was_left() == 1

    asset.refresh_from_db()
    assert asset.owner == facilitator
    assert recorded(Verb.PASSED_ON, Verb.INHERITED) == [
        ("library.passed_on", "library.asset", None),
        ("library.inherited", "communities.membership", None),
    ]


def test_it_passes_on_too_when_the_account_is_closed(community, facilitator):
    asset = make_asset(community)
    close_account_of(asset.owner)

    keep_in_good_hands(Event())

    asset.refresh_from_db()
    assert asset.owner == facilitator


def test_a_collection_passes_on_like_an_asset_and_both_are_told_of_once(community, facilitator):
    leaver = member_of(community)
    make_asset(community, leaver)
    shelf = start_collection(community, title="Start here", purpose="", by=leaver)
    kept = start_collection(community, title="Seals", purpose="", by=facilitator)
    changed_at = shelf.changed_at
    leave_community(community, by=leaver)

    assert pass_on_what_was_left() == 2

    shelf.refresh_from_db()
    kept.refresh_from_db()
    assert (shelf.curator, kept.curator) == (facilitator, facilitator)
    assert shelf.changed_at == changed_at
    assert recorded(Verb.PASSED_ON, Verb.COLLECTION_PASSED_ON, Verb.INHERITED) == [
        ("library.passed_on", "library.asset", None),
        ("library.collection_passed_on", "library.collection", None),
        ("library.inherited", "communities.membership", None),
    ]


def test_a_collection_passes_on_too_when_the_account_is_closed(community, facilitator):
    shelf = start_collection(community, title="Start here", purpose="", by=member_of(community))
    close_account_of(shelf.curator)

    keep_in_good_hands(Event())

    shelf.refresh_from_db()
    assert shelf.curator == facilitator


def test_what_is_in_good_hands_or_out_of_use_stays_where_it_is(community, facilitator):
    kept, retired = make_asset(community), make_asset(community)
    retire_asset(retired, reason="Pumps are gone.", by=facilitator)
    leave_community(community, by=retired.owner)

    assert pass_on_what_was_left() == 0

    assert set(Asset.objects.values_list("owner", flat=True)) == {kept.owner_id, retired.owner_id}


def test_whoever_facilitates_with_an_account_comes_first_then_the_longest_in_the_core_group(community):
    asset = make_asset(community)
    first = member_of(community, role="core")
    member_of(community, role="core")
    leave_community(community, by=asset.owner)
    pass_on_what_was_left()
    asset.refresh_from_db()
    assert asset.owner == first

    MembershipFactory(community=community, role="facilitator", person=PersonFactory(claimed_at=None))
    with_account = member_of(community, role="facilitator")
    close_account_of(first)
    pass_on_what_was_left()

    asset.refresh_from_db()
    assert asset.owner == with_account


def test_where_nobody_answers_for_the_community_it_waits_until_somebody_does(community):
    asset = make_asset(community)
    leave_community(community, by=asset.owner)
    assert pass_on_what_was_left() == 0
    facilitator = member_of(community, role="facilitator")

    every_morning()

    asset.refresh_from_db()
    assert asset.owner == facilitator


def test_the_heir_hears_once_of_all_of_it_and_finds_it_in_one_list(client_as, community, facilitator):
    leaver = member_of(community)
    for number in range(3):
        make_asset(community, leaver, title=f"Asset {number}")
    make_asset(community, title="Somebody else's")
    leave_community(community, by=leaver)
    pass_on_what_was_left()

    for event in Event.objects.filter(verb__startswith="library."):
        tell(event)

    (card,) = shown(facilitator, Card.objects.of(facilitator))
    page = client_as(facilitator).get(card.url).content.decode()
    assert card.title == community.name
    assert card.url == reverse("library:community", args=[community.slug]) + "?keeper=me"
    assert page.count('class="asset"') == 3
    assert "Somebody else" not in page


def test_the_owner_hears_once_when_nobody_named_can_be_asked_any_more(community, facilitator):
    owner, expert = member_of(community), member_of(community)
    asset = make_asset(community, owner, people=[expert])
    end_membership(expert.memberships.get(), by=facilitator)

    assert [tell_nobody_to_ask(), tell_nobody_to_ask()] == [1, 0]

    tell(Event.objects.get(verb=Verb.NOBODY_TO_ASK))
    (card,) = shown(owner, Card.objects.of(owner))
    assert card.url == reverse("library:change", args=[asset.pk])


def test_nothing_is_said_while_one_of_those_it_names_is_here(community):
    owner, expert, other = member_of(community), member_of(community), member_of(community)
    make_asset(community, owner, people=[expert, other])
    leave_community(community, by=expert)

    assert tell_nobody_to_ask() == 0


def test_who_inherits_is_not_told_a_second_time_that_nobody_is_named(community, facilitator):
    asset = make_asset(community)
    leave_community(community, by=asset.owner)

    keep_in_good_hands(Event())

    assert recorded(Verb.NOBODY_TO_ASK) == []


def test_the_page_says_kindly_who_has_moved_on_and_whom_to_ask(client_as, community):
    owner, left, closed = member_of(community), member_of(community), member_of(community)
    asset = make_asset(community, owner, people=[left, closed])
    leave_community(community, by=left)
    close_account_of(closed)

    page = client_as(owner).get(asset.get_absolute_url())

    assert [(row.person, row.is_here) for row in page.context["contacts"]] == [
        (owner, True),
        (left, False),
        (closed, False),
    ]
    content = page.content.decode()
    assert content.count("No longer in this community") == 1
    assert content.count("No longer in the organisation") == 1
    assert content.count("Name somebody to talk to") == 1


def test_a_reader_from_elsewhere_is_not_asked_to_name_anybody(client_as, community, facilitator):
    asset = make_asset(community)
    share_asset(asset, by=asset.owner)
    leave_community(community, by=asset.owner)

    content = client_as(PersonFactory()).get(asset.get_absolute_url()).content.decode()

    assert "Nobody looks after this page at the moment." in content
    assert "Name somebody to talk to" not in content


def test_a_guest_finds_no_link_to_somebody_whose_page_is_closed_to_them(client_as, community):
    asset = make_asset(community)
    guest = PersonFactory(is_guest=True)
    MembershipFactory(community=community, person=guest, role="guest", ends_on="2999-01-01")
    close_account_of(asset.owner)

    content = client_as(guest).get(asset.get_absolute_url()).content.decode()

    assert f"<b>{asset.owner.name}</b>" in content
    assert f'href="{asset.owner.get_absolute_url()}"' not in content


def test_the_lists_offer_those_who_are_here_else_the_owner_else_nobody(client_as, community):
    owner, expert, reader = member_of(community), member_of(community), member_of(community)
    make_asset(community, owner, people=[expert])
    client, address = client_as(reader), reverse("library:community", args=[community.slug])

    def offered():
        return [row.askable for row in client.get(address).context["listing"].page]

    before = offered()
    leave_community(community, by=expert)
    without_expert = offered()
    leave_community(community, by=owner)

    assert [before, without_expert, offered()] == [[[expert]], [[owner]], [[]]]
