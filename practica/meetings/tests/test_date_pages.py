"""The pages of dates that are put to the choice: what is seen, by whom, and with how many questions."""

import re

import pytest
from django.urls import reverse

from practica.meetings.actions import close_dates, settle_date
from practica.meetings.models import DatePoll, Occurrence
from practica.meetings.tests.factories import (
    CHATHAM,
    MADRID,
    CommunityFactory,
    PersonFactory,
    at,
    core_of,
    date_poll,
    member_of,
    says,
)
from practica.ui import waits

pytestmark = pytest.mark.django_db
BUENOS_AIRES = "America/Argentina/Buenos_Aires"
PLANNED = ["extend-dates", "close-dates", "remind-of-dates"]


@pytest.fixture
def poll():
    return date_poll(CommunityFactory(slug="pumps"), title="Seal clinic")


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def filled(**more):
    return {
        "title": "Seal clinic",
        "confidentiality": "members",
        "length": "90",
        "zone": MADRID,
        "closes_on": "2026-11-27",
        "suggested": ["2026-11-30T09:00:00+00:00"],
        "day_1": "2026-12-01",
        "at_1": "16:00",
        **more,
    }


def test_suggested_and_own_dates_are_put_to_the_choice(client_as):
    community = CommunityFactory(slug="pumps")
    by = core_of(community, time_zone=MADRID)
    response = client_as(by).post(reverse("meetings:find", args=["pumps"]), filled())
    poll = DatePoll.objects.get()

    assert response.url == poll.get_absolute_url()
    assert [f"{option.starts_at:%d %H}" for option in poll.options.all()] == ["30 09", "01 15"]
    assert f"{poll.closes_at:%d %H:%M}" == "27 22:59"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"suggested": []}, "Choose two to twelve dates."),
        ({"suggested": ["soon"]}, "is not one of the available choices"),
        ({"day_1": "2026-11-01"}, "That time is past."),
        ({"closes_on": "2026-12-02"}, "before the last of the dates"),
        ({"closes_on": "2026-11-01"}, "still to come"),
        ({"zone": "Nowhere"}, "Nowhere is not one of"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_chosen_is_said_beside_its_box_and_nothing_typed_is_lost(client_as, wrong, words):
    community = CommunityFactory(slug="pumps")
    response = client_as(core_of(community)).post(reverse("meetings:find", args=["pumps"]), filled(**wrong))

    assert (response.status_code, DatePoll.objects.count()) == (422, 0)
    assert words in text_of(response)
    assert 'value="2026-11-01"' in response.content.decode() or "day_1" not in wrong


def test_looking_again_keeps_what_was_typed_and_ticked(client_as):
    community = CommunityFactory(slug="pumps")
    given = filled(suggest="again", length="480", look_from="2026-12-07", title="Half typed")
    response = client_as(core_of(community, time_zone=MADRID)).post(reverse("meetings:find", args=["pumps"]), given)
    page = response.content.decode()

    assert (response.status_code, DatePoll.objects.count()) == (200, 0)
    assert 'value="Half typed"' in page
    assert re.search(r'value="2026-11-30T09:00:00\+00:00" checked', page)
    assert "Mon 7 Dec, 10:00" in page


def test_hours_are_shown_here_and_where_the_others_are(client_as, poll):
    ana = member_of(poll.community, time_zone=BUENOS_AIRES)
    member_of(poll.community, time_zone=MADRID)
    page = client_as(ana).get(poll.get_absolute_url()).content.decode()

    assert "06:00 – 07:00" in page
    assert re.findall(r"<span( class=\"odd\")?>(\d\d:\d\d) Madrid", page) == [("", "10:00"), ("", "16:00")]
    assert re.findall(r'class="h">(\d\d:\d\d)', page) == ["06:00", "12:00"]


def test_the_date_that_suits_most_leads_and_two_that_suit_alike_are_told(client_as, poll):
    ana, ben = member_of(poll.community, name="Ana"), member_of(poll.community, name="Ben")
    says(poll, ana, "yes need")
    page = text_of(client_as(ben).get(poll.get_absolute_url()))
    assert "Monday 30 November, 09:00 1 can come, nobody is out." in page

    says(poll, ben, "need yes")
    assert "Two dates are equal" in text_of(client_as(ben).get(poll.get_absolute_url()))


def test_answering_over_the_page_or_without_scripts_keeps_it(client_as, poll):
    ana = member_of(poll.community, name="Ana")
    client = client_as(ana)
    first, second = (f"date-{option.pk}" for option in poll.options.all())
    where = reverse("meetings:answer-dates", args=[poll.pk])

    assert client.post(where, {first: "yes"}).url == poll.get_absolute_url()
    inside = client.post(where, {first: "yes", second: "no", "note": "Till ten."}, headers={"HX-Request": "true"})
    assert "<html" not in inside.content.decode()
    assert 'id="dates-saved"' in inside.content.decode()
    assert [mark.fit for mark in poll.answers.get().marks.order_by("option__starts_at")] == ["yes", "no"]
    assert client.post(where, {"note": "Nothing"}).status_code == 422
    assert client.post(where, {first: "perhaps"}).status_code == 422


def test_under_the_chatham_house_rule_the_page_has_the_sums_and_no_names(client_as):
    poll = date_poll(confidentiality=CHATHAM)
    says(poll, member_of(poll.community, name="Zelda Quint"), "yes no", "My own words")
    page = client_as(member_of(poll.community)).get(poll.get_absolute_url()).content.decode()

    assert "<b>1</b>" in page
    assert "Zelda" not in page
    assert "My own words" not in page


def test_settling_says_first_what_it_does_and_then_leads_to_the_meeting(client_as, poll):
    says(poll, member_of(poll.community), "yes no")
    option = poll.options.first()
    client = client_as(poll.opened_by)
    where = reverse("meetings:settle-date", args=[option.pk])

    assert "1 said yes: comes, and is invited by mail." in text_of(client.get(where))
    assert not Occurrence.objects.exists()
    response = client.post(where)
    assert response.url == Occurrence.objects.get().get_absolute_url()
    page = text_of(client.get(poll.get_absolute_url()))
    assert "settled on this date" in page
    assert "Save my answer" not in page


def test_what_those_who_plan_do_is_forbidden_to_others_and_unseen_by_strangers(client_as, poll):
    member, stranger = client_as(member_of(poll.community)), client_as(PersonFactory())
    option = poll.options.first()
    wheres = [reverse(f"meetings:{name}", args=[poll.pk]) for name in PLANNED]
    for where in [*wheres, reverse("meetings:settle-date", args=[option.pk])]:
        assert (member.post(where).status_code, stranger.post(where).status_code) == (403, 404)
    for name in ("dates", "dates-now"):
        assert stranger.get(reverse(f"meetings:{name}", args=[poll.pk])).status_code == 404
    assert stranger.post(reverse("meetings:answer-dates", args=[poll.pk])).status_code == 404
    assert member.get(reverse("meetings:find", args=["pumps"])).status_code == 403


def test_forms_about_it_work(client_as, poll):
    client = client_as(poll.opened_by)

    def post(name, **given):
        return client.post(reverse(f"meetings:{name}", args=[poll.pk]), given).status_code

    for name in ("propose-date", "extend-dates", "close-dates"):
        assert client.get(reverse(f"meetings:{name}", args=[poll.pk])).status_code == 200
        assert post(name) == 422
    assert post("propose-date", first_on="2026-12-03", at="10:00") == 302
    assert post("extend-dates", closes_on="2026-11-28") == 302
    assert post("remind-of-dates") == 302
    assert post("close-dates", because="No room") == 302
    poll.refresh_from_db()
    assert (poll.options.count(), f"{poll.closes_at:%d}", poll.closed_because) == (3, "28", "No room")
    assert "Closed without a date." in text_of(client.get(poll.get_absolute_url()))


def test_after_the_deadline_the_page_asks_those_who_plan_to_choose(client_as, poll, time_machine):
    says(poll, member_of(poll.community), "yes no")
    time_machine.move_to("2026-11-28T00:00:00Z")

    assert "Settle on a date, give more time" in text_of(client_as(poll.opened_by).get(poll.get_absolute_url()))
    assert "one of those who plan" in text_of(client_as(member_of(poll.community)).get(poll.get_absolute_url()))


def test_a_dates_place_in_the_past_can_neither_be_answered_nor_settled(client_as, poll, time_machine):
    time_machine.move_to("2026-11-30T10:00:00Z")
    page = client_as(poll.opened_by).get(poll.get_absolute_url()).content.decode()

    assert page.count("is-past") == 1
    assert page.count("/settle/") == 1


def test_it_waits_on_the_home_of_those_who_have_not_answered(client_as, poll, rf):
    ana = member_of(poll.community)
    request = rf.get("/")
    request.user = ana
    assert "Seal clinic" in waits.draw_one("meetings.dates", ana, request)

    says(poll, ana, "yes no")
    assert waits.draw_one("meetings.dates", ana, request) == ""


def test_the_communitys_meetings_name_what_is_looked_for(client_as, poll):
    ana = member_of(poll.community)
    client = client_as(ana)
    where = reverse("meetings:community", args=["pumps"])
    assert "waits for you" in text_of(client.get(where))

    says(poll, ana, "yes no")
    assert "1 has answered you too" in text_of(client.get(where))
    settle_date(poll.options.first(), by=poll.opened_by)
    assert "Looking for a date" not in text_of(client.get(where))


def test_nothing_waits_once_it_is_closed(poll, rf):
    ana = member_of(poll.community)
    close_dates(poll, "No room", by=poll.opened_by)
    request = rf.get("/")
    request.user = ana

    assert waits.draw_one("meetings.dates", ana, request) == ""


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_a_fixed_number_of_questions(client_as, number, django_assert_num_queries):
    poll = date_poll(starts=[at(30, 8 + hour) for hour in range(1 + number)])
    for _one in range(number):
        says(poll, member_of(poll.community), " ".join(["yes"] * (1 + number)))
    client = client_as(poll.opened_by)
    client.get(poll.get_absolute_url())

    with django_assert_num_queries(10):
        client.get(poll.get_absolute_url())
