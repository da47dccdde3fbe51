"""Real archives and real calendars whose contents were made to harm: what can be kept is, the rest is named or refused."""

import io
import stat
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practica.exchange.models import ImportRun
from practica.exchange.tests.folders import FILES
from practica.files.models import StoredFile
from practica.library.models import Asset
from practica.people.tests.factories import PersonFactory
from tests.written_forms import ReadPage

pytestmark = pytest.mark.django_db
TURNED = "\u202e"
SPECIAL = (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK)
ENTRIES = {
    "../zyx.md": "out",
    "/zyx.md": "out",
    "sig-pumps/../../../zyx.md": "out",
    "C:\\zyx.md": "out",
    "..\\zyx.md": "out",
    "sig-pumps/a\0zyx.md": "cut short",
    f"sig-pumps/{TURNED}dm.zyx.md": f"# {TURNED}zyx\n\nTurned.",
    "sig-pumps/<script>zyx()<script>.md": "# <script>zyx()</script>\n\n<img src=x onerror=zyx()>",
    'sig-pumps/"onload="zyx().md': "[zyx](javascript:zyx())",
    "sig-pumps/line\r\nzyx: 1.md": "# Broken\n\nName.",
    "sig-pumps/con\x07trol\x1b.md": "# Bell\x07\x00\n\nWords.",
    "sig-pumps/" + "z" * 300 + ".md": "too long a name",
    "/".join("z" * 60) + "/deep.md": "too deep",
    "sig-pumps/": "a folder",
    "./": "",
}


@pytest.fixture
def manager():
    return PersonFactory(is_programme_manager=True, is_administrator=True)


def archive(*changes, files=FILES):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for path, content in files.items():
            opened.writestr(path, content)
        for change in changes:
            change(opened)
    return packed.getvalue()


def hostile_entries(opened):
    for path, content in ENTRIES.items():
        entry = zipfile.ZipInfo("plain")
        # The library would cut a name at its zero.
        entry.filename = path
        opened.writestr(entry, content)


def special_files(opened):
    for kind in SPECIAL:
        entry = zipfile.ZipInfo(f"sig-pumps/special-{kind}.md")
        entry.external_attr = (kind | 0o4777) << 16
        opened.writestr(entry, "/etc/passwd")


def upload(content):
    return {"archive": SimpleUploadedFile("community.zip", content, "application/zip")}


def test_hostile_entries_of_an_archive_stay_inside_and_are_named(client_as, manager, run_jobs):
    client = client_as(manager)
    address = client.post(reverse("exchange:upload"), upload(archive(hostile_entries, special_files)))["Location"]
    run_jobs()
    pages = [client.get(address)]
    client.post(reverse("exchange:confirm", args=[ImportRun.objects.get().pk]))
    run_jobs()
    pages += [client.get(address), client.get("/library/in/sig-pumps/"), client.get("/communities/sig-pumps/")]
    pages += [client.get(asset.get_absolute_url()) for asset in Asset.objects.all()]

    assert ImportRun.objects.get().state == "done"
    assert [page.status_code for page in pages] == [200] * len(pages)
    assert [danger for page in pages for danger in ReadPage(page.text).dangers] == []
    titles = [*Asset.objects.values_list("title", flat=True), *StoredFile.objects.values_list("name", flat=True)]
    assert [title for title in titles if any(sign in title for sign in f"{TURNED}\r\n\0\x07\x1b")] == []
    left_out = ImportRun.objects.get().report
    assert "zyx.md" in str(left_out)
    # A link is left out; what else is no plain file becomes one, of the words it carries.
    special = [Asset.objects.filter(title=f"Special {kind} (Pumps)").count() for kind in SPECIAL]
    assert special == [0, 1, 1, 1]


def bad_name(content):
    """A name that says it is UTF-8 and is not."""
    return content.replace("sig-pumps/ñ.md".encode(), b"sig-pumps/\xff\xfe.md")


def unknown_packing(content, number):
    """The way the last entry says it was packed, changed where it is said."""
    at = content.rindex(b"PK\x01\x02")
    local = content.rindex(b"PK\x03\x04", 0, at)
    changed = bytearray(content)
    changed[at + 10], changed[local + 8] = number, number
    return bytes(changed)


def multiplied(opened):
    """A list that names itself over and over: a thousand letters that are gigabytes when written out."""
    lists = "\n".join(f"l{number}: &l{number} [{', '.join([f'*l{number - 1}'] * 9)}]" for number in range(1, 10))
    opened.writestr("sigs.yaml", f"l0: &l0 [zyx]\n{lists}\nsigs:\n  - dir: sig-pumps\n    name: *l9\n")


BROKEN = {
    "name": bad_name(archive(lambda opened: opened.writestr("sig-pumps/ñ.md", "x"))),
    "unknown": unknown_packing(archive(lambda opened: opened.writestr("z.md", "x" * 99)), 99),
    "bzip2": unknown_packing(archive(lambda opened: opened.writestr("z.md", "x" * 99)), 12),
    "lzma": unknown_packing(archive(lambda opened: opened.writestr("z.md", "x" * 99)), 14),
    "bomb": archive(lambda opened: opened.writestr("z.md", b"\0" * 300_000_000)),
    "nested name": archive(lambda opened: opened.writestr("README.md/z.md", "x")),
    "words that multiply": archive(multiplied, files={}),
    "too many": archive(lambda opened: [opened.writestr(f"{number}.md", "") for number in range(20_001)]),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_an_archive_that_cannot_be_trusted_is_refused_with_a_reason(client_as, manager, run_jobs, broken):
    client = client_as(manager)
    answer = client.post(reverse("exchange:upload"), upload(BROKEN[broken]))
    if answer.status_code == 302:
        run_jobs()
        run = ImportRun.objects.get()
        assert (run.state, "unexpected" in run.failure) == ("failed", False)
        assert client.get(run.get_absolute_url()).status_code == 200
    else:
        assert (answer.status_code, ReadPage(answer.text).wrong > 0) == (422, True)
