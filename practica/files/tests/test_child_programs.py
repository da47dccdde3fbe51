"""What runs alone in the limited child process, without its limits: what it writes, and how it ends."""

import io
import zipfile

import pytest

from practica.files import drawer, reader
from practica.files.tests.samples import bomb, docx, pdf


@pytest.fixture
def given(tmp_path):
    def write(content):
        # The parser goes by the ending, as the parent gives it one.
        path = tmp_path / ("source.pdf" if content.startswith(b"%PDF") else "source.docx")
        path.write_bytes(content)
        return path

    return write


def locked_zip():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "secret")
    # The flag that says an entry is encrypted, in both places where a zip says it.
    said = bytearray(packed.getvalue())
    said[6] |= 1
    said[said.index(b"PK\x01\x02") + 8] |= 1
    return bytes(said)


@pytest.mark.parametrize(
    ("content", "words"), [(pdf("La valvula de retencion"), "valvula de retencion"), (docx("El plan"), "El plan")]
)
def test_the_reader_leaves_the_words_beside_the_file(given, content, words):
    path = given(content)

    assert reader.main(str(path)) == 0
    assert words in path.with_name("words.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\nnothing of the kind", reader.DAMAGED),
        (docx("words")[:-40], reader.DAMAGED),
        (bomb(301), reader.LARGE),
        (locked_zip(), reader.LOCKED),
    ],
)
def test_the_reader_says_by_its_code_why_it_leaves_none(given, content, code):
    path = given(content)

    assert reader.main(str(path)) == code
    assert not path.with_name("words.txt").exists()


def test_the_drawer_leaves_one_picture_a_page_and_says_how_many_there_are(given):
    path = given(pdf("One", "Two"))

    assert drawer.main(str(path)) == 0
    assert path.with_name("pages.txt").read_text() == "2"
    assert sorted(found.name for found in path.parent.glob("*.png")) == ["page-00.png", "page-01.png"]


def test_the_drawer_draws_nothing_of_a_damaged_file(given):
    path = given(b"%PDF-1.7\nnothing of the kind")

    assert drawer.main(str(path)) == drawer.DAMAGED
    assert list(path.parent.iterdir()) == [path]
