import pytest

from practica.events.actions import record
from practica.foundation.tests.factories import SomeCommunity, SomeMembership, SomePerson
from practica.notices import registry
from practica.notices.actions import tell
from practica.notices.models import Card, How
from practica.notices.preferences import preferences_of, wants_digest
from practica.notices.registry import Urgency

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return SomePerson(name="Ana")


@pytest.fixture
def browser(client_as, ana):
    return client_as(ana)


@pytest.fixture
def card(monkeypatch, ana):
    return arrived(monkeypatch, ana, Urgency.PERSONAL)


def arrived(monkeypatch, person, urgency):
    monkeypatch.setattr(registry, "_tellings", {})
    registry.declare(
        "communities.praised",
        words="{who} praised it",
        recipients=lambda _event, _community: [person],
        urgency=urgency,
        is_in_digest=True,
        url=lambda community: f"/communities/{community.slug}/",
    )
    community = SomeMembership(community=SomeCommunity(name="Pump <i>"), person=person).community
    tell(record("communities.praised", by=SomePerson(name="Diego"), target=community, community=community))
    return Card.objects.get(person=person, thing_id=community.pk)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_inbox_shows_what_waits(browser, card):
    html = text(browser.get("/inbox/"))

    assert "Needs you" in html
    assert "Pump &lt;i&gt;</a></h3>" in html
    assert "<b>Diego</b> praised it" in html
    assert "You belong to Pump &lt;i&gt;." in html


def test_an_empty_inbox_says_so(browser):
    assert "Nothing waits" in text(browser.get("/inbox/"))


@pytest.mark.parametrize(("act", "tab"), [("done", "done"), ("snooze", "snoozed"), ("mute", "muted")])
def test_a_card_can_be_put_away_and_brought_back(browser, card, act, tab):
    response = browser.post(f"/inbox/{card.pk}/{act}/", follow=True)

    assert "thing-head" not in text(response)
    assert "Undo" in text(response)
    assert "Pump &lt;i&gt;" in text(browser.get(f"/inbox/{tab}/"))
    browser.post(f"/inbox/{card.pk}/wait/")
    assert "thing-head" in text(browser.get("/inbox/"))


def test_snooze_opens_the_times_to_choose_from(browser, card):
    page = text(browser.get("/inbox/"))

    assert f'popovertarget="snooze-{card.pk}"' in page
    assert f'id="snooze-{card.pk}" popover' in page


def test_nobody_touches_anothers_card(client_as, card):
    stranger = client_as(SomePerson())

    for act in ("done", "snooze", "mute", "wait"):
        assert stranger.post(f"/inbox/{card.pk}/{act}/").status_code == 404


def test_a_look_changes_nothing(browser, card):
    for act in ("done", "snooze", "mute", "wait"):
        assert browser.get(f"/inbox/{card.pk}/{act}/").status_code == 405


def test_news_can_be_read_all_at_once(browser, monkeypatch, ana):
    arrived(monkeypatch, ana, Urgency.NEWS)
    assert "Good to know" in text(browser.get("/inbox/"))

    browser.post("/inbox/read/")
    assert "Good to know" not in text(browser.get("/inbox/"))


def test_the_rail_counts_what_is_for_me_by_name(browser, card):
    assert 'class="badge strong">1<' in text(browser.get("/search/"))


def test_a_person_chooses_when_to_be_written_to(browser, card, ana):
    browser.post(
        "/inbox/preferences/", {"personal": "digest", f"community-{card.community_id}": "now", "digest": "off"}
    )

    assert preferences_of(ana) == {None: How.DIGEST, card.community_id: How.NOW}
    assert not wants_digest(ana)
    browser.post("/inbox/preferences/", {"personal": "off", "community-999999": "now", "digest": "sometimes"})
    assert preferences_of(ana) == {None: How.OFF, card.community_id: How.NOW}


def test_the_digest_can_be_read_at_any_time(browser, card):
    assert "<b>Diego</b> praised it" in text(browser.get("/inbox/digest/"))


def test_a_quiet_week_says_so(browser):
    assert "A quiet week" in text(browser.get("/inbox/digest/"))
