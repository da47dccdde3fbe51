from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.urls import reverse

from practica.communities.models import Community, Membership
from practica.conversations.models import Conversation
from practica.demo.play import play
from practica.demo.script import cast
from practica.events.models import Event, Source
from practica.library.models import Asset
from practica.meetings.models import DatePoll, MeetingRole, Occurrence, Series, WrittenView
from practica.meetings.queries.agenda import displaced_in_a_row, items_of, plan_of
from practica.meetings.queries.fairness import fairness_of
from practica.meetings.queries.finding import page_of
from practica.meetings.queries.formats import proposals_of, stage_of
from practica.people.models import Person
from practica.polls.models import Answer, Ballot, Kind, Poll
from practica.topics.models import State, Topic

# Where the address differs from the name of the script.
SLUGS = {"customer-care": "customer-care-in-outages"}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker):
    """One play for all the tests of this file, taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        scenes = []
        play(scenes.append)
        yield scenes
        transaction.set_rollback(True)


def test_the_invented_organisation_has_eighty_people_and_eight_communities(played):
    assert Person.objects.count() == 80
    assert {c.name: c.stage for c in Community.objects.filter(status="active")} == {
        "Pump reliability": "stewardship",
        "Leak detection": "maturing",
        "Field notes": "maturing",
        "Water quality sampling": "coalescing",
        "Data stewards": "maturing",
        "Customer care in outages": "transformation",
        "Safe entry": "stewardship",
        "Facilitators' circle": "coalescing",
    }


def test_suggestions_are_in_every_state_and_one_answer_is_late(played):
    assert set(Topic.objects.values_list("state", flat=True)) == set(State.values)
    late = [topic for topic in Topic.objects.waiting().select_related("community") if topic.is_late]

    assert [topic.community.name for topic in late] == ["Customer care in outages"]
    assert Topic.objects.filter(is_quiet=True).count() == 2
    assert Topic.objects.exclude(looks_like=None).filter(state="suggested").count() >= 1


def test_a_ninth_is_in_the_making(played):
    forming = Community.objects.get(status="forming")

    assert forming.memberships.filter(state="active").count() == 2
    assert forming.memberships.filter(state="invited").count() == 1


def test_nothing_is_said_twice(played):
    titles = list(Conversation.objects.values_list("title", flat=True))

    assert len(titles) == len(set(titles)) > 130


def test_those_one_can_step_into_belong_where_the_cast_says(played):
    for key, names in cast()["memberships"].items():
        rows = Membership.objects.active().filter(person__email=f"{key}@litoral.example", community__status="active")
        assert sorted(row.community.slug for row in rows) == sorted(SLUGS.get(name, name) for name in names), key


def test_meetings_leave_more_than_one_sentence_behind(played):
    minutes = Occurrence.objects.exclude(minutes="")

    assert minutes.count() > 60
    assert minutes.values("minutes").distinct().count() > 50


def test_what_was_said_under_the_rule_names_nobody(played):
    names = Person.objects.values_list("name", flat=True)
    kept = Occurrence.objects.filter(confidentiality="chatham_house").exclude(minutes="")

    assert kept.exists()
    assert not [name for one in kept for name in names if name in one.minutes]


def test_versions_differ_in_what_they_say(played):
    changed = Asset.objects.filter(version__gt=1)

    assert changed.count() > 10
    for asset in changed:
        texts = [(v.source, v.works_when, v.works_not_when) for v in asset.versions.all()]
        assert len(texts) == len(set(texts)), asset.title


def test_it_reaches_back_a_year_and_up_to_today(played):
    days = Event.objects.order_by("at").values_list("at", flat=True)

    assert (days[len(days) - 1] - days[0]).days > 350


def test_only_the_last_days_are_announced(played):
    assert set(Event.objects.values_list("source", flat=True)) == {Source.BOT, Source.HUMAN}


def test_in_one_community_the_facilitator_answers_everything(played):
    care = Community.objects.get(name="Customer care in outages")
    answers = Conversation.objects.filter(community=care).values_list("replies__author__handle", flat=True)

    assert {handle for handle in answers if handle} == {"elena-marquez"}


def test_in_another_there_are_many_documents_and_no_answers(played):
    stewards = Community.objects.get(name="Data stewards")

    assert stewards.assets.count() > 40
    assert sum(c.reply_count for c in Conversation.objects.filter(community=stewards)) == 0


def test_one_steps_into_a_persona_only_in_the_demonstration(played, client, settings):
    address = reverse("demo:step_into", args=["lucia"])
    settings.DEMO = False
    outside = client.post(address).status_code
    settings.DEMO = True
    inside = client.post(address)

    assert (outside, inside.status_code, inside.url) == (404, 302, "/")
    assert client.get("/").context["user"].name == "Lucía Benítez"


def test_nobody_steps_into_someone_who_is_not_offered(played, client, settings):
    settings.DEMO = True

    assert client.post(reverse("demo:step_into", args=["hugo"])).status_code == 404


def test_polls_of_every_kind_wait_for_answers_and_one_is_decided(played):
    asked = list(Poll.objects.all())

    assert {poll.kind for poll in asked} == set(Kind.values)
    assert {poll.language for poll in asked} == {"en", "es"}
    assert [bool(poll.review_on) for poll in asked if not poll.is_open] == [True]
    assert Ballot.objects.count() == 4
    assert not Answer.objects.filter(poll__is_anonymous=True).exists()


def test_two_dates_are_looked_for_and_one_is_settled(played):
    polls = DatePoll.objects.order_by("pk")

    assert [(poll.takes_answers, poll.is_settled) for poll in polls] == [(True, False), (True, False), (False, True)]
    seals, settled = polls[0], polls[2]
    page = page_of(seals, seals.opened_by)
    assert [column.option.pk for column in page.best] == [seals.options.all()[3].pk]
    assert {answer.choice for answer in settled.meeting.answers.all()} == {"yes", "maybe", "no"}


def test_the_hours_of_one_series_take_turns(played):
    shared = Series.objects.exclude(turns=[]).get()
    fairness = fairness_of(shared)

    assert {row.starts_at.astimezone(ZoneInfo(shared.zone)).hour for row in shared.occurrences.all()} == {8, 14}
    assert dict(fairness.places) == {"Buenos Aires": 12, "La Paz": 6, "Berlin": 6}


def test_important_work_gave_way_three_times_and_stands_short_in_the_next_draft(played):
    pumps = Community.objects.get(name="Pump reliability")
    draft = pumps.meetings.upcoming().get(title="Case clinic", opened_at__isnull=False)
    plan = plan_of(draft, items_of(draft))

    assert len(displaced_in_a_row(pumps)) == 3
    assert (draft.agenda_published_at, plan.first_capability.displaced_times, plan.missing) == (None, 3, 8)


def test_coming_meetings_have_agendas_with_views_proposals_and_roles(played):
    published = Occurrence.objects.upcoming().exclude(agenda_published_at=None)

    assert {one.title for one in published} == {
        "Night flow round",
        "Near misses, told plainly",
        "Circle",
        "Círculo de historias",
        "Lean coffee: what shall we try before summer?",
    }
    assert WrittenView.objects.exclude(item=None).count() == 4
    assert MeetingRole.objects.exclude(person=None).count() == 2


def test_one_meeting_is_in_progress_with_a_clock_and_dots(played):
    (now,) = [one for one in Occurrence.objects.upcoming() if one.state == "in_progress" and one.is_opened]

    assert str(stage_of(now).script.title) == "Lean coffee"
    assert [row.dot_count for row in proposals_of(now, now.host)] == [4, 3, 2, 1]
