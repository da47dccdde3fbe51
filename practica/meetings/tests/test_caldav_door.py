"""Who is let in to the calendars, and what nobody may do there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from practica.communities.models import Membership, Visibility
from practica.meetings.actions import answer
from practica.meetings.models import Choice, Series
from practica.meetings.tests.dav import Program, event
from practica.meetings.tests.factories import (
    CommunityFactory,
    PersonFactory,
    core_of,
    meeting,
    member_of,
)

pytestmark = pytest.mark.django_db


def test_a_calendar_leaves_with_the_membership():
    community = CommunityFactory(visibility=Visibility.PRIVATE)
    meeting(community)
    program = Program(member_of(community))
    path, _calendar = program.only(program.of(community))
    Membership.objects.filter(person=program.person).update(state="left", left_at=timezone.now())

    asked = [
        program.ask("PROPFIND", program.of(community), Depth="1"),
        program.ask("GET", path),
        program.ask("DELETE", path),
    ]

    assert [answer.status for answer in asked] == [404, 404, 404]
    assert program.write(path, event()).status in {404, 409}


def test_another_person_s_calendars_are_not_to_be_had():
    one = meeting()
    ana, eva = Program(member_of(one.community)), Program(member_of(one.community))
    answer(one, Choice.YES, by=eva.person)
    path = f"{eva.mine}{one.series.uid}.ics"

    asked = [
        ana.ask("PROPFIND", eva.home, Depth="1"),
        ana.ask("GET", path),
        ana.write(path, event()),
        ana.ask("DELETE", path),
        ana.synced(eva.mine),
    ]
    multi = f'<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop><D:href>{path}</D:href></C:calendar-multiget>'

    assert [answer.status for answer in asked] == [403] * 5
    assert b"VEVENT" not in ana.ask("REPORT", ana.mine, multi).body


def test_calendars_themselves_are_neither_made_nor_deleted_nor_overwritten():
    community = CommunityFactory()
    program = Program(core_of(community))
    path = program.of(community)

    assert [
        program.ask(method, path).status for method in ("MKCALENDAR", "MKCOL", "MOVE", "COPY", "PROPPATCH", "POST")
    ] == [405] * 6
    assert program.ask("DELETE", path).status == 403
    assert program.write(path, event()).status == 403
    assert program.write(program.home + "new/", event()).status in {403, 409}
    assert Series.objects.count() == 0


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;&b;&b;&b;&b;&b;">]><propfind xmlns="DAV:"><prop>&d;</prop></propfind>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><propfind xmlns="DAV:"><prop><displayname>&b;</displayname></prop></propfind>',
        "<propfind",
        '<propfind xmlns="DAV:"/>',
        "<a>" * 5000 + "</a>" * 5000,
        "\x00\x01",
    ],
)
def test_xml_that_swells_reads_files_or_is_none_is_not_read(body):
    program = Program(PersonFactory())

    assert program.ask("PROPFIND", program.home, body, Depth="1").status == 400
    assert program.ask("REPORT", program.mine, body).status == 400


def test_without_a_working_token_nothing_is_answered(client_as):
    ana = PersonFactory(email="ana@example.org")
    program = Program(ana)
    ana.set_password("correct horse battery")
    ana.save()
    browser = client_as(ana)

    assert browser.generic("PROPFIND", "/dav/").status_code == 401
    program.secret, kept = "correct horse battery", program.secret
    shut_out = program.ask("PROPFIND", program.home)
    program.secret = kept
    assert (shut_out.status, shut_out.headers["WWW-Authenticate"]) == (401, 'Basic realm="Practica", charset="UTF-8"')
    assert program.ask("PROPFIND", program.home).status == 207
    browser.post(reverse("people:revoke_app_token", args=[program.token.pk]))
    assert program.ask("PROPFIND", program.home).status == 401


def test_guessing_is_counted_with_guesses_of_passwords_and_shuts_nobody_out_who_has_a_token():
    program = Program(PersonFactory())
    kept, program.secret = program.secret, "guess-guess"

    statuses = [program.ask("GET", program.home).status for _guess in range(7)]
    program.secret = kept

    assert statuses == [401] * 5 + [429] * 2
    assert program.ask("PROPFIND", program.home).status == 207


def test_a_person_who_left_is_let_in_no_more():
    program = Program(PersonFactory())
    program.person.deactivated_at = timezone.now()
    program.person.save()

    assert program.ask("PROPFIND", program.home).status == 401


def test_the_use_of_a_token_is_remembered_to_the_quarter_of_an_hour():
    program = Program(PersonFactory())
    program.ask("PROPFIND", program.home)
    program.token.refresh_from_db()

    assert program.token.used_at == timezone.now()


def test_a_program_that_went_wild_is_asked_to_wait(monkeypatch):
    monkeypatch.setattr("practica.meetings.api.caldav.A_MINUTE", 2)
    program = Program(PersonFactory())

    answers = [program.ask("OPTIONS", program.home) for _time in range(3)]

    assert [answer.status for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
