import pytest
from PIL import Image

from practica.files.actions import store_file, store_photo
from practica.files.models import StoredFile, TextState
from practica.files.tests.samples import docx, pdf, photo_with_a_place, picture, png, upload
from practica.foundation.access import Refused
from practica.foundation.tests.factories import SomePerson

pytestmark = pytest.mark.django_db


def test_a_file_is_kept_under_a_name_nobody_chose():
    file = store_file(upload("../../etc/Seal water.TXT", b"28 degrees"), by=SomePerson())

    assert (file.name, file.size, file.content_type) == ("Seal water.TXT", 10, "text/plain")
    assert "water" not in file.content.name
    assert file.content.read() == b"28 degrees"
    assert file.text_state == TextState.PENDING


def test_a_picture_knows_its_size():
    file = store_file(upload("pump.png", png(4, 3)), by=SomePerson())

    assert (file.content_type, file.width, file.height) == ("image/png", 4, 3)


def test_a_photo_keeps_what_the_eye_sees_and_loses_where_it_was_taken():
    file = store_file(upload("valve.jpg", photo_with_a_place()), by=SomePerson())

    kept = Image.open(file.content)
    assert dict(kept.getexif()) == {0x0112: 6}
    assert not kept.getexif().get_ifd(0x8825)
    assert kept.info.get("comment", b"") == b""
    assert kept.size == (40, 20)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf("words")),
        ("a.docx", docx("words")),
        ("a.gif", picture("GIF")),
        ("a.webp", picture("WEBP")),
        ("a.csv", "válvula;1\n".encode("cp1252")),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("no ending", b"words"),
        ("a.unheard-of", b"\x00\x01\x02"),
    ],
)
def test_useful_kinds_are_kept(name, content):
    assert store_file(upload(name, content), by=SomePerson()).name == name


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.png", b"<html><script>alert(1)</script>", "says it is a PNG file"),
        ("photo.jpg", png(), "says it is a JPG file"),
        ("plan.pdf", b"MZ\x90\x00", "can harm"),
        ("plan.docx", pdf("no"), "says it is a DOCX file"),
        ("notes.txt", b"\x00\x01\x02\x03", "says it is a TXT file"),
        ("tool.exe", b"words", "can harm"),
        ("tool", b"\x7fELF\x02", "can harm"),
        ("page.html", b"<p>hello", "can harm"),
        ("plan.pdf.exe. ", b"%PDF-1.4", "can harm"),
        ("empty.txt", b"", "is empty"),
        ("cut.png", png()[:20], "damaged"),
    ],
)
def test_what_lies_or_harms_is_refused_with_a_reason(name, content, words):
    with pytest.raises(Refused, match=words):
        store_file(upload(name, content), by=SomePerson())

    assert not StoredFile.objects.exists()


def test_a_file_over_the_limit_is_refused_with_both_sizes(settings):
    settings.FILE_SIZE_LIMIT = 2048

    with pytest.raises(Refused, match=r"3.0.KB; files here may have up to 2.0.KB"):
        store_file(upload("big.txt", b"x" * 3072), by=SomePerson())


def test_a_picture_with_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr("practica.files.pictures.MOST_PIXELS", 10)

    with pytest.raises(Refused, match="too many pixels"):
        store_file(upload("huge.png", png(4, 3)), by=SomePerson())


def test_a_long_name_keeps_its_ending():
    file = store_file(upload("é" * 300 + ".txt", b"words"), by=SomePerson())

    assert (len(file.name), file.name[-5:]) == (200, "é.txt")


def test_a_portrait_is_square_small_and_new():
    photo = store_photo(upload("me.png", png(1000, 600)), by=SomePerson())

    assert (photo.content_type, photo.width, photo.height) == ("image/jpeg", 512, 512)


def test_a_portrait_must_be_a_picture():
    with pytest.raises(Refused, match="choose a picture"):
        store_photo(upload("me.txt", b"me"), by=SomePerson())
