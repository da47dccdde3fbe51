"""What nothing holds goes after a while; what anything holds stays."""

import threading
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone

from practica.files import registry
from practica.files.actions import hold_files, store_file
from practica.files.forsaken import PATIENCE, forget_forsaken
from practica.files.models import FileUse, PagePicture, StoredFile, pointers_to_files
from practica.files.tasks import forget_files
from practica.files.tests.samples import upload
from practica.foundation.tests.factories import SomeCommunity, SomePerson

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def communities_hold_files(monkeypatch):
    monkeypatch.setattr(registry, "_holders", {})
    registry.declare("communities.community")


def old_file(age=PATIENCE + timedelta(hours=1)):
    file = store_file(upload("plan.txt", b"the plan"), by=SomePerson())
    StoredFile.objects.filter(pk=file.pk).update(created_at=timezone.now() - age)
    return file


def there(row):
    return row.content.storage.exists(row.content.name)


def test_an_upload_that_was_never_sent_goes_with_its_bytes(django_capture_on_commit_callbacks):
    file = old_file()
    page = PagePicture(file=file, number=1, width=1, height=1)
    page.content.save("page.png", ContentFile(b"drawn"))

    with django_capture_on_commit_callbacks(execute=True):
        assert forget_forsaken() == 1

    assert list(StoredFile.objects.all()) == []
    assert [there(file), there(page)] == [False, False]


def test_an_upload_waits_as_long_as_the_draft_it_may_stand_in():
    file = old_file(PATIENCE - timedelta(hours=1))

    assert forget_forsaken() == 0

    assert there(file)


def test_what_a_thing_holds_stays_until_the_thing_is_gone():
    file, community = old_file(), SomeCommunity()
    hold_files(community, [file])
    assert forget_forsaken() == 0

    community.delete()

    assert forget_forsaken() == 1


def test_what_was_taken_out_of_a_thing_goes():
    file, community = old_file(), SomeCommunity()
    hold_files(community, [file])
    hold_files(community, [])

    assert forget_forsaken() == 1


def test_what_a_row_points_to_stays_until_it_points_elsewhere():
    photo, person = old_file(), SomePerson()
    person.photo = photo
    person.save()
    assert forget_forsaken() == 0

    person.photo = old_file()
    person.save()
    forget_files()

    assert list(StoredFile.objects.all()) == [person.photo]


def test_every_table_that_points_to_a_file_keeps_it():
    pointers = {
        f"{field.model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is StoredFile
    }

    spared = {f"{row.related_model._meta.label}.{row.field.name}" for row in pointers_to_files()}
    assert pointers - spared == {"files.FileUse.file", "files.PagePicture.file"}
    assert {"people.Person.photo", "library.AssetFile.file", "exchange.ImportRun.archive"} <= spared


def test_what_a_feature_holds_that_is_not_declared_today_is_spared():
    file = old_file()
    FileUse.objects.create(file=file, target_type="gone.thing", target_id=1)

    assert forget_forsaken() == 0


@pytest.mark.django_db(transaction=True)
def test_a_draft_sent_at_the_same_moment_keeps_its_file():
    file, community = old_file(), SomeCommunity()
    forgotten = []

    def forget():
        forgotten.append(forget_forsaken())
        connection.close()

    night = threading.Thread(target=forget)
    with transaction.atomic():
        hold_files(community, [file])
        night.start()
        night.join(0.5)
    night.join()

    assert forgotten == [0]
    assert there(file)
