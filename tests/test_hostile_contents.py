"""Real archives and real calendars whose contents were made to harm: what can be kept is, the rest is named or refused."""

import io
import stat
import zipfile
from datetime import timedelta
from time import process_time

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from icalendar import Calendar

from practica.communities.tests.factories import FacilitatorFactory
from practica.exchange.models import ImportRun
from practica.exchange.tests.folders import FILES
from practica.files.models import StoredFile
from practica.library.models import Asset
from practica.meetings.models import Occurrence, Series
from practica.meetings.queries.ical import file_of
from practica.people.tests.factories import PersonFactory
from tests.written_forms import ReadPage

pytestmark = pytest.mark.django_db
# Seconds of our own work, so that a busy machine changes nothing: twice what the slowest takes.
PATIENCE = 10
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


CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:zyx\r\n{}END:VCALENDAR\r\n"
EVENT = "BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:{}\r\nDTSTART:{}\r\n{}\r\nEND:VEVENT\r\n"
SOON = "20261203T100000Z"
CHANGED = "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:bad\r\n"
DAILY = f"DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=5{CHANGED}"
HOSTILE = {
    "line in a title": (r"a\nBEGIN:VALARM\nTRIGGER:-P1D", SOON, "DURATION:PT1H"),
    "turned": ("a\u202egnp.exe", SOON, "DURATION:PT1H"),
    "markup": ("<script>zyx()</script>", SOON, "DURATION:PT1H\r\nDESCRIPTION:<img src=x onerror=zyx()>"),
    "address": ("a", SOON, "DURATION:PT1H\r\nURL:javascript:zyx()"),
    "line in an address": ("a", SOON, "DURATION:PT1H\r\nURL:https://e.org/\\nATTENDEE:mailto:zyx@e.org"),
    "letter": ("a", SOON, 'DURATION:PT1H\r\nATTENDEE;CN="a\\nBcc: zyx@e.org":mailto:zyx@e.org\\nBcc:zyx@e.org'),
    "place": ("a", SOON, "DURATION:PT1H\r\nLOCATION:a\\nBEGIN:VEVENT\\nSUMMARY:zyx"),
    "long title": ("z" * 100_000, SOON, "DURATION:PT1H"),
    "negative": ("a", SOON, "DURATION:-PT1H"),
    "ends before": ("a", SOON, "DTEND:20261203T090000Z"),
    "endless": ("a", SOON, "DURATION:P9999999W"),
    "more than fits": ("a", SOON, "DURATION:P99999999999999D"),
    "year 9999": ("a", "99991231T235900Z", "DURATION:PT2H"),
    "year 1": ("a", "00010101T000000Z", "DURATION:PT1H"),
    "edge of time": ("a", "99991231T235959", "DTEND;TZID=Pacific/Kiritimati:99991231T235959"),
    "huge count": ("a", SOON, "DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=999999999999"),
    "huge interval": ("a", SOON, "DURATION:PT1H\r\nRRULE:FREQ=YEARLY;INTERVAL=99999999999"),
    "every second": ("a", SOON, "DURATION:PT1H\r\nRRULE:FREQ=SECONDLY"),
    "never": ("a", SOON, "DURATION:PT1H\r\nRRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300"),
    "thirteenth month": ("a", SOON, "DURATION:PT1H\r\nRRULE:FREQ=DAILY;BYMONTH=13"),
    "many numbers": ("a", SOON, f"DURATION:PT1H\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY={','.join(['1'] * 50_000)}"),
    "until 9999": ("a", SOON, "DURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=99991231T235959Z"),
    "since ever": ("a", "19700101T000000Z", "DURATION:PT1H\r\nRRULE:FREQ=DAILY"),
    "many days off": (
        "a",
        SOON,
        "DURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nEXDATE:" + ",".join(["20261204T100000Z"] * 20_000),
    ),
    "changed to 9999": ("a", SOON, DAILY + "RECURRENCE-ID:20261204T100000Z\r\nDTSTART:99991231T100000Z"),
    "changed to last": (
        "a",
        SOON,
        DAILY + "RECURRENCE-ID:20261204T100000Z\r\nDTSTART:20261204T100000Z\r\nDTEND:99991231T100000Z",
    ),
    "many changes": (
        "a",
        SOON,
        DAILY + CHANGED.join(["RECURRENCE-ID:20261204T100000Z\r\nSUMMARY:zyx"] * 12_000),
    ),
    "zone": ("a", SOON[:-1], "DURATION:PT1H\r\nDTSTART;TZID=../../etc/passwd:20261203T100000"),
    "nested": ("a", SOON, "DURATION:PT1H\r\n" + "BEGIN:VALARM\r\n" * 300 + "END:VALARM\r\n" * 299 + "END:VALARM"),
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_entry_of_a_calendar_is_kept_harmless_or_named(client_as, hostile):
    """A good one beside it is always taken; what was kept travels on as one line each."""
    planner = FacilitatorFactory(community__slug="pumps").person
    client = client_as(planner)
    title, start, more = HOSTILE[hostile]
    content = CALENDAR.format(
        EVENT.format("bad", title, start, more) + EVENT.format("good", "Good one", SOON, "DURATION:PT1H")
    )
    began = process_time()
    page = client.post(reverse("meetings:import", args=["pumps"]), {"file": ContentFile(content.encode(), "zyx.ics")})
    took = process_time() - began

    assert (page.status_code, ReadPage(page.text).dangers) == (200, [])
    assert took < PATIENCE
    assert Series.objects.filter(title="Good one").exists()
    assert not Occurrence.objects.filter(ends_at__year__gte=2100).exists()
    for meeting in Occurrence.objects.exclude(title="Good one")[:2]:
        assert ReadPage(client.get(meeting.get_absolute_url()).text).dangers == []
        [event] = Calendar.from_ical(file_of(meeting, "https://e.org")).walk("VEVENT")
        assert (len(event.subcomponents), "ATTENDEE" in event) == (0, False)
        assert [
            sign for sign in f"{TURNED}\r\n" if sign in str(event["SUMMARY"]) + str(event.get("LOCATION", ""))
        ] == []
        assert event["URL"].startswith("https://e.org/")
        assert meeting.ends_at - meeting.starts_at <= timedelta(days=1)
