"""Files that are not what they say, and file names no file should have, through every box that takes a file."""

import json
from email import message_from_string
from email.policy import HTTP

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practica.communities.tests.factories import FacilitatorFactory
from practica.files.actions import store_file
from practica.files.models import StoredFile
from practica.files.tests.samples import pdf, png
from practica.library.models import Asset
from practica.meetings.models import Series
from practica.people.tests.factories import PersonFactory
from tests.written_forms import ReadPage

pytestmark = pytest.mark.django_db
PAGE = b"<html><script>zyx()</script>"
# Under each name, bytes that are something else.
LIES = {
    "zyx.png": PAGE,
    "zyx.jpg": pdf("words"),
    "zyx.gif": b"MZ\x90\x00",
    "zyx.pdf": png(),
    "zyx.docx": PAGE,
    "zyx.zip": pdf("words"),
    "zyx.ics": b"\x7fELF\x02\x01\x01\x00",
    "zyx.pdf.exe": pdf("words"),
    "zyx.html": PAGE,
    "zyx.txt": b"\x00\x01\x02\x03\x04",
    "cut.png": png()[:20],
    "zyx\u202egnp.exe": png(),
}
# What came in, and what it is called from then on.
NAMES = {
    "../../etc/passwd.txt": "passwd.txt",
    "C:\\windows\\zyx.txt": "zyx.txt",
    'a"; filename="zyx.exe.txt': 'a"; filename="zyx.exe.txt',
    "a\r\nSet-Cookie: zyx=1.txt": "a Set-Cookie: zyx=1.txt",
    "zyx\u202etxt.gpj.txt": "zyxtxt.gpj.txt",
    "<script>zyx()<.txt": "<script>zyx()<.txt",
    "%2e%2e%2fzyx.txt": "%2e%2e%2fzyx.txt",
    "válvula \U0001f4a7.txt": "válvula \U0001f4a7.txt",
    "a" * 3000 + ".txt": "a" * 196 + ".txt",
}


@pytest.fixture
def writer():
    """Who may use every box that takes a file."""
    person = PersonFactory(name="Writer", is_programme_manager=True, is_administrator=True)
    FacilitatorFactory(community__slug="pumps", person=person)
    return person


def named(name, content):
    """With the name as it came, which the framework's own upload would already have cut."""
    upload = SimpleUploadedFile("plain", content)
    upload._name = name  # noqa: SLF001 -- its setter keeps only what follows the last slash
    return upload


def asset_with(upload, writer):
    chosen = {"kind": "document", "title": "Seals", "language": "en", "people": [writer.pk], "visibility": "community"}
    return reverse("library:add", args=["pumps", "document"]), chosen | {"source": "Text", "uploads": upload}


BOXES = {
    "asset": asset_with,
    "photo": lambda upload, _: (reverse("people:change_photo"), {"photo": upload}),
    "calendar": lambda upload, _: (reverse("meetings:import", args=["pumps"]), {"file": upload}),
    "archive": lambda upload, _: (reverse("exchange:upload"), {"archive": upload}),
}


@pytest.mark.parametrize("box", BOXES)
def test_a_file_that_lies_is_refused_beside_its_box(client_as, writer, box):
    browser = client_as(writer)
    wrong = []
    for name, content in LIES.items():
        address, chosen = BOXES[box](named(name, content), writer)
        answer = browser.post(address, chosen)
        page = ReadPage(answer.content.decode())
        if answer.status_code != 422 or page.wrong == 0 or page.dangers:
            wrong.append(f"{name!r}: {answer.status_code} {page.wrong} {page.dangers}")

    assert wrong == []
    assert (StoredFile.objects.count(), Asset.objects.count(), Series.objects.count()) == (0, 0, 0)


def test_the_composer_is_told_why_a_file_was_refused(client_as, writer):
    browser = client_as(writer)
    for name, content in LIES.items():
        answer = browser.post(reverse("files:upload"), {"file": named(name, content)})
        assert (answer.status_code, answer["Content-Type"], list(answer.json())) == (409, "application/json", ["error"])

    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(("given", "kept"), NAMES.items(), ids=range(len(NAMES)))
def test_a_file_name_is_words_and_nothing_else(client_as, writer, given, kept):
    """However it came: browsers write quotes and line ends of a name in their own way, archives don't."""
    browser = client_as(writer)
    file = store_file(named(given, b"words"), by=writer)

    assert file.name == kept
    assert "zyx" not in file.content.name
    answer = browser.get(file.get_absolute_url())
    header = message_from_string(f"Content-Disposition: {answer['Content-Disposition']}\n\n", policy=HTTP)
    assert (header.get_content_disposition(), header.get_filename()) == ("attachment", kept)
    preview = browser.post(reverse("conversations:preview"), {"source": file.markdown})
    assert ReadPage(preview.content.decode()).dangers == []


def test_real_documents_go_in_as_what_they_are_or_are_refused(client_as, writer, shared_data):
    """Damaged, encrypted and booby-trapped ones from the test data of readers: nothing breaks."""
    browser, answers = client_as(writer), []
    folders = [shared_data / name for name in ("office", "pdf", "mail-mime")]
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    assert len(files) > 100
    for file in files[::4]:
        answer = browser.post(reverse("files:upload"), {"file": named(file.name, file.read_bytes()[:200_000])})
        answers.append((file.name, answer.status_code))
        assert json.loads(answer.content)

    assert [one for one in answers if one[1] not in {201, 409}] == []
    assert not StoredFile.objects.filter(content_type__in=["text/html", "image/svg+xml", "application/xhtml+xml"])
