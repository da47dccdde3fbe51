from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from practica.events.actions import record
from practica.foundation.tests.factories import SomeCommunity, SomeMembership, SomePerson
from practica.mail.actions import stop_letters
from practica.mail.models import Letter
from practica.notices import actions, registry
from practica.notices.cards import shown
from practica.notices.digest import news_for, write_to
from practica.notices.models import Card, How, Notice
from practica.notices.preferences import prefer, prefer_digest
from practica.notices.registry import Urgency
from practica.notices.sentences import told, what_is_new
from practica.notices.tasks import start_digests

pytestmark = pytest.mark.django_db
PRAISED, MOVED = "communities.praised", "communities.moved"


@pytest.fixture
def readers():
    """Who is told, and why; tests put people in."""
    return []


@pytest.fixture(autouse=True)
def two_verbs(monkeypatch, readers):
    monkeypatch.setattr(registry, "_tellings", {})
    shared = {
        "recipients": lambda _event, _community: readers,
        "because": {"asked": "You asked for it."},
        "url": lambda community: f"/communities/{community.slug}/",
    }
    registry.declare(
        PRAISED, words="{who} praised <it>", quote=lambda community: community.tagline, label="Your community", **shared
    )
    registry.declare(MOVED, words="{who} moved it", urgency=Urgency.NEWS, is_in_digest=True, **shared)


@pytest.fixture
def community():
    return SomeCommunity(name="Pump reliability", tagline="well done")


@pytest.fixture
def ana(readers):
    person = SomePerson(name="Ana", email="ana@example.org")
    readers.append((person, "asked"))
    return person


@pytest.fixture
def diego():
    return SomePerson(name="Diego <b>")


@pytest.fixture
def happens(run_jobs):
    def happen(verb, community, by):
        event = record(verb, by=by, target=community, community=community)
        run_jobs()
        return event

    return happen


def inbox(person):
    return shown(person, Card.objects.of(person).waiting().order_by("-latest_at"))


def test_an_event_becomes_a_card_with_a_sentence_and_a_reason(happens, community, ana, diego):
    happens(PRAISED, community, diego)

    [card] = inbox(ana)
    assert (card.title, card.label, card.url) == (
        "Pump reliability",
        "Your community",
        f"/communities/{community.slug}/",
    )
    assert card.first.sentence == "<b>Diego &lt;b&gt;</b> praised &lt;it&gt;"
    assert card.first.plain == "Diego <b> praised <it>"
    assert (card.first.quote, card.because) == ("well done", ["You asked for it."])
    assert card.card.is_personal


def test_an_event_told_twice_is_told_once(happens, community, ana, diego):
    event = happens(PRAISED, community, diego)
    actions.tell(event)

    assert Notice.objects.count() == 1


def test_nobody_is_told_what_they_did_themselves(happens, community, ana):
    happens(PRAISED, community, ana)

    assert not Card.objects.exists()


def test_nobody_is_told_of_what_they_may_not_see(happens, ana, diego):
    happens(PRAISED, SomeCommunity(visibility="private"), diego)

    assert not Card.objects.exists()
    assert mail.outbox == []


def test_a_card_of_a_thing_that_was_hidden_is_not_shown(happens, community, ana, diego):
    happens(PRAISED, community, diego)
    community.visibility = "private"
    community.save()

    assert inbox(ana) == []


def test_people_without_an_account_have_no_inbox(happens, community, readers, diego):
    readers.append(SomePerson(claimed_at=None))
    happens(PRAISED, community, diego)

    assert not Card.objects.exists()


def test_a_card_shows_three_events_and_how_many_more(happens, community, ana, diego):
    for _time in range(5):
        happens(PRAISED, community, diego)

    [card] = inbox(ana)
    assert (len(card.lines), card.more) == (3, 2)


def test_what_is_done_comes_back_when_something_happens(happens, community, ana, diego):
    happens(PRAISED, community, diego)
    actions.finish(Card.objects.get())
    assert inbox(ana) == []

    happens(PRAISED, community, diego)
    assert len(inbox(ana)) == 1


def test_what_is_muted_stays_silent(happens, community, ana, diego):
    happens(MOVED, community, diego)
    actions.mute(Card.objects.get())

    happens(MOVED, community, diego)
    happens(PRAISED, community, diego)

    assert inbox(ana) == []
    assert mail.outbox == []
    actions.bring_back(Card.objects.get())
    assert len(inbox(ana)) == 1


def test_what_sleeps_comes_back_at_its_moment(happens, community, ana, diego):
    happens(PRAISED, community, diego)
    actions.snooze(Card.objects.get(), timezone.now() + timedelta(hours=3))
    assert inbox(ana) == []

    with time_machine.travel(timezone.now() + timedelta(hours=4)):
        assert len(inbox(ana)) == 1


def test_who_reads_the_thing_itself_has_dealt_with_it(happens, community, ana, diego):
    happens(PRAISED, community, diego)
    actions.see(ana, community)

    assert inbox(ana) == []


def test_what_is_for_me_by_name_is_written_at_once(happens, community, ana, diego):
    happens(PRAISED, community, diego)

    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["ana@example.org"], "Pump reliability")
    assert "Diego <b> praised <it>" in letter.body
    assert "You asked for it." in letter.body
    assert "List-Unsubscribe" in letter.extra_headers


def test_news_waits_for_the_digest_unless_one_asked_for_it(happens, community, ana, diego):
    happens(MOVED, community, diego)
    assert mail.outbox == []

    prefer(ana, community.pk, How.NOW)
    happens(MOVED, community, diego)
    assert len(mail.outbox) == 1

    prefer(ana, community.pk, How.OFF)
    happens(MOVED, community, diego)
    assert (len(mail.outbox), Notice.objects.count()) == (1, 2)


def test_one_click_in_a_letter_stops_letters_but_not_the_inbox(happens, community, ana, diego):
    stop_letters(ana.pk, "notices.personal")
    happens(PRAISED, community, diego)

    assert mail.outbox == []
    assert len(inbox(ana)) == 1


def test_what_i_dealt_with_is_not_written_about(community, ana, diego, run_jobs):
    event = record(PRAISED, by=diego, target=community, community=community)
    actions.tell(event)
    actions.finish(Card.objects.get())
    run_jobs()

    assert mail.outbox == []


def test_a_quiet_event_has_no_name(happens, community, ana):
    happens(PRAISED, community, None)

    assert inbox(ana)[0].first.sentence == "<b>Someone</b> praised &lt;it&gt;"


def test_what_is_new_shows_only_what_the_reader_may_see(happens, community, ana, diego):
    private = SomeCommunity(visibility="private")
    happens(MOVED, private, diego)
    happens(MOVED, community, diego)

    assert [line.target for line in what_is_new(ana, [community, private])] == [community]


def test_the_digest_tells_each_thing_once_and_not_my_own(happens, community, ana, diego):
    mine = SomeMembership(community=SomeCommunity(name="Leaks"), person=ana).community
    SomeMembership(community=community, person=ana)
    for _time in range(2):
        happens(MOVED, community, diego)
    happens(MOVED, mine, ana)
    happens(PRAISED, community, diego)

    news = news_for(ana, timezone.now() - timedelta(days=7))
    assert {place: len(lines) for place, lines in news.items()} == {"Pump reliability": 1}


def test_the_digest_is_one_letter_a_week(happens, community, ana, diego):
    SomeMembership(community=community, person=ana)
    happens(MOVED, community, diego)
    week = timezone.now() - timedelta(days=7)

    assert write_to(ana, week) == write_to(ana, week)
    assert "Pump reliability" in Letter.objects.get().text


def test_a_quiet_week_or_an_opt_out_has_no_digest(happens, community, ana, diego):
    week = timezone.now() - timedelta(days=7)
    assert write_to(ana, week) is None

    SomeMembership(community=community, person=ana)
    happens(MOVED, community, diego)
    prefer_digest(ana, is_wanted=False)
    assert write_to(ana, week) is None


def test_whoever_gathers_even_personal_things_gets_a_digest_when_some_wait(happens, community, ana, diego):
    prefer(ana, None, How.DIGEST)
    happens(PRAISED, community, diego)

    assert mail.outbox == []
    assert "wait for you: 1" in write_to(ana, timezone.now()).text


def test_digests_start_on_friday_at_eight_where_the_reader_is(happens, community, diego, run_jobs):
    here, far = SomePerson(time_zone="Europe/Madrid"), SomePerson(time_zone="America/Lima")
    for person in (here, far):
        SomeMembership(community=community, person=person)
    with time_machine.travel("2026-11-27T07:03:00Z"):
        happens(MOVED, community, diego)
        start_digests()
        run_jobs()

    assert [letter.person for letter in Letter.objects.all()] == [here]


def test_a_page_of_cards_costs_a_fixed_number_of_queries(happens, ana, diego, django_assert_num_queries):
    for _time in range(3):
        happens(PRAISED, SomeCommunity(), diego)
        with django_assert_num_queries(6):
            inbox(ana)


def test_an_event_without_words_or_target_is_left_out(community, diego):
    assert told([record("communities.unheard", by=diego, target=community)]) == []


def test_a_thing_without_a_rule_is_seen_by_whom_it_is_addressed_to(diego):
    assert actions.may_see(diego, [Letter()])
