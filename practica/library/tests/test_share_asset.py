from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from practica.communities.tests.factories import CommunityFactory, MembershipFactory
from practica.foundation.access import Refused
from practica.library.actions import hand_over_asset, retire_asset, return_asset, share_asset, unshare_asset
from practica.library.models import Asset
from practica.library.tests.factories import make_asset, member_of
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def seen_by(person):
    return list(Asset.objects.visible_to(person))


def test_before_sharing_only_the_community_sees_an_asset():
    asset = make_asset(CommunityFactory(visibility="open"))

    assert seen_by(member_of(asset.community)) == [asset]
    assert seen_by(PersonFactory()) == []


def test_a_guest_reads_until_the_last_day_and_not_a_day_longer():
    asset = make_asset()
    visit = MembershipFactory(community=asset.community, guest=True, person__is_guest=True)
    assert seen_by(visit.person) == [asset]

    visit.ends_on = timezone.localdate() - timedelta(days=1)
    visit.save()

    assert seen_by(visit.person) == []


def test_after_sharing_the_organisation_sees_it_but_guests_of_elsewhere_do_not():
    asset = make_asset()

    share_asset(asset, by=asset.owner)

    assert seen_by(PersonFactory()) == [asset]
    assert seen_by(PersonFactory(is_guest=True)) == []


def test_sharing_needs_plain_words():
    asset = make_asset(summary="")

    with pytest.raises(Refused, match="plain words"):
        share_asset(asset, by=asset.owner)


def test_sharing_twice_is_refused():
    asset = make_asset()
    share_asset(asset, by=asset.owner)

    with pytest.raises(Refused, match="already"):
        share_asset(asset, by=asset.owner)


def test_a_member_who_does_not_own_it_does_not_decide_what_leaves():
    asset = make_asset()

    with pytest.raises(PermissionDenied):
        share_asset(asset, by=member_of(asset.community))


def test_a_facilitator_shares_and_takes_back():
    asset = make_asset()
    facilitator = member_of(asset.community, role="facilitator")

    share_asset(asset, by=facilitator)
    unshare_asset(asset, by=facilitator)

    assert seen_by(PersonFactory()) == []


def test_what_is_not_shared_cannot_be_taken_back():
    asset = make_asset()

    with pytest.raises(Refused, match="already"):
        unshare_asset(asset, by=asset.owner)


def test_retiring_needs_a_reason_and_takes_it_out_of_lists():
    asset = make_asset()
    with pytest.raises(Refused, match="Say why"):
        retire_asset(asset, reason=" ", by=asset.owner)

    retire_asset(asset, reason="Replaced", by=asset.owner)

    assert list(Asset.objects.visible_to(asset.owner).standing()) == []
    assert seen_by(asset.owner) == [asset]


def test_a_retired_asset_comes_back():
    asset = make_asset()
    retire_asset(asset, reason="Replaced", by=asset.owner)

    return_asset(asset, by=asset.owner)

    assert list(Asset.objects.standing()) == [asset]
    with pytest.raises(Refused, match="in use already"):
        return_asset(asset, by=asset.owner)


def test_an_asset_is_handed_over_to_a_member_only():
    asset = make_asset()
    colleague = member_of(asset.community)
    with pytest.raises(Refused, match="Only a member"):
        hand_over_asset(asset, to=PersonFactory(), by=asset.owner)

    assert hand_over_asset(asset, to=colleague, by=asset.owner).owner == colleague
