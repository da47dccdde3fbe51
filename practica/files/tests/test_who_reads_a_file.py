import pytest
from django.apps import apps

from practica.files import registry
from practica.files.actions import hold_files, hold_written_files, store_file
from practica.files.models import StoredFile
from practica.files.tests.samples import png, upload
from practica.foundation.tests.factories import SomeCommunity, SomeMembership, SomePerson

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def communities_hold_files(monkeypatch):
    monkeypatch.setattr(registry, "_holders", {})
    registry.declare("communities.community")


@pytest.fixture
def private():
    return SomeCommunity(visibility="private")


@pytest.fixture
def owner(private):
    return SomeMembership(community=private).person


@pytest.fixture
def file(owner):
    return store_file(upload("plan.txt", b"the plan"), by=owner)


def visible(person):
    return list(StoredFile.objects.visible_to(person))


def test_an_upload_is_its_owners_alone(file, owner):
    assert visible(owner) == [file]
    assert visible(SomePerson()) == []


def test_whoever_sees_what_holds_a_file_reads_it(file, private):
    member = SomeMembership(community=private).person
    hold_files(private, [file], community=private)

    assert visible(member) == [file]
    assert visible(SomePerson()) == []


def test_a_file_that_is_no_longer_held_is_its_owners_again(file, private):
    member = SomeMembership(community=private).person
    hold_files(private, [file], community=private)
    hold_files(private, [], community=private)

    assert visible(member) == []


def test_a_text_brings_along_the_files_of_its_writer_only(file, private, owner):
    open_community = SomeCommunity()
    member = SomeMembership(community=open_community).person

    hold_written_files(open_community, f"see {file.markdown}", by=member, community=open_community)
    assert visible(member) == []

    hold_written_files(open_community, f"see {file.markdown}", by=owner, community=open_community)
    assert visible(member) == [file]


def test_an_editor_keeps_the_files_that_others_brought(file, private, owner):
    editor = SomeMembership(community=private).person
    hold_written_files(private, file.markdown, by=owner, community=private)
    hold_written_files(private, f"better: {file.markdown}", by=editor, community=private)

    assert list(StoredFile.objects.held_by(private)) == [file]


def test_a_stranger_gets_not_found(file, client_as):
    assert client_as(SomePerson()).get(file.get_absolute_url()).status_code == 404


def test_a_file_is_served_as_an_attachment_in_a_cage(file, owner, client_as):
    response = client_as(owner).get(file.get_absolute_url())

    assert b"".join(response.streaming_content) == b"the plan"
    assert response.headers["Content-Disposition"] == 'attachment; filename="plan.txt"'
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_file_that_was_read_is_not_sent_twice(file, owner, client_as):
    client = client_as(owner)
    tag = client.get(file.get_absolute_url()).headers["ETag"]

    assert client.get(file.get_absolute_url(), headers={"If-None-Match": tag}).status_code == 304


def test_only_pictures_are_shown_by_themselves(file, owner, client_as):
    shown = store_file(upload("a b(1).png", png()), by=owner)
    client = client_as(owner)

    response = client.get(f"/files/{shown.pk}/picture/x.png")
    assert (response.headers["Content-Type"], response.headers.get("Content-Disposition")) == (
        "image/png",
        None,
    )
    assert client.get(f"/files/{file.pk}/picture/plan.png").status_code == 404


def test_the_composer_gets_markdown_for_a_picture(owner, client_as):
    response = client_as(owner).post("/files/upload/", {"file": upload("a [b](1).png", png())})

    file = StoredFile.objects.get()
    assert response.status_code == 201
    assert response.json()["markdown"] == f"![a b(1).png](/files/{file.pk}/a_b1.png)"


def test_the_composer_hears_why_a_file_is_refused(owner, client_as):
    response = client_as(owner).post("/files/upload/", {"file": upload("page.png", b"<html>")})

    assert response.status_code == 409
    assert "says it is a PNG file" in response.json()["error"]


def test_an_upload_without_a_file_is_told_so(owner, client_as):
    response = client_as(owner).post("/files/upload/")

    assert (response.status_code, response.json()) == (
        422,
        {"error": "No file came with it. Please try again."},
    )


def test_a_lost_file_is_not_found(file, owner, client_as):
    file.content.storage.delete(file.content.name)

    assert client_as(owner).get(file.get_absolute_url()).status_code == 404


def test_person_model_is_where_files_expect_it():
    assert apps.get_model("people.Person")._meta.get_field("photo").related_model is StoredFile


def test_a_text_outside_of_communities_brings_its_writers_files_alone(file, owner):
    place, stranger = SomeCommunity(), SomePerson()

    hold_written_files(place, file.markdown, by=stranger)
    assert list(StoredFile.objects.held_by(place)) == []

    hold_written_files(place, file.markdown, by=owner)
    assert list(StoredFile.objects.held_by(place)) == [file]
