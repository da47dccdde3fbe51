import pytest

from practica.files import child
from practica.files.actions import store_file
from practica.files.child import Limits, Unreadable, run
from practica.files.models import StoredFile, TextState
from practica.files.registry import when_read
from practica.files.tests.samples import bomb, docx, pdf, upload
from practica.foundation.tests.factories import SomePerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(run_jobs):
    def stored_and_read(name, content):
        file = store_file(upload(name, content), by=SomePerson())
        run_jobs()
        return StoredFile.objects.get(pk=file.pk)

    return stored_and_read


def test_the_words_of_a_pdf_are_read(read):
    file = read("manual.pdf", pdf("La valvula de retencion", "Second page"))

    assert (file.text_state, file.text_note) == (TextState.DONE, "")
    assert "valvula de retencion" in file.text
    assert "Second page" in file.text


def test_the_words_of_an_office_document_are_read(read):
    assert read("plan.docx", docx("El plan de enero")).text == "El plan de enero"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("válvula\r\n\r\n\r\n\r\nbomba\x00\x07".encode()[:-2], "válvula\n\nbomba"),
        ("válvula".encode("cp1252"), "válvula"),
        ("válvula".encode("utf-16"), "válvula"),
    ],
)
def test_plain_text_is_read_in_any_alphabet(read, content, words):
    assert read("notes.txt", content.replace(b"\r", b"")).text == words


def test_a_kind_without_words_says_so(read):
    assert read("archive.zip", bomb(0)).text_state == TextState.NONE


@pytest.mark.parametrize(
    ("name", "content", "note"),
    [
        ("cut.docx", docx("words")[:-40], "It is damaged, or not what it says it is."),
        ("cut.pdf", b"%PDF-1.7\nnothing of the kind", "It is damaged, or not what it says it is."),
        ("bomb.docx", bomb(301), "It unpacks to more than can be read here."),
    ],
)
def test_what_cannot_be_read_ends_with_its_reason(read, name, content, note):
    file = read(name, content)

    assert (file.text_state, file.text_note, file.text) == (TextState.FAILED, note, "")


def test_whoever_waits_for_the_words_is_told(read):
    told = []
    when_read(told.append)
    file = read("notes.txt", b"words")
    read("archive.zip", bomb(0))

    assert told == [file]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("sum(1 for _ in iter(int, 1))", "slow"),
        ("bytearray(10**10)", "large"),
        ("__import__('os').abort()", "large"),
        ("open('big', 'wb').write(bytes(70 * 1024 * 1024))", "damaged"),
        ("__import__('sys').exit(3)", "locked"),
    ],
)
def test_a_child_that_wants_too_much_is_ended(tmp_path, body, reason):
    (tmp_path / "greedy.py").write_text(f"def main(source):\n    {body}\n    return 0\n")
    source = tmp_path / "source.txt"
    source.write_text("words")
    before = child.BODY
    child.BODY = before.replace("sys.path.insert(0, root)", f"sys.path.insert(0, {str(tmp_path)!r})")
    try:
        with pytest.raises(Unreadable, match=reason):
            run("greedy", source, Limits(seconds=2))
    finally:
        child.BODY = before


def test_the_child_sees_no_secret(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "hunter2")
    monkeypatch.setenv("DATABASE_URL", "postgresql://hunter2")

    assert not any("hunter2" in value for value in child.surroundings(tmp_path).values())


def test_the_first_pages_of_a_pdf_are_drawn(read, client_as):
    file = read("manual.pdf", pdf(*(f"Page {n}" for n in range(12))))

    assert file.pages == 12
    assert [page.number for page in file.page_pictures.all()] == list(range(1, 11))
    response = client_as(file.owner).get(file.page_pictures.first().get_absolute_url())
    assert response.headers["Content-Type"] == "image/png"
    assert client_as(SomePerson()).get(file.page_pictures.first().get_absolute_url()).status_code == 404


def test_a_pdf_that_cannot_be_drawn_has_no_pages(read):
    assert read("cut.pdf", b"%PDF-1.7\nnothing of the kind").pages == 0


@pytest.mark.parametrize(
    ("place", "state"),
    [
        ("office/poi/spreadsheet/poc-xmlbomb.xlsx", TextState.FAILED),
        ("office/poi/slideshow/Password_Protected-56-hello.ppt", TextState.NONE),
        ("office/poi/spreadsheet/xor-encryption-abc.xls", TextState.FAILED),
        ("kubernetes-community/sig-architecture/Kubernetes_PRR_Survey_2020Q1.pdf", TextState.DONE),
    ],
)
def test_files_made_to_break_readers_end_in_a_clear_state(read, shared_data, place, state):
    path = shared_data / place
    if not path.exists():
        pytest.skip(f"{place} is not there")

    assert read(path.name, path.read_bytes()).text_state == state
