"""Bringing in an organisation by its pages: upload, look, confirm, watch; and who may."""

import io
import stat
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practica.communities.models import Community
from practica.events.models import Event
from practica.exchange.actions import bring_in_folder, check_run, confirm_run, discard_run, upload_archive
from practica.exchange.governance.wanted import Part
from practica.exchange.intake.intake import TAKERS
from practica.exchange.models import ImportRun, State
from practica.exchange.tasks import carry_out, check
from practica.exchange.tests.folders import FILES, write_folder
from practica.exchange.unpack import unpack
from practica.exchange.verbs import Verb
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return PersonFactory(is_programme_manager=True)


def zipped(files=FILES, top="community-main/"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(top + path, content)
    return packed.getvalue()


def an_upload(content=None):
    return SimpleUploadedFile("community.zip", zipped() if content is None else content, "application/zip")


def test_one_uploads_looks_confirms_and_it_is_there(client_as, manager, run_jobs):
    client = client_as(manager)
    address = client.post(reverse("exchange:upload"), {"archive": an_upload()}).headers["Location"]
    assert "being read" in client.get(address).content.decode()

    run_jobs()
    page = client.get(address).content.decode()
    assert "Nothing has happened yet" in page
    assert "SIG Pumps" in page
    assert not Community.objects.exists()

    client.post(reverse("exchange:confirm", args=[ImportRun.objects.get().pk]))
    run_jobs()
    assert "It is taken in" in client.get(address).content.decode()
    assert Community.objects.filter(slug="sig-pumps").exists()
    exchanged = Event.objects.filter(verb__startswith="exchange.").values_list("verb", flat=True)
    assert set(exchanged) == {Verb.UPLOADED, Verb.CONFIRMED, Verb.TAKEN_IN}


def test_while_it_is_taken_in_the_page_asks_again_and_says_how_far_it_is(client_as, manager):
    run = ImportRun.objects.create(name="community.zip", started_by=manager, state=State.RUNNING, done=30, total=120)
    client = client_as(manager)

    page = client.get(run.get_absolute_url()).content.decode()
    part = client.get(run.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()

    assert "30 of 120 (25 %)" in page
    assert f'<a class="link" href="{run.get_absolute_url()}">Look again</a>' in page
    assert part.lstrip().startswith('<div class="exchange" id="run" hx-get=')


def test_the_same_again_has_nothing_to_confirm(client_as, manager, run_jobs):
    run = upload_archive(an_upload(), by=manager)
    run_jobs()
    run.refresh_from_db()
    confirm_run(run, by=manager)
    run_jobs()

    again = upload_archive(an_upload(), by=manager)
    run_jobs()
    page = client_as(manager).get(again.get_absolute_url()).content.decode()

    assert "there is nothing to take in" in page
    assert "confirm-import" not in page


def test_a_report_can_be_kept(client_as, manager, run_jobs):
    run = upload_archive(an_upload(), by=manager)
    run_jobs()

    answer = client_as(manager).get(reverse("exchange:report", args=[run.pk]))

    assert answer.json()["counts"]["communities"]["taken"] == 2


def test_reasons_are_said_in_the_reader_s_language(client_as, run_jobs):
    manager = PersonFactory(is_programme_manager=True, language="es")
    run = upload_archive(an_upload(), by=manager)
    run_jobs()

    page = client_as(manager).get(run.get_absolute_url()).content.decode()

    assert "Está fuera de la carpeta de todos los grupos y ningún grupo nombra ese lugar como suyo" in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no zip", "its content is something else"),
        (b"", "empty"),
    ],
)
def test_what_is_no_zip_file_is_refused_beside_the_field(client_as, manager, content, words):
    answer = client_as(manager).post(reverse("exchange:upload"), {"archive": an_upload(content)})

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_zip_without_a_list_of_groups_says_so(client_as, manager, run_jobs):
    run = upload_archive(an_upload(zipped({"README.md": "# Hello"})), by=manager)
    run_jobs()

    run.refresh_from_db()
    assert (run.state, "There is no sigs.yaml in it" in run.failure) == (State.FAILED, True)
    assert run.failure in client_as(manager).get(run.get_absolute_url()).content.decode()


def test_what_waits_can_be_thrown_away_and_then_not_confirmed(client_as, manager, run_jobs):
    run = upload_archive(an_upload(), by=manager)
    run_jobs()

    client_as(manager).post(reverse("exchange:discard", args=[run.pk]))

    run.refresh_from_db()
    assert run.state == State.DISCARDED
    with pytest.raises(Refused, match="does not wait"):
        confirm_run(run, by=manager)
    with pytest.raises(Refused, match="does not wait"):
        discard_run(run, by=manager)
    assert not Community.objects.exists()


def test_two_are_not_taken_in_at_once(manager, run_jobs):
    run = upload_archive(an_upload(), by=manager)
    run_jobs()
    run.refresh_from_db()
    ImportRun.objects.create(name="other", state=State.RUNNING, started_by=manager)

    with pytest.raises(Refused, match="Another import"):
        confirm_run(run, by=manager)


def test_one_whose_worker_died_does_not_block_the_next(manager, run_jobs, time_machine):
    time_machine.move_to("2026-03-01")
    stuck = ImportRun.objects.create(name="other", state=State.RUNNING, started_by=manager)
    time_machine.move_to("2026-03-02")
    run = upload_archive(an_upload(), by=manager)
    run_jobs()
    run.refresh_from_db()

    confirm_run(run, by=manager)

    stuck.refresh_from_db()
    assert stuck.state == State.FAILED


def test_when_the_worker_breaks_the_page_says_so_and_what_was_done_stays(client_as, manager, run_jobs, monkeypatch):
    run = upload_archive(an_upload(), by=manager)
    run_jobs()
    run.refresh_from_db()
    confirm_run(run, by=manager)
    monkeypatch.setitem(TAKERS, Part.SERIES, None)

    with pytest.raises(TypeError):
        run_jobs()

    run.refresh_from_db()
    assert run.state == State.FAILED
    assert "Something unexpected happened" in client_as(manager).get(run.get_absolute_url()).content.decode()


def test_a_text_file_is_no_archive(client_as, manager):
    upload = SimpleUploadedFile("notes.txt", b"words", "text/plain")

    answer = client_as(manager).post(reverse("exchange:upload"), {"archive": upload})

    assert (answer.status_code, "Please choose a zip file" in answer.content.decode()) == (422, True)


def test_without_a_file_the_form_says_what_to_do(client_as, manager):
    answer = client_as(manager).post(reverse("exchange:upload"))

    assert (answer.status_code, "Choose the zip file first." in answer.content.decode()) == (422, True)


def test_a_task_that_comes_too_late_does_nothing(manager):
    run = ImportRun.objects.create(name="gone", state=State.DISCARDED, started_by=manager)

    check(run_id=run.pk)
    carry_out(run_id=run.pk)

    run.refresh_from_db()
    assert run.state == State.DISCARDED


@pytest.mark.parametrize("name", ["imports", "upload"])
def test_a_member_may_not_import(client_as, name):
    client = client_as(PersonFactory())
    answer = client.post(reverse("exchange:upload")) if name == "upload" else client.get(reverse("exchange:imports"))

    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["run", "confirm", "discard", "report"])
def test_imports_are_not_there_for_a_member(client_as, manager, name):
    run = ImportRun.objects.create(name="community.zip", started_by=manager, state=State.CHECKED)
    client = client_as(PersonFactory())
    address = reverse(f"exchange:{name}", args=[run.pk])

    answer = client.post(address) if name in {"confirm", "discard"} else client.get(address)

    assert answer.status_code == 404


def test_nobody_imports_without_signing_in(client):
    assert client.get(reverse("exchange:imports")).status_code == 302


def test_whoever_offers_an_account_sees_the_address_the_folder_names(client_as, manager, tmp_path):
    bring_in_folder(write_folder(tmp_path), by=manager, progress=lambda _done, _total: None)
    client = client_as(manager)

    ana = client.get(reverse("people:administer", args=["ana-r"])).content.decode()
    luis = client.get(reverse("people:administer", args=["luis"])).content.decode()

    assert ("names this address: ana@example.org" in ana, "names this address" in luis) == (True, False)


def opened(content, tmp_path):
    return unpack(io.BytesIO(content), tmp_path)


def test_an_archive_is_unpacked_inside_its_folder_and_links_stay_in_it(tmp_path):
    packed = io.BytesIO(zipped())
    with zipfile.ZipFile(packed, "a") as archive:
        link = zipfile.ZipInfo("community-main/link.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        for path in ("../evil.md", "/evil.md", "community-main/../../evil.md", "C:/evil.md", "a\\..\\..\\evil.md"):
            archive.writestr(path, "evil")
    inside = tmp_path / "inside"
    inside.mkdir()

    unpacked = opened(packed.getvalue(), inside)

    assert unpacked.folder == inside / "community-main"
    assert len(unpacked.left_out) == 6
    assert not list(tmp_path.rglob("evil.md"))
    assert not list(tmp_path.rglob("link.md"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 broken", "cannot be opened"),
        (zipped({"sigs.yaml": b"\0" * 300_000_000}), "too large"),
        (zipped({f"{number}.md": "" for number in range(20_001)}), r"more than 20000 files"),
        (zipped({"a": "file", "a/b": "file", "sigs.yaml": ""}), "cannot be opened"),
    ],
    ids=["broken", "bomb", "many", "file as folder"],
)
def test_an_archive_that_is_broken_or_a_flood_is_refused(tmp_path, content, words):
    with pytest.raises(Refused, match=words):
        opened(content, tmp_path)


def test_a_folder_written_to_disk_is_as_it_was_packed(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    opened(zipped(), tmp_path / "a")
    write_folder(tmp_path / "b")

    assert sorted(path.relative_to(tmp_path / "a/community-main") for path in (tmp_path / "a").rglob("*.*")) == sorted(
        path.relative_to(tmp_path / "b") for path in (tmp_path / "b").rglob("*.*")
    )


def test_an_import_whose_file_is_gone_says_so(manager):
    run = ImportRun.objects.create(name="gone.zip", started_by=manager)

    with pytest.raises(Refused, match="Its file is gone"):
        check_run(run)
