"""Notices, search, and what other pages show of meetings."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone

from practica.communities.models import Visibility
from practica.communities.queries.evidence import check
from practica.meetings.actions import (
    answer,
    cancel_occurrence,
    change_occurrence,
    leave_view,
    mark_attendance,
    move_occurrence,
    publish_minutes,
    write_agenda,
)
from practica.meetings.models import Choice
from practica.meetings.notices.meetings import beginning
from practica.meetings.tasks import lay_out_series
from practica.meetings.tests.factories import (
    CHATHAM,
    NOW,
    OPEN,
    CommunityFactory,
    PersonFactory,
    core_of,
    details,
    meeting,
    member_of,
    series,
    timing,
)
from practica.meetings.verbs import Verb
from practica.notices.models import Notice
from practica.search.models import SearchEntry

pytestmark = pytest.mark.django_db
WEEKLY = "FREQ=WEEKLY"


def told(verb):
    return {notice.card.person for notice in Notice.objects.filter(verb=verb)}


def found(client, words):
    return client.get(reverse("search:page"), {"q": words}).content.decode()


def test_members_hear_of_a_new_meeting_and_strangers_do_not(run_jobs):
    community = CommunityFactory()
    ana = member_of(community)
    PersonFactory()
    one = meeting(community)
    series(community, by=one.series.created_by)
    run_jobs()

    assert told(Verb.PLANNED) == {ana}
    assert told(Verb.SERIES_STARTED) == {ana}


def test_who_waited_hears_of_the_free_place(run_jobs):
    one = meeting(capacity=1)
    first, second = member_of(one.community), member_of(one.community)
    for person in (first, second):
        answer(one, Choice.YES, by=person)
    answer(one, Choice.NO, by=first)
    run_jobs()

    assert told(Verb.SEATED) == {second}


def test_moves_cancellations_and_agendas_are_told_to_who_counts_on_it(run_jobs):
    community = CommunityFactory()
    core, ana, eva = core_of(community), member_of(community), member_of(community)
    one = meeting(community, by=core)
    answer(one, Choice.MAYBE, by=ana)
    answer(one, Choice.NO, by=eva)
    write_agenda(one, "Text", by=core)
    move_occurrence(one, datetime(2026, 11, 27, 15, tzinfo=UTC), 60, by=core)
    cancel_occurrence(one, "No room", by=core)
    run_jobs()

    assert [told(verb) for verb in (Verb.AGENDA_WRITTEN, Verb.MOVED, Verb.CANCELLED)] == [{ana}] * 3


def test_minutes_are_told_to_members_and_a_view_to_the_host_without_a_name_under_the_rule(run_jobs, client_as):
    community = CommunityFactory()
    core, host, eva = core_of(community), member_of(community), member_of(community, name="Eva Writes")
    now = timing(first_on=date(2026, 11, 23), at=time(12, 30))
    one = meeting(community, by=core, host=host, confidentiality=CHATHAM, when=now)
    leave_view(one, "Keep it.", by=eva)
    publish_minutes(one, "It was **good**.", by=core)
    run_jobs()

    assert told(Verb.MINUTES_PUBLISHED) == {host, eva}
    assert told(Verb.VIEW_LEFT) == {host}
    assert "Eva Writes" not in client_as(host).get(reverse("notices:inbox")).content.decode()


def test_a_notice_shows_the_beginning_of_minutes_as_it_is_read_and_not_as_it_is_typed():
    one = meeting()
    one.minutes = "**Villa Ribera.** It was\n\n- good"

    assert "**" not in beginning(one)
    assert beginning(one).startswith("Villa Ribera. It was")


def test_meetings_are_found_by_title_agenda_and_minutes_by_those_who_may_see_them(client_as):
    community = CommunityFactory()
    core = core_of(community)
    one = meeting(community, by=core, title="Two seals", when=timing(first_on=date(2026, 11, 23), at=time(12, 30)))
    write_agenda(one, "We look at *impellers*", by=core)
    publish_minutes(one, "The válvula was closed", by=core)
    change_occurrence(one, details("Two gaskets"), by=core)
    member, colleague = client_as(member_of(community)), client_as(PersonFactory())

    for words in ("gaskets", "impellers", "valvula"):
        assert one.get_absolute_url() in found(member, words)
        assert one.get_absolute_url() not in found(colleague, words)
    assert one.get_absolute_url() not in found(member, "seals")


def test_a_series_is_found_once(client_as):
    one = series(title="Bearing club")
    body = found(client_as(member_of(one.community)), "bearing")

    assert one.get_absolute_url() in body
    assert one.occurrences.first().get_absolute_url() not in body


def dated(client, **asked):
    """What a search answers, with the moments beside it."""
    shown = client.get(reverse("search:page"), {"q": "bearing", **asked}).context["results"]
    return [(one.url, one.at, [str(detail) for detail in one.details]) for one in shown]


def test_a_series_is_shown_with_its_next_date(client_as):
    one = series(title="Bearing club", when=timing(first_on=date(2026, 11, 25), at=time(9), zone="UTC", rule=WEEKLY))
    client = client_as(one.created_by)
    first, second, *_others = one.occurrences.order_by("starts_at")

    assert dated(client) == [(one.get_absolute_url(), first.starts_at, ["Next: Wed 25 Nov 2026, 09:00"])]
    cancel_occurrence(first, "Nobody can come", by=one.created_by)
    assert dated(client) == [(one.get_absolute_url(), second.starts_at, ["Next: Wed 2 Dec 2026, 09:00"])]
    one.occurrences.exclude(pk=first.pk).update(starts_at=datetime(2026, 11, 2, 9, tzinfo=UTC), ends_at=NOW)
    assert [details for _url, _at, details in dated(client)] == [["Last: Mon 2 Nov 2026, 09:00"]]


def test_a_series_without_a_date_says_so(client_as):
    one = series(title="Bearing club", when=timing(first_on=None, at=None))

    assert dated(client_as(one.created_by)) == [(one.get_absolute_url(), None, ["Needs a date"])]


def test_a_time_narrows_to_what_is_held_in_it(client_as):
    """A meeting by its day, a series by each of its days that is not cancelled."""
    community = CommunityFactory()
    weekly = series(
        community, title="Bearing club", when=timing(first_on=date(2026, 11, 25), at=time(9), zone="UTC", rule=WEEKLY)
    )
    once = meeting(community, title="Bearing walk", when=timing(first_on=date(2026, 12, 2), at=time(9), zone="UTC"))
    cancel_occurrence(weekly.occurrences.order_by("starts_at")[2], "Holiday", by=weekly.created_by)
    client = client_as(weekly.created_by)

    def held(**asked):
        return {url for url, _at, _details in dated(client, **asked)}

    addresses = {weekly.get_absolute_url(), once.get_absolute_url()}
    assert held(since="2026-12-02", until="2026-12-02") == addresses
    assert held(since="2026-12-16", until="2026-12-17") == {weekly.get_absolute_url()}
    assert held(since="2026-12-09", until="2026-12-09") == held(until="2026-11-24") == set()
    assert held(since="2026-12-02", kind="library") == set()
    assert held(since="2026-12-03", kind="meetings", community=community.pk) == {weekly.get_absolute_url()}


def test_every_night_a_series_counts_by_its_next_day():
    one = series(title="Bearing club")
    SearchEntry.objects.filter(target_type="meetings.series").update(at=datetime(2020, 1, 1, tzinfo=UTC))

    lay_out_series()

    assert SearchEntry.objects.get(target_type="meetings.series").at == one.occurrences.first().starts_at


def test_the_palette_tells_meetings_of_one_name_apart_by_their_day(client_as):
    community = CommunityFactory(name="Pumps")
    for day in (23, 24):
        meeting(community, title="Bearing walk", when=timing(first_on=date(2026, 11, day), at=time(12, 30)))
    lone = meeting(community, title="Bearing club", when=timing(first_on=date(2026, 11, 25)))
    groups = client_as(member_of(community)).get("/search/palette/", {"q": "bearing"}).context["groups"]
    meetings = next(group for group in groups if group.title == "Meetings")

    assert sorted(one.note for one in meetings.options if one.url != lone.get_absolute_url()) == [
        "Mon 23 Nov 2026, 11:30",
        "Tue 24 Nov 2026, 11:30",
    ]
    assert [one.note for one in meetings.options if one.url == lone.get_absolute_url()] == ["Pumps"]


def test_the_community_home_shows_the_next_meeting_with_the_question(client_as):
    one = series(title="Bearing club")
    body = client_as(member_of(one.community)).get(one.community.get_absolute_url()).content.decode()

    assert "Next meeting" in body
    assert reverse("meetings:answer", args=[one.occurrences.order_by("starts_at")[0].pk]) in body


def test_a_person_s_home_shows_the_next_meeting_and_the_days_of_three_after_it(client_as):
    one = series(title="Bearing club")
    dates = one.occurrences.filter(starts_at__gte=timezone.now()).order_by("starts_at")[:6]
    person = member_of(one.community)
    answer(dates[1], Choice.NO, by=person)
    answer(dates[2], Choice.MAYBE, by=person)
    page = client_as(person).get("/").content.decode()
    side = page[page.index("Next meeting") :]
    named = [date for date in dates if date.get_absolute_url() in side]

    assert named == [dates[0], dates[2], dates[3], dates[4]]
    assert side.index("Coming up") < side.index("you said maybe")


def test_with_one_meeting_ahead_nothing_else_is_coming_up(client_as):
    one = meeting(title="Bearing club")
    page = client_as(member_of(one.community)).get("/").content.decode()

    assert "Next meeting" in page
    assert "Coming up" not in page


def test_the_home_of_a_private_community_s_neighbour_shows_nothing(client_as):
    community = CommunityFactory(visibility=Visibility.PRIVATE)
    meeting(community, title="Secret valve", confidentiality=OPEN)

    assert "Secret valve" not in client_as(PersonFactory()).get("/").content.decode()


def test_held_meetings_are_evidence_of_a_community():
    community = CommunityFactory()
    core = core_of(community)
    one = meeting(community, by=core, when=timing(first_on=date(2026, 11, 20)))
    mark_attendance(one, [core], by=core)

    community_part = next(part for part in check(community) if part.part == "community")
    assert {str(sign.label): sign.count for sign in community_part.signs}["Meetings were held"] == 1
