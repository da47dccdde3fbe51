"""Answers by mail, as Outlook, Google and Apple write them (after RFC 5546), become answers here."""

from datetime import UTC, datetime

import pytest

from practica.communities.models import Membership
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import answer, cancel_occurrence, move_occurrence, take_reply
from practica.meetings.models import Answer, Choice
from practica.meetings.tests.factories import CHATHAM, meeting, member_of, series, weekly

pytestmark = pytest.mark.django_db
ANA = "ana@litoral.example"

OUTLOOK = """BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT={partstat};CN=Ana Torres:mailto:{attendee}
COMMENT;LANGUAGE=es-ES:\\n
UID:{uid}
{recurrence}SUMMARY;LANGUAGE=es-ES:Aceptada: One way to start a lift pump
DTSTART;TZID=Romance Standard Time:20261126T100000
DTEND;TZID=Romance Standard Time:20261126T110000
CLASS:PRIVATE
PRIORITY:5
DTSTAMP:{stamp}
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:0
LOCATION;LANGUAGE=es-ES:
X-MICROSOFT-CDO-APPT-SEQUENCE:0
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY
X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
X-MICROSOFT-CDO-IMPORTANCE:1
X-MICROSOFT-DISALLOW-COUNTER:FALSE
END:VEVENT
END:VCALENDAR
"""

GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20261126T090000Z
DTEND:20261126T100000Z
DTSTAMP:{stamp}
ORGANIZER;CN=Pump reliability:mailto:practica@localhost
UID:{uid}
{recurrence}ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={partstat};CN=Ana
  Torres;X-NUM-GUESTS=0:mailto:{attendee}
CREATED:20261123T110000Z
DESCRIPTION:
LAST-MODIFIED:20261123T125500Z
LOCATION:
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:One way to start a lift pump
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""

APPLE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Apple Inc.//macOS 15.1//EN
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
UID:{uid}
{recurrence}DTSTAMP:{stamp}
DTSTART;TZID=Europe/Madrid:20261126T100000
DTEND;TZID=Europe/Madrid:20261126T110000
SUMMARY:One way to start a lift pump
SEQUENCE:0
ORGANIZER;CN="Pump reliability":mailto:practica@localhost
ATTENDEE;CN="Ana Torres";CUTYPE=INDIVIDUAL;PARTSTAT={partstat};ROLE=REQ-PA
 RTICIPANT:MAILTO:{attendee}
REQUEST-STATUS:2.0;Success
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""
VENDORS = pytest.mark.parametrize("sample", [OUTLOOK, GOOGLE, APPLE], ids=["outlook", "google", "apple"])


def reply(sample, one, partstat="ACCEPTED", *, stamp="20261123T130000Z", day=None, **said):
    series = one if hasattr(one, "uid") else one.series
    recurrence = f"RECURRENCE-ID:{day:%Y%m%dT%H%M%SZ}\n" if day else ""
    given = {"uid": f"{series.uid}@practica", "attendee": ANA, **said}
    return sample.format(partstat=partstat, stamp=stamp, recurrence=recurrence, **given).replace("\n", "\r\n").encode()


@pytest.fixture
def one():
    found = meeting()
    member_of(found.community, email=ANA)
    return found


@VENDORS
@pytest.mark.parametrize(
    ("partstat", "choice"), [("ACCEPTED", Choice.YES), ("TENTATIVE", Choice.MAYBE), ("DECLINED", Choice.NO)]
)
def test_an_answer_by_mail_is_an_answer(one, sample, partstat, choice):
    (given,) = take_reply(reply(sample, one, partstat), f" {ANA.upper()} ")

    assert [(row.choice, row.person.email) for row in Answer.objects.all()] == [(choice, ANA)]
    assert given.occurrence == one


@VENDORS
def test_an_answer_to_a_day_is_to_that_day_and_one_to_the_series_to_all_ahead(sample):
    whole = series(when=weekly(count=3))
    ana = member_of(whole.community, email=ANA)
    first, second, third = whole.occurrences.order_by("starts_at")

    take_reply(reply(sample, whole, "DECLINED", day=second.original_start), ANA)
    assert [(row.occurrence, row.choice) for row in Answer.objects.all()] == [(second, Choice.NO)]
    taken = take_reply(reply(sample, whole, stamp="20261123T140000Z"), ANA)

    assert [row.occurrence for row in taken] == [first, second, third]
    assert set(Answer.objects.of(ana).values_list("choice", flat=True)) == {Choice.YES}


@VENDORS
def test_who_writes_for_somebody_else_is_refused(one, sample):
    eva = member_of(one.community, email="eva@litoral.example")

    with pytest.raises(Refused, match="only from the address"):
        take_reply(reply(sample, one), eva.email)
    with pytest.raises(Refused, match="Nobody here"):
        take_reply(reply(sample, one), "stranger@example.org")
    with pytest.raises(Refused, match="Nobody here"):
        take_reply(reply(sample, one), "")
    assert Answer.objects.count() == 0


def test_what_was_written_before_the_meeting_was_moved_says_nothing_of_its_new_time(one, time_machine):
    written = reply(GOOGLE, one, stamp="20261123T120500Z")
    time_machine.move_to("2026-11-23T13:00:00Z")
    move_occurrence(one, datetime(2026, 11, 27, 15, tzinfo=UTC), 60, by=one.series.created_by)

    with pytest.raises(Refused, match="how the meeting was before"):
        take_reply(written, ANA)
    take_reply(reply(GOOGLE, one, stamp="20261123T130100Z"), ANA)
    assert Answer.objects.get().choice == Choice.YES


def test_an_older_letter_does_not_undo_a_later_answer(one, time_machine):
    time_machine.move_to("2026-11-23T13:00:00Z")
    answer(one, Choice.NO, by=Membership.objects.get(person__email=ANA).person)

    with pytest.raises(Refused, match="how the meeting was before"):
        take_reply(reply(APPLE, one, stamp="20261123T120500Z"), ANA)
    assert Answer.objects.get().choice == Choice.NO


def test_the_same_answer_twice_is_one(one):
    take_reply(reply(OUTLOOK, one), ANA)

    assert take_reply(reply(OUTLOOK, one, stamp="20261123T133000Z"), ANA) == []
    assert Answer.objects.count() == 1


def test_a_meeting_of_which_a_person_may_not_know_is_not_known():
    one = meeting()
    member_of(meeting().community, email=ANA)

    for uid in (f"{one.series.uid}@practica", "not-ours", "", "00000000-0000-4000-8000-000000000000@practica"):
        with pytest.raises(Refused, match="under this name"):
            take_reply(reply(GOOGLE, one, uid=uid), ANA)


def test_what_is_over_or_cancelled_takes_no_answer_by_mail_either(one):
    cancel_occurrence(one, "Holiday", by=one.series.created_by)

    with pytest.raises(Refused, match="no more answers"):
        take_reply(reply(GOOGLE, one), ANA)


def test_the_day_a_rule_does_not_have_and_a_series_without_days_ahead_are_refused(time_machine):
    whole = series(when=weekly(count=2))
    member_of(whole.community, email=ANA)

    with pytest.raises(Refused, match="not in the calendar"):
        take_reply(reply(GOOGLE, whole, day=datetime(2026, 11, 25, 9, tzinfo=UTC)), ANA)
    time_machine.move_to("2027-01-01T12:00:00Z")
    with pytest.raises(Refused, match="no more answers"):
        take_reply(reply(GOOGLE, whole, stamp="20270101T120000Z"), ANA)


def test_the_name_of_a_single_day_in_a_letter_s_file_finds_it_too():
    whole = series(when=weekly(count=2))
    member_of(whole.community, email=ANA)
    second = whole.occurrences.order_by("starts_at")[1]

    take_reply(reply(APPLE, whole, uid=f"{second.original_start:%Y%m%dT%H%M%SZ}-{whole.uid}@practica"), ANA)

    assert Answer.objects.get().occurrence == second


def test_a_series_made_by_a_program_is_found_by_the_name_it_gave():
    whole = series()
    whole.source_uid, whole.kept_as = "ABC-123", "abc.ics"
    whole.save()
    member_of(whole.community, email=ANA)

    take_reply(reply(GOOGLE, whole, uid="ABC-123", day=whole.occurrences.earliest("starts_at").original_start), ANA)

    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("METHOD:REPLY", "METHOD:REQUEST"), "no answer to an invitation"),
        (("METHOD:REPLY", "METHOD:COUNTER"), "no answer to an invitation"),
        (("PARTSTAT=ACCEPTED", "PARTSTAT=DELEGATED"), "neither yes"),
        (("DTSTAMP:20261123T130000Z\r\n", ""), "when it was written"),
        (("ORGANIZER", "RECURRENCE-ID:tomorrow\r\nORGANIZER"), "can't be read"),
        (("ORGANIZER;CN=Pump", "ATTENDEE;CN=Pump"), "only from the address"),
        (("VEVENT", "VTODO"), "speaks of one meeting"),
        (("BEGIN:VCALENDAR", "Hello"), "not a calendar|no answer"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_reason(one, change, why):
    with pytest.raises(Refused, match=why):
        take_reply(reply(GOOGLE, one).decode().replace(*change).encode(), ANA)
    assert Answer.objects.count() == 0


def test_under_the_chatham_house_rule_an_answer_by_mail_leaves_no_name_in_the_memory():
    one = meeting(confidentiality=CHATHAM)
    member_of(one.community, email=ANA)
    take_reply(reply(OUTLOOK, one), ANA)

    assert [event.actor for event in Event.objects.filter(verb="meetings.answered")] == [None]
