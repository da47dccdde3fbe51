"""Two programs that others wrote, against a running server: the client library of Python, and vdirsyncer."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import caldav
import pytest
from caldav.lib.error import DAVError
from icalendar import Calendar

from practica.meetings.models import Choice, Occurrence, Series
from practica.meetings.tests.dav import with_day_moved
from practica.meetings.tests.factories import CommunityFactory, core_of, member_of, series
from practica.organisation.models import Organisation
from practica.people.actions import make_app_token

pytestmark = pytest.mark.django_db(transaction=True)


def let_in(person):
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral"})
    return make_app_token("Laptop", by=person)[1]


@pytest.fixture
def connect(live_server):
    opened = []

    def connected(person):
        client = caldav.DAVClient(url=f"{live_server.url}/dav/", username=person.email, password=let_in(person))
        opened.append(client)
        return client

    yield connected
    for client in opened:
        client.close()


def calendar_named(client, name):
    return next(each for each in client.principal().calendars() if each.get_display_name() == name)


def test_the_client_library_finds_the_calendars_by_the_address_of_the_site(live_server):
    community = CommunityFactory(name="Lift pumps")
    ana = member_of(community)
    with caldav.DAVClient(
        url=f"{live_server.url}/.well-known/caldav", username=ana.email, password=let_in(ana)
    ) as client:
        principal = client.principal()

        assert str(principal.calendar_home_set.url) == f"{live_server.url}/dav/{ana.pk}/"
        assert [each.get_display_name() for each in principal.calendars()] == ["My meetings", "Lift pumps"]


def test_the_client_library_moves_one_occurrence_and_sees_it_moved(connect):
    one = series()
    calendar = calendar_named(connect(one.created_by), one.community.name)
    second = one.occurrences.order_by("starts_at")[1]
    window = {"start": datetime(2026, 12, 1, tzinfo=UTC), "end": datetime(2026, 12, 8, tzinfo=UTC)}

    (day,) = calendar.search(event=True, expand=True, **window)
    event = day.icalendar_component
    event.DTSTART, event.DTEND = (moment + timedelta(hours=5) for moment in (event.start, event.end))
    day.save()
    second.refresh_from_db()
    (again,) = calendar.search(event=True, expand=True, **window)

    assert second.starts_at == second.original_start + timedelta(hours=5)
    assert again.icalendar_component.start == second.starts_at
    assert one.occurrences.filter(sequence__gt=0).count() == 1
    assert Series.objects.count() == 1


def test_the_client_library_makes_answers_and_cancels(connect):
    community = CommunityFactory()
    core = core_of(community)
    calendar = calendar_named(connect(core), community.name)

    made = calendar.save_event(
        dtstart=datetime(2026, 12, 1, 9, tzinfo=UTC), dtend=datetime(2026, 12, 1, 10, tzinfo=UTC), summary="Valves"
    )
    one = Occurrence.objects.get()
    made.load()
    made.icalendar_component["ATTENDEE"].params["PARTSTAT"] = "ACCEPTED"
    made.save()
    made.delete()
    one.refresh_from_db()

    assert (one.title, one.answers.get().choice) == ("Valves", Choice.YES)
    assert one.is_cancelled
    assert calendar.events() == []


def test_the_client_library_syncs_only_what_changed(connect):
    one = series()
    core = one.created_by
    calendar = calendar_named(connect(core), one.community.name)
    before = calendar.objects(load_objects=True)
    assert len(list(before)) == 1

    calendar.save_event(
        dtstart=datetime(2026, 12, 1, 9, tzinfo=UTC), dtend=datetime(2026, 12, 1, 10, tzinfo=UTC), summary="Valves"
    )
    changed, gone = before.sync()

    assert [str(each.icalendar_component["SUMMARY"]) for each in changed] == ["Valves"]
    assert list(gone) == []


def test_the_client_library_is_refused_what_the_person_may_not(connect):
    one = series()
    calendar = calendar_named(connect(member_of(one.community)), one.community.name)
    (event,) = calendar.events()

    with pytest.raises(DAVError):
        event.delete()
    with pytest.raises(DAVError):
        calendar.save_event(
            dtstart=datetime(2026, 12, 1, 9, tzinfo=UTC), dtend=datetime(2026, 12, 1, 10, tzinfo=UTC), summary="Valves"
        )
    assert Series.objects.get().ended_at is None


VDIRSYNCER = """
[general]
status_path = "{folder}/status/"
[pair meetings]
a = "here"
b = "there"
collections = ["in-{slug}"]
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "{folder}/here/"
fileext = ".ics"
[storage there]
type = "caldav"
url = "{url}/dav/"
username = "{name}"
password = "{secret}"
"""


def vdirsyncer(settings, *words):
    command = [Path(sys.executable).with_name("vdirsyncer"), "-c", settings, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, input="y\ny\n", timeout=60)


def test_vdirsyncer_brings_a_series_home_and_a_moved_occurrence_back(live_server, tmp_path):
    one = series()
    core = one.created_by
    settings = tmp_path / "config"
    settings.write_text(
        VDIRSYNCER.format(
            folder=tmp_path, slug=one.community.slug, url=live_server.url, name=core.email, secret=let_in(core)
        )
    )

    vdirsyncer(settings, "discover")
    vdirsyncer(settings, "sync")
    (file,) = (tmp_path / "here" / f"in-{one.community.slug}").glob("*.ics")
    second = one.occurrences.order_by("starts_at")[1]
    kept = Calendar.from_ical(file.read_bytes())
    file.write_bytes(with_day_moved(kept, second.original_start, timedelta(hours=2)).to_ical())
    vdirsyncer(settings, "sync")
    vdirsyncer(settings, "sync")
    second.refresh_from_db()

    assert second.starts_at == second.original_start + timedelta(hours=2)
    assert [row.is_moved for row in one.occurrences.order_by("original_start")[:3]] == [False, True, False]
    assert len(Calendar.from_ical(file.read_bytes()).events) == 2
