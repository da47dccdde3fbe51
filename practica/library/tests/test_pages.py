import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.library.actions import own_feed_address, share_asset, start_collection
from practica.library.models import Asset
from practica.library.tests.factories import make_asset, member_of
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def fields_of(asset, **changes):
    return {
        "kind": asset.kind,
        "title": asset.title,
        "summary": asset.summary,
        "source": asset.source,
        "language": asset.language,
        "people": [person.pk for person in asset.people.all()],
        "seen": asset.version,
        **changes,
    }


@pytest.mark.parametrize("name", ["asset", "versions", "change"])
def test_what_a_community_keeps_is_not_there_for_strangers(client_as, name):
    asset = make_asset()

    assert client_as(PersonFactory()).get(reverse(f"library:{name}", args=[asset.pk])).status_code == 404
    assert client_as(asset.owner).get(reverse(f"library:{name}", args=[asset.pk])).status_code == 200


def test_a_reader_from_elsewhere_reads_a_shared_asset_but_does_not_change_it(client_as):
    asset = make_asset()
    share_asset(asset, by=asset.owner)
    reader = client_as(PersonFactory())

    assert reader.get(asset.get_absolute_url()).status_code == 200
    assert reader.post(reverse("library:change", args=[asset.pk]), fields_of(asset)).status_code == 403
    assert reader.post(reverse("library:retire", args=[asset.pk]), {"reason": "x"}).status_code == 403


def test_what_outsiders_would_not_understand_is_put_in_plain_words_before_it_is_shared(client_as):
    silent, plain = make_asset(summary=""), make_asset()

    page = client_as(silent.owner).get(silent.get_absolute_url()).content.decode()

    assert f"{reverse('library:change', args=[silent.pk])}#id_summary" in page
    assert reverse("library:share", args=[silent.pk]) not in page
    assert (
        reverse("library:share", args=[plain.pk])
        in client_as(plain.owner).get(plain.get_absolute_url()).content.decode()
    )


def test_a_member_adds_a_procedure_that_begins_with_its_headings(client_as):
    community = CommunityFactory()
    client = client_as(member_of(community))

    page = client.get(reverse("library:add", args=[community.slug, "procedure"]))

    assert "What good looks like" in page.content.decode()


def test_whoever_adds_it_stands_first_among_those_to_talk_to(client_as):
    community = CommunityFactory()
    member_of(community, person__name="Adela")
    writer = member_of(community, person__name="Zoe")

    address = reverse("library:add", args=[community.slug, "link"])

    first, again, without = (
        client_as(writer).get(address),
        client_as(writer).post(address, {"people": [writer.pk]}),
        client_as(writer).post(address, {"title": "x"}),
    )

    def names(page):
        return [str(label) for _pk, label in page.context["form"].fields["people"].choices]

    assert (names(first), names(again), names(without)) == (["Zoe", "Adela"], ["Zoe", "Adela"], ["Adela", "Zoe"])


def test_an_empty_library_offers_no_filters(client_as):
    community = CommunityFactory()
    page = client_as(member_of(community)).get(reverse("library:community", args=[community.slug])).content.decode()

    assert "Nothing on the shelves yet" in page
    assert 'id="facets"' not in page


def test_uploads_become_files_of_the_version(client_as):
    community = CommunityFactory()
    member = member_of(community)
    upload = SimpleUploadedFile("list.txt", b"open the suction valve", content_type="text/plain")

    answer = client_as(member).post(
        reverse("library:add", args=[community.slug, "document"]),
        {"kind": "document", "title": "List", "language": "en", "people": [member.pk], "uploads": [upload]},
    )

    asset = Asset.objects.get()
    assert answer.url == asset.get_absolute_url()
    assert [file.name for file in asset.versions.get().files.all()] == ["list.txt"]


def test_what_was_typed_stays_when_something_is_missing(client_as):
    community = CommunityFactory()
    client = client_as(member_of(community))

    answer = client.post(
        reverse("library:add", args=[community.slug, "document"]),
        {"kind": "document", "title": "", "source": "Long thoughts", "language": "en"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Long thoughts" in page
    assert "Name at least one person to talk to." in page


def test_the_second_of_two_writers_sees_both_texts_and_can_then_save(client_as):
    asset = make_asset(source="one")
    client = client_as(asset.owner)
    address = reverse("library:change", args=[asset.pk])
    client.post(address, fields_of(asset, source="one two"))

    answer = client.post(address, fields_of(asset, source="one three"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<del>two</del><ins>three</ins>" in page
    assert 'name="seen" value="2"' in page
    client.post(address, fields_of(asset, source="one two three", seen=2))
    asset.refresh_from_db()
    assert (asset.version, asset.source) == (3, "one two three")


def test_the_ends_of_lines_as_a_browser_sends_them_are_no_difference(client_as):
    asset = make_asset(source="one\ntwo\nthree")
    client = client_as(asset.owner)
    address = reverse("library:change", args=[asset.pk])
    client.post(address, fields_of(asset, source="one\r\ntwo\r\nfour"))

    answer = client.post(address, fields_of(asset, source="one\r\ntwo\r\nfive"))

    assert [piece.kind for piece in answer.context["pieces"]] == ["same", "removed", "added"]


def test_versions_can_be_compared_and_brought_back(client_as):
    asset = make_asset(source="one")
    client = client_as(asset.owner)
    client.post(reverse("library:change", args=[asset.pk]), fields_of(asset, source="one two"))

    page = client.get(reverse("library:version", args=[asset.pk, 2])).content.decode()
    client.post(reverse("library:restore", args=[asset.pk, 1]))

    assert "<ins> two</ins>" in page
    asset.refresh_from_db()
    assert (asset.version, asset.source) == (3, "one")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_library_asks_the_same_number_of_questions_for_any_number_of_rows(
    client_as, django_assert_max_num_queries, rows
):
    community = CommunityFactory()
    member = member_of(community)
    for number in range(rows):
        make_asset(community, member_of(community), title=f"Asset {number}")
    start_collection(community, title="Shelf", purpose="", by=member)
    client = client_as(member)

    with django_assert_max_num_queries(12):
        page = client.get(reverse("library:organisation"))

    assert page.content.decode().count('class="asset"') == rows


def test_facets_say_how_many_each_choice_leaves(client_as):
    community = CommunityFactory()
    member = member_of(community)
    make_asset(community, member, kind="tool", language="es")
    make_asset(community, member, kind="tool")
    make_asset(community, member, kind="procedure")

    listing = client_as(member).get(reverse("library:organisation"), {"kind": "tool"}).context["listing"]

    assert [(choice.label, choice.count) for choice in listing.kinds] == [("Tools", 2), ("Procedures", 1)]
    assert [(choice.label, choice.count) for choice in listing.languages] == [("English", 1), ("Spanish", 1)]
    assert listing.total == 2


def test_a_search_that_finds_nothing_offers_a_way_on(client_as):
    page = client_as(PersonFactory()).get(reverse("library:organisation"), {"q": "zzz"}).content.decode()

    assert "Nobody has written this yet" in page


def test_a_feed_holds_what_its_owner_may_see_and_dies_with_its_address(client_as, client):
    asset = make_asset()
    owner = client_as(asset.owner)
    make_asset(title="Elsewhere")
    address = own_feed_address(by=asset.owner)
    link = reverse("library:feed", args=[address.token])

    before = client.get(link).content.decode()
    owner.post(reverse("library:new_feed_address"))

    assert ("Starting a pump" in before, "Elsewhere" in before) == (True, False)
    assert client.get(link).status_code == 404


def test_an_asset_is_saved_to_be_found_again(client_as):
    community = CommunityFactory()
    member = member_of(community)
    asset = make_asset(community, member, title="Priming a pump")
    client = client_as(member)

    client.post(reverse("saved:save", args=["library.asset", asset.pk]))

    assert "Priming a pump" in client.get(reverse("saved:saved")).content.decode()
    assert (
        reverse("saved:unsave", args=["library.asset", asset.pk])
        in client.get(asset.get_absolute_url()).content.decode()
    )
