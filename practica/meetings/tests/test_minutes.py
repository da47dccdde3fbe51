"""Minutes begin with what the items brought, are promised within 72 hours, and stay with their series."""

from datetime import date, timedelta

import pypdfium2
import pytest
import time_machine
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.meetings.actions import (
    answer,
    cancel_occurrence,
    mark_attendance,
    note_covered,
    publish_agenda,
    publish_minutes,
    start_meeting,
    use_format,
    write_outcome,
)
from practica.meetings.models import Notes, Occurrence
from practica.meetings.queries.agenda import items_of
from practica.meetings.queries.minutes import assembled, owed_by
from practica.meetings.tests.factories import (
    CHATHAM,
    PersonFactory,
    a_decision,
    an_action,
    capability,
    in_progress,
    meeting,
    member_of,
    point,
)
from practica.meetings.verbs import Verb
from practica.notices.models import How
from practica.notices.preferences import prefer

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


def address(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def noted(item, text):
    Notes.objects.create(community=item.community, item=item, text=text, html="")


def test_they_begin_with_each_item_its_notes_and_what_came_out_of_it():
    one = in_progress(None, point("Two seals"), point("Sensors"), point("Hearing"))
    by = one.series.created_by
    seals, sensors, hearing = items_of(one)
    noted(seals, "## What we know\n\n- Seal water reads 2.1 bar")
    decision = a_decision("We start with one checklist", rejected="One sheet a pump", dissent="One waits")
    write_outcome(one, decision, by=by, item=seals)
    write_outcome(one, an_action("Read the gauge", due_on=date(2026, 12, 2)), by=by, item=seals)
    write_outcome(one, an_action("Thank the crew"), by=by)
    mark_attendance(one, [by, member_of(one.community)], by=by)
    note_covered(one, [seals, hearing], by=by)

    assert assembled(one).split("\n\n") == [
        "2 people were there.",
        "## Two seals",
        "#### What we know",
        "- Seal water reads 2.1 bar",
        "**Decision.** We start with one checklist",
        "*Because:* Four sheets are in use.",
        "*We weighed:* One sheet a pump",
        "*Stood aside:* One waits",
        "Consent: nobody objects. We look at it again on 20 May 2027.",
        "**Action.** Read the gauge, by 2 December 2026",
        "## Hearing",
        "**Action.** Thank the crew",
        "Not reached: Sensors.",
    ]
    assert sensors.title == "Sensors"


def test_a_format_that_owes_no_text_is_left_out_unless_something_came_of_it():
    one = in_progress()
    use_format(one, "story-circle", by=one.series.created_by)
    circle = items_of(one)[-1]
    assert circle.title not in assembled(one)
    write_outcome(one, an_action("Record the pump"), by=one.series.created_by, item=circle)

    assert f"## {circle.title}\n\n**Action.** Record the pump" in assembled(one)


def test_who_takes_an_action_and_who_was_there_are_not_in_them():
    one = in_progress()
    ana = member_of(one.community, name="Ana Ruiz")
    mark_attendance(one, [ana], by=one.series.created_by)
    write_outcome(one, an_action(), by=ana)

    assert "Ana" not in assembled(one)


def test_they_are_edited_and_published_by_a_person(client_as):
    one = in_progress()
    write_outcome(one, an_action("Read the gauge"), by=one.series.created_by)
    browser = client_as(one.series.created_by)
    assert "**Action.** Read the gauge" in browser.get(address("minutes", one)).content.decode()
    browser.post(address("minutes", one), {"text": "We read it."})

    assert Occurrence.objects.get().minutes == "We read it."
    assert "We read it." in browser.get(address("minutes", one)).content.decode()


def test_a_correction_changes_the_text_and_not_the_day_and_tells_nobody_anew():
    one = in_progress()
    by = one.series.created_by
    first = publish_minutes(one, "We read it.", by=by)
    with time_machine.travel(one.ends_at + timedelta(days=4), tick=False):
        publish_minutes(one, "We read it twice.", by=by)
    one.refresh_from_db()

    assert (one.minutes, one.minutes_at) == ("We read it twice.", first.minutes_at)
    verbs = [event.verb for event in Event.objects.filter(verb__startswith="meetings.minutes").order_by("pk")]
    assert verbs == [Verb.MINUTES_PUBLISHED, Verb.MINUTES_CORRECTED]


def run(one, *, until=timedelta(minutes=50)):
    """Started on its page and ended there."""
    by = one.series.created_by
    start_meeting(one, by=by)
    with time_machine.travel(one.starts_at + until, tick=False):
        note_covered(one, one.items.all(), by=by)
    one.refresh_from_db()
    return one


def test_they_are_promised_within_72_hours_with_a_clock_that_all_see(client_as):
    one = in_progress()
    by = one.series.created_by
    run(one)
    assert one.minutes_due_at == one.held_at + timedelta(hours=72)
    member, host = client_as(member_of(one.community)), client_as(by)
    for hours, words in ((24, "left to publish them"), (80, "</b> late")):
        with time_machine.travel(one.ends_at + timedelta(hours=hours), tick=False):
            assert words in member.get(address("detail", one)).content.decode()
            assert address("minutes", one) in host.get(address("detail", one)).content.decode()
    with time_machine.travel(one.ends_at + timedelta(hours=81), tick=False):
        publish_minutes(one, "We read it.", by=by)
        assert "</b> late" not in member.get(address("detail", one)).content.decode()


def test_a_meeting_that_nobody_ran_here_promises_nothing(client_as):
    one = in_progress()
    with time_machine.travel(one.ends_at + timedelta(hours=24), tick=False):
        assert "72 hours, by" not in client_as(member_of(one.community)).get(address("detail", one)).content.decode()


def test_they_wait_on_the_home_of_whoever_hosted(client_as):
    one = in_progress()
    host = member_of(one.community)
    Occurrence.objects.update(host=host)
    one.refresh_from_db()
    run(one)
    browser, other = client_as(host), client_as(one.series.created_by)
    words = f"The minutes of {one.title}"
    with time_machine.travel(one.ends_at + timedelta(hours=80), tick=False):
        assert [words in page.get("/").content.decode() for page in (browser, other)] == [True, False]
        assert "Promised by" in browser.get("/").content.decode()
        publish_minutes(one, "We read it.", by=host)
        assert words not in browser.get("/").content.decode()


def owed(one, *, later=timedelta(days=1)):
    now = one.ends_at + later
    return list(owed_by(one.host, now, MONTH))


def test_what_is_owed_is_what_was_run_here_and_asks_for_a_text():
    by = member_of(CommunityFactory(), name="Sofía Almada")
    community = by.memberships.get().community
    planned = {"host": by}
    ran, unran, circle, gone = (in_progress(community, point("A"), **planned) for _ in range(4))
    for one in (ran, circle, gone):
        start_meeting(one, by=by)
    use_format(circle, "story-circle", by=by)
    circle.items.filter(script="").delete()
    cancel_occurrence(gone, "No", by=by)

    assert [owed(one) for one in (ran,)] == [[ran]]
    assert owed(ran, later=timedelta(days=40)) == []
    assert list(owed_by(by, ran.starts_at, MONTH)) == []
    assert unran not in owed(ran)
    assert list(owed_by(PersonFactory(), ran.ends_at + MONTH / 2, MONTH)) == []


def test_who_wants_them_gets_them_by_letter(run_jobs, mailoutbox):
    one = in_progress(None, capability())
    came, meant, declined, eager, off, away = (member_of(one.community) for _ in range(6))
    answer(one, "maybe", by=meant)
    answer(one, "no", by=declined)
    prefer(eager, one.community_id, How.NOW)
    prefer(off, one.community_id, How.OFF)
    mark_attendance(one, [came, off], by=one.series.created_by)
    run_jobs()
    mailoutbox.clear()
    publish_minutes(one, "Two of us read it.\n\n## Seals\n\n- One is *worn*", by=one.series.created_by)
    run_jobs()
    publish_minutes(one, "Corrected.", by=one.series.created_by)
    run_jobs()

    letters = [letter for letter in mailoutbox if letter.subject.startswith("Minutes:")]
    assert {letter.to[0] for letter in letters} == {person.email for person in (came, meant, eager)}
    assert "> Two of us read it.\n\nSeals\n-----\n\n> One is worn" in letters[0].body.replace("> - ", "> ")
    assert away.email not in {letter.to[0] for letter in letters}


def test_as_markdown_with_names_for_those_who_were_there(client_as):
    one = in_progress(None, point("A"), place="Pump hall")
    ana, luis = member_of(one.community, name="Ana Ruiz"), member_of(one.community)
    mark_attendance(one, [ana], by=one.series.created_by)
    assert client_as(ana).get(address("minutes-markdown", one)).status_code == 404
    publish_minutes(one, "We read it.", by=one.series.created_by)
    hers, his = (client_as(person).get(address("minutes-markdown", one)) for person in (ana, luis))

    assert hers.content.decode() == (
        "# One way to start a lift pump\n\n- When: 23 November 2026\n- Where: Pump hall\n"
        f"- Community: {one.community.name}\n- Confidentiality: Members only\n- Was there: Ana Ruiz\n\nWe read it.\n"
    )
    assert "Ana" not in his.content.decode()
    assert hers.headers["Content-Disposition"] == 'attachment; filename="2026-11-23 One way to start a lift pump.md"'
    assert client_as(PersonFactory()).get(address("minutes-markdown", one)).status_code == 404


def test_as_pdf_with_the_same_words(client_as):
    one = in_progress(None, point("A"))
    ana, luis = member_of(one.community, name="Ana Ruiz"), member_of(one.community)
    mark_attendance(one, [ana], by=one.series.created_by)
    publish_minutes(one, "We **read** it.", by=one.series.created_by)
    hers, his = (client_as(person).get(address("minutes-pdf", one)) for person in (ana, luis))
    told = [pypdfium2.PdfDocument(file.content)[0].get_textpage().get_text_range() for file in (hers, his)]

    assert [["We read it." in text, one.title in text, "Ana Ruiz" in text] for text in told] == [
        [True, True, True], [True, True, False],
    ]  # fmt: skip
    assert hers.headers["Content-Type"] == "application/pdf"
    assert hers.headers["Content-Disposition"].endswith('.pdf"')
    publish_minutes(one, "Мы прочли", by=one.series.created_by)
    assert client_as(ana).get(address("minutes-pdf", one)).status_code == 409
    assert client_as(PersonFactory()).get(address("minutes-pdf", one)).status_code == 404


def test_afterwards_the_page_reads_like_a_letter(client_as):
    one = in_progress()
    by = one.series.created_by
    publish_agenda(one, "No slot today", by=by) if one.state == "scheduled" else None
    write_outcome(one, a_decision("One checklist"), by=by)
    write_outcome(one, an_action("Read the gauge"), by=by)
    body = client_as(member_of(one.community)).get(address("detail", one)).content.decode()

    told = (
        "What we decided",
        "One checklist",
        "Four sheets are in use.",
        "Who does what",
        "0 taken, 1 open",
        "Nobody yet.",
    )
    assert [words in body for words in told] == [True] * len(told)


def test_under_the_rule_a_name_keeps_them_from_being_published(client_as):
    one = in_progress(None, point("A"), confidentiality=CHATHAM)
    member_of(one.community, name="Rosa Duarte")
    with pytest.raises(Refused, match="Take out: Rosa Duarte"):
        publish_minutes(one, "Rosa Duarte read it.", by=one.series.created_by)
    browser = client_as(one.series.created_by)
    asked = browser.post(address("minutes", one), {"text": "Rosa is the colour of the gauge."})
    assert (asked.status_code, "Does this mean somebody: Rosa?" in asked.content.decode()) == (422, True)
    browser.post(address("minutes", one), {"text": "Rosa is the colour of the gauge.", "is_no_name": "on"})

    assert Occurrence.objects.get().minutes == "Rosa is the colour of the gauge."
    assert meeting().minutes == ""
