"""Suggesting quietly: no row of any table, no page and no letter ever says who it was."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from practica.events.models import Event
from practica.foundation import rates
from practica.foundation.access import Refused
from practica.notices.models import Notice
from practica.people.tests.factories import PersonFactory
from practica.search.models import SearchEntry
from practica.topics.actions import decline_topic, forget_seals, hide_topic, show_topic
from practica.topics.actions.quiet import is_sealed_by
from practica.topics.models import BlockedSeal, Topic
from practica.topics.tests.factories import (
    A_REASON,
    CommunityFactory,
    a_quiet_topic,
    core_of,
    facilitator_of,
    member_of,
)
from practica.topics.verbs import Verb

pytestmark = pytest.mark.django_db
# Found nowhere else, so that it is found wherever it is.
NUMBER = 731_902_664


@pytest.fixture(autouse=True)
def _nothing_counted(monkeypatch):
    monkeypatch.setattr(rates, "_counted", {})


@pytest.fixture
def community():
    one = CommunityFactory()
    for _person in range(4):
        member_of(one)
    return one


@pytest.fixture
def quiet(community):
    return member_of(community, pk=NUMBER, name="Zenobia Quiet", handle="zenobia", email="zenobia@example.org")


def every_row():
    """Each row of each table of the database, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        rows = set()
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT row_to_json(t)::text FROM {connection.ops.quote_name(table)} t")
            rows |= {(table, text) for (text,) in cursor.fetchall()}
        return rows


def test_no_row_of_any_table_that_it_makes_or_changes_holds_the_person(community, quiet, client_as, run_jobs):
    facilitator = facilitator_of(community)
    browser = client_as(quiet)
    browser.get("/")
    before = every_row()
    given = {"title": "We skip the lock-out", "why": "Before someone gets hurt.", "horizon": "year", "lane": "learn"}
    browser.post(f"/topics/in/{community.slug}/alike/", given)
    answer = browser.post(f"/topics/in/{community.slug}/suggest-quietly/", given)
    run_jobs()
    decline_topic(Topic.objects.get(), A_REASON, by=facilitator)
    run_jobs()

    assert answer.status_code == 302
    made = every_row() - before
    assert {"topics_topic", "topics_step", "search_searchentry"} <= {table for table, _text in made}
    traces = (str(NUMBER), "zenobia", "quiet")
    found = [
        (table, text) for table, text in made if any(trace in text.lower().replace("is_quiet", "") for trace in traces)
    ]
    assert found == []


def test_the_row_has_no_author_the_event_no_actor_and_neither_the_moment(community, quiet):
    topic = a_quiet_topic(community, by=quiet)

    assert (topic.author, topic.steps.get().by, SearchEntry.objects.get(kind="topics").author) == (None, None, None)
    event = Event.objects.get(verb=Verb.SUGGESTED)
    assert event.actor is None
    moments = {timezone.localtime(moment) for moment in (topic.suggested_at, topic.steps.get().at, event.at)}
    assert {(moment.hour, moment.minute, moment.second) for moment in moments} == {(0, 0, 0)}


def test_the_database_refuses_an_author_for_a_quiet_one(community, quiet):
    a_quiet_topic(community, by=quiet)
    with pytest.raises(IntegrityError, match="topic_is_quiet_or_has_an_author"), transaction.atomic():
        Topic.objects.update(author=quiet)


def test_a_quiet_author_who_answers_here_is_told_like_the_others(community, run_jobs):
    """Not to hear of it would say who it was."""
    facilitator, other = facilitator_of(community), facilitator_of(community)
    a_quiet_topic(community, by=facilitator)
    run_jobs()

    assert {row.card.person for row in Notice.objects.filter(verb=Verb.SUGGESTED)} == {facilitator, other}


def test_two_of_one_person_have_nothing_in_common(community, quiet):
    first = a_quiet_topic(community, by=quiet)
    second = a_quiet_topic(community, by=quiet, title="Something else altogether")

    assert set(first.seal.split(":")).isdisjoint(second.seal.split(":"))
    assert [is_sealed_by(one.seal, community, quiet) for one in (first, second)] == [True, True]


def test_without_the_key_of_the_installation_a_seal_answers_nothing(community, quiet, settings):
    topic = a_quiet_topic(community, by=quiet)
    assert not is_sealed_by(topic.seal, community, PersonFactory())
    assert not is_sealed_by(topic.seal, CommunityFactory(), quiet)
    settings.SECRET_KEY = "another"

    assert not is_sealed_by(topic.seal, community, quiet)


def test_hiding_blocks_whoever_it_was_here_until_it_is_shown_again(community, quiet):
    facilitator = facilitator_of(community)
    topic = a_quiet_topic(community, by=quiet)
    other = a_quiet_topic(community, by=member_of(community), title="Something else altogether")
    hide_topic(topic, "Names a colleague", by=facilitator)
    with pytest.raises(Refused, match="was hidden"):
        a_quiet_topic(community, by=quiet, title="Once more")

    assert BlockedSeal.objects.get().topic == topic
    assert other.is_waiting
    assert a_quiet_topic(community, by=member_of(community), title="By somebody else").is_waiting
    show_topic(topic, by=facilitator)
    assert a_quiet_topic(community, by=quiet, title="Once more").is_waiting


def test_among_fewer_than_five_there_is_no_quiet(quiet):
    small = CommunityFactory()
    with pytest.raises(Refused, match="Too few"):
        a_quiet_topic(small, by=member_of(small))
    with pytest.raises(PermissionDenied):
        a_quiet_topic(small, by=quiet)


def test_after_sixty_days_nothing_is_left_that_could_be_asked(community, quiet):
    facilitator = facilitator_of(community)
    topic = a_quiet_topic(community, by=quiet)
    hidden = hide_topic(a_quiet_topic(community, by=quiet, title="An insult"), "An insult", by=facilitator)
    assert forget_seals() == 0

    with time_machine.travel(timezone.now() + timedelta(days=61)):
        assert forget_seals() == 1
    topic.refresh_from_db()
    hidden.refresh_from_db()
    assert (topic.seal, hidden.seal != "") == ("", True)


def test_no_page_shows_it_to_anybody_not_even_to_facilitators_or_administrators(community, quiet, client_as):
    topic = a_quiet_topic(community, by=quiet)
    readers = [facilitator_of(community), core_of(community), PersonFactory(is_administrator=True)]
    for reader in readers:
        for path in (f"/topics/in/{community.slug}/", topic.get_absolute_url(), "/search/?q=checklist&kind=topics"):
            body = client_as(reader).get(path).content.decode()
            assert (path, "Zenobia" in body, "A member, quietly" in body) == (path, False, True)
    assert topic.title not in client_as(readers[0]).get(quiet.get_absolute_url()).content.decode()


def test_the_log_says_nothing_of_it(community, quiet, client_as, caplog):
    given = {"title": "We skip the lock-out", "why": "Before someone gets hurt.", "horizon": "year", "lane": "learn"}
    with caplog.at_level("DEBUG"):
        client_as(quiet).post(f"/topics/in/{community.slug}/suggest-quietly/", given)

    said = json.dumps([record.getMessage() for record in caplog.records if not record.name.startswith("django.db")])
    assert (str(NUMBER) in said, "zenobia" in said.lower()) == (False, False)
