"""Every page opens for those who may see it, says no to the others, and asks a fixed number of questions."""

from datetime import date, time

import pytest
from django.urls import reverse

from practica.communities.models import Visibility
from practica.meetings.actions import answer, cancel_occurrence, mark_attendance, publish_minutes, write_agenda
from practica.meetings.models import Choice, Occurrence, Series
from practica.meetings.tests.factories import (
    CHATHAM,
    OPEN,
    CommunityFactory,
    PersonFactory,
    core_of,
    guest_of,
    meeting,
    member_of,
    series,
    timing,
    weekly,
)

pytestmark = pytest.mark.django_db

COMMUNITY_PAGES = ["community", "community-calendar"]
MEETING_PAGES = ["detail", "ics"]
CORE_PAGES = [
    "change",
    "move",
    "change-from",
    "cancel",
    "agenda",
    "introduction",
    "roles",
    "minutes",
    "attendance",
    "covered",
]
STEPS = ["open", "add", "protect", "publish", "start", "follow-up"]
POSTS = [*(name for name in CORE_PAGES if name != "agenda"), *STEPS, "propose", "answer", "view"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?whose=mine",
        "?whose=organisation",
        "?view=list",
        "?view=week",
        "?view=week&week=x",
        "?month=2027-01",
        "?month=x",
    ],
)
def test_the_calendar_opens(client_as, query):
    one = series()
    page = client_as(member_of(one.community)).get(reverse("meetings:calendar") + query)

    assert page.status_code == 200
    assert (one.title in page.content.decode()) is ("whose=" not in query)


def test_the_calendar_shows_times_of_the_reader_and_names_the_other_zone(client_as):
    one = meeting()
    reader = member_of(one.community, time_zone="America/Buenos_Aires")
    body = client_as(reader).get(reverse("meetings:calendar")).content.decode()

    assert '<span class="t">06:00</span>' in body
    assert "10:00 Madrid" in body
    assert "Buenos Aires, UTC−3" in body


@pytest.mark.parametrize("name", COMMUNITY_PAGES)
def test_pages_of_a_private_community_are_for_its_members(client_as, name):
    community = CommunityFactory(visibility=Visibility.PRIVATE)
    meeting(community, confidentiality=OPEN)
    url = reverse(f"meetings:{name}", args=[community.slug])

    assert client_as(member_of(community)).get(url).status_code == 200
    assert client_as(guest_of(community)).get(url).status_code == 200
    assert client_as(PersonFactory()).get(url).status_code == 404


@pytest.mark.parametrize("name", [*MEETING_PAGES, *CORE_PAGES])
def test_a_meeting_of_members_is_not_found_by_others(client_as, name):
    one = meeting()
    url = reverse(f"meetings:{name}", args=[one.pk])

    assert client_as(PersonFactory()).get(url).status_code == 404
    assert client_as(guest_of(CommunityFactory())).get(url).status_code == 404
    assert client_as(member_of(one.community)).get(url).status_code == (200 if name in MEETING_PAGES else 403)
    # Nobody writes of what has not begun: said before they begin to type.
    assert client_as(core_of(one.community)).get(url).status_code == (409 if name in {"minutes", "covered"} else 200)


@pytest.mark.parametrize("name", POSTS)
def test_nobody_from_elsewhere_posts_to_a_meeting(client_as, name):
    one = meeting()
    given = {"choice": "yes", "text": "Hello", "because": "No"}

    assert client_as(PersonFactory()).post(reverse(f"meetings:{name}", args=[one.pk]), given).status_code == 404
    assert not one.answers.exists()


def test_a_meeting_is_planned_by_the_form(client_as):
    community = CommunityFactory()
    core = core_of(community)
    given = {
        "title": "Two seals in nine days",
        "confidentiality": "members",
        "first_on": "2026-11-30",
        "at": "16:00",
        "zone": "Europe/Madrid",
        "length": "45",
        "repeats": "once",
        "host": core.pk,
    }
    page = client_as(core).post(reverse("meetings:new", args=[community.slug]), given)

    one = Occurrence.objects.get()
    assert (page.status_code, page.url) == (302, one.get_absolute_url())
    assert (one.title, one.length, one.host, f"{one.starts_at:%H:%M}") == ("Two seals in nine days", 45, core, "15:00")


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"repeats": "daily", "interval": "3"}, "FREQ=DAILY;INTERVAL=3"),
        ({"repeats": "weekly"}, "FREQ=WEEKLY;BYDAY=MO"),
        ({"repeats": "weekly", "interval": "2", "weekdays": ["TU", "TH"]}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        ({"repeats": "monthly_date"}, "FREQ=MONTHLY;BYMONTHDAY=30"),
        ({"repeats": "monthly_day", "nth": "-1", "weekday": "TH"}, "FREQ=MONTHLY;BYDAY=-1TH"),
    ],
)
def test_a_series_is_planned_by_the_form(client_as, given, rule):
    community = CommunityFactory()
    start = {
        "title": "Pumps",
        "confidentiality": "open",
        "first_on": "2026-11-30",
        "at": "16:00",
        "zone": "UTC",
        "length": "60",
        "ends": "count",
        "count": "5",
    }
    page = client_as(core_of(community)).post(reverse("meetings:new", args=[community.slug]), {**start, **given})

    one = Series.objects.get()
    assert page.url == one.get_absolute_url()
    assert (one.rule, one.count, one.occurrences.count()) == (rule, 5, 5)


def test_a_form_with_mistakes_comes_back_with_422(client_as):
    community = CommunityFactory()
    page = client_as(core_of(community)).post(reverse("meetings:new", args=[community.slug]), {"repeats": "weekly"})

    assert page.status_code == 422
    assert Series.objects.count() == 0


def test_what_is_to_mend_is_named_in_the_order_of_the_page(client_as):
    community = CommunityFactory()
    page = client_as(core_of(community)).post(reverse("meetings:new", args=[community.slug]), {"repeats": "weekly"})

    assert list(page.context["form"].errors)[:2] == ["title", "confidentiality"]


def test_a_full_meeting_says_that_the_next_one_waits(client_as):
    one = meeting(capacity=1)
    first, second = member_of(one.community), member_of(one.community)
    answer(one, Choice.YES, by=first)

    assert "It is full" in client_as(second).get(one.get_absolute_url()).content.decode()
    assert "It is full" not in client_as(first).get(one.get_absolute_url()).content.decode()


def test_a_cancelled_meeting_asks_for_no_agenda(client_as):
    gone = cancel_occurrence(one := meeting(), "The room is flooded", by=core_of(one.community))

    assert "No agenda yet" not in client_as(member_of(gone.community)).get(gone.get_absolute_url()).content.decode()


def test_under_a_crowded_month_stand_its_first_meetings_and_the_way_to_all_of_them(client_as):
    one = series(when=weekly("FREQ=DAILY", first_on=date(2026, 12, 1)))
    client = client_as(member_of(one.community))
    address = reverse("meetings:calendar") + "?month=2026-12"

    # Its last week ends in January: those days stand in the grid, not below.
    month, whole = client.get(address), client.get(address + "&view=list")

    assert (len(month.context["days"]), month.context["left_out"]) == (30, 1)
    assert (len(whole.context["days"]), "left_out" in whole.context) == (31, False)


def test_a_month_is_said_as_its_language_says_it(client_as):
    reader = PersonFactory(language="es")
    body = client_as(reader).get(reverse("meetings:calendar") + "?month=2027-01").content.decode()

    assert "<h1>Enero de 2027</h1>" in body
    assert "En enero de 2027" in body


def test_answering_without_javascript_leads_back_and_with_it_swaps_the_part(client_as):
    one = meeting()
    client = client_as(member_of(one.community))
    url = reverse("meetings:answer", args=[one.pk])

    plain = client.post(url, {"choice": "yes", "next": "/meetings/?view=list"})
    elsewhere = client.post(url, {"choice": "maybe", "next": "https://example.com/"})
    swapped = client.post(url, {"choice": "no", "part": "row"}, headers={"HX-Request": "true"})

    assert (plain.status_code, plain.url) == (302, "/meetings/?view=list")
    assert elsewhere.url == one.get_absolute_url()
    assert "Said no" in swapped.content.decode()
    assert [a.choice for a in one.answers.all()] == [Choice.NO]


def test_the_rule_is_said_in_words_while_the_form_is_filled_in(client_as):
    one = meeting()
    given = {
        "first_on": "2026-11-26",
        "at": "10:00",
        "zone": "UTC",
        "length": "60",
        "repeats": "weekly",
        "interval": "2",
        "ends": "never",
    }
    body = client_as(core_of(one.community)).post(reverse("meetings:preview"), given).content.decode()

    assert "Every 2 weeks on Thursday" in body
    assert "10 Dec 2026" in body


def test_under_the_chatham_house_rule_pages_name_nobody_but_to_those_who_were_there(client_as):
    one = meeting(confidentiality=CHATHAM, when=timing(first_on=date(2026, 11, 23), at=time(12, 30)))
    by = one.series.created_by
    eva, luis = member_of(one.community, name="Eva Present"), member_of(one.community, name="Luis Absent")
    answer(one, Choice.YES, by=eva)
    mark_attendance(one, [by, eva], by=by)
    url = one.get_absolute_url()

    assert "Eva Present" not in client_as(luis).get(url).content.decode().split("<main")[1]
    assert "Eva Present" in client_as(by).get(url).content.decode()


@pytest.mark.parametrize("name", ["calendar", "where", "subscribe", "reminders"])
def test_personal_pages_open(client_as, name):
    assert client_as(PersonFactory()).get(reverse(f"meetings:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["calendar", "community", "detail", "series"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_number_of_questions_to_the_database_does_not_grow(
    client_as, django_assert_max_num_queries, django_assert_num_queries, name, language
):
    community = CommunityFactory()
    core = core_of(community, language=language)
    one = meeting(community, by=core)
    client = client_as(core)
    urls = {
        "calendar": reverse("meetings:calendar"),
        "community": reverse("meetings:community", args=[community.slug]),
        "detail": one.get_absolute_url(),
        "series": one.series.get_absolute_url(),
    }
    client.get(urls[name])
    with django_assert_max_num_queries(40) as first:
        client.get(urls[name])
    asked = len(first)
    for _ in range(3):
        another = series(community, by=core, when=weekly(count=3))
        answer(another.occurrences.first(), Choice.YES, by=core)
        answer(one, Choice.YES, by=member_of(community))
    write_agenda(one, "Text", by=core)

    assert asked > 5
    with django_assert_num_queries(asked):
        client.get(urls[name])


def test_minutes_and_a_cancellation_are_read_on_the_page(client_as):
    community = CommunityFactory()
    core = core_of(community)
    now = meeting(community, by=core, when=timing(first_on=date(2026, 11, 23), at=time(12, 30)))
    publish_minutes(now, "We keep the **prime wait**.", by=core)
    gone = cancel_occurrence(meeting(community, by=core), "The room is flooded", by=core)
    client = client_as(member_of(community))

    assert "<strong>prime wait</strong>" in client.get(now.get_absolute_url()).content.decode()
    assert "The room is flooded" in client.get(gone.get_absolute_url()).content.decode()
