import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.files.actions import store_file
from practica.library.actions import retire_asset, share_asset, unshare_asset
from practica.library.models import Asset
from practica.library.tests.factories import make_asset, member_of
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def found(client, words, asset):
    return asset.get_absolute_url() in client.get(reverse("search:page"), {"q": words}).content.decode()


def test_a_word_inside_a_file_leads_outsiders_to_a_shared_asset_only(client_as, run_jobs):
    community = CommunityFactory()
    member = member_of(community)
    file = store_file(ContentFile(b"Open the v\xc3\xa1lvula slowly", "steps.txt"), by=member, community=community)
    asset = make_asset(community, member, files=[file])
    run_jobs()
    stranger = client_as(PersonFactory())

    assert found(client_as(member), "valvula", asset)
    assert not found(stranger, "valvula", asset)
    share_asset(asset, by=member)
    assert found(stranger, "valvula", asset)
    unshare_asset(asset, by=member)
    assert not found(stranger, "valvula", asset)


def test_a_retired_asset_is_not_found_any_more(client_as):
    asset = make_asset()
    client = client_as(asset.owner)
    assert found(client, "pump", asset)

    retire_asset(asset, reason="Replaced", by=asset.owner)

    assert not found(client, "pump", asset)


def test_the_words_of_a_list_are_looked_up_in_an_index():
    one = make_asset()
    given = {"community": one.community, "owner": one.owner, "created_at": one.created_at, "changed_at": one.changed_at}
    given |= {"audience": "organisation", "shared_at": one.created_at, "shared_by": one.owner}
    Asset.objects.bulk_create(Asset(title=f"Nombre {n}", summary="Bombas", **given) for n in range(4000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE library_asset")

    plan = Asset.objects.visible_to(PersonFactory()).standing().saying("vacío").explain()
    assert ("asset_by_words" in plan, "Seq Scan on library_asset" in plan) == (True, False)


@pytest.mark.parametrize("words", ["valvula", "VÁLVULA bomb", "100%", "es_ta", "de"])
def test_a_list_is_narrowed_by_words_of_title_and_summary(client_as, words):
    asset = make_asset(title="La válvula de es_ta", summary="100% bombas")
    make_asset(asset.community, asset.owner, title="Escada", summary="Sin nada")

    page = client_as(asset.owner).get(reverse("library:community", args=[asset.community.slug]), {"q": words})

    assert [row.title for row in page.context["page"]] == [asset.title]
