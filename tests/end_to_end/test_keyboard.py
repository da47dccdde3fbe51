"""The journeys without a mouse: Tab, Enter, arrows and Escape, and the focus is never lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from practica.communities.tests.factories import CommunityFactory, FacilitatorFactory, MembershipFactory
from practica.conversations.models import Conversation
from practica.conversations.tests.factories import a_conversation, a_reply
from practica.events.models import Event
from practica.meetings.tests.factories import meeting, timing
from practica.notices.actions import tell
from practica.organisation.models import Organisation
from practica.people.tests.factories import PersonFactory
from practica.polls.models import Kind
from practica.polls.tests.factories import a_poll
from practica.topics.tests.factories import a_topic
from practica.work.tests.factories import a_task, in_days

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STOPS = 80
NAME = """() => { const one = document.activeElement;
  return one === document.body ? "" : `${one.id} ${one.getAttribute("aria-label") ?? ""} ${one.textContent} ${one.value ?? ""}`; }"""
QUESTION = "Who measures before we enter?"


@pytest.fixture
def place():
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en", "es"])
    return CommunityFactory(name="Pump reliability", slug="pumps")


@pytest.fixture
def sofia(place):
    return FacilitatorFactory(community=place, person__name="Sofía Almada").person


@pytest.fixture
def diego(place, sofia):
    return MembershipFactory(community=place, person__name="Diego Sosa").person


def go_to(page: Page, name: str) -> None:
    """Tab after tab, as far as it takes."""
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        if name in page.evaluate(NAME):
            return
    pytest.fail(f"{name!r} is not reached by Tab on {page.url}")


def press(page: Page, name: str) -> None:
    go_to(page, name)
    page.keyboard.press("Enter")


def test_one_joins_asks_is_answered_and_accepts(open_page, place, diego):
    asking = open_page(place.get_absolute_url(), PersonFactory(name="Marta Rey"))
    press(asking, "Join")
    expect(asking).to_have_url(re.compile("/welcome/$"))
    asking.goto(asking.url.split("/communities/")[0] + "/conversations/in/pumps/")
    press(asking, "Start a conversation")
    expect(asking.get_by_label("Title")).to_be_visible()
    go_to(asking, "id_title")
    asking.keyboard.type(QUESTION)
    go_to(asking, "source")
    asking.keyboard.type("Tomorrow is my first time.")
    press(asking, "post")
    expect(asking.get_by_role("heading", name=QUESTION)).to_be_visible()

    answering = open_page(Conversation.objects.get(title=QUESTION).get_absolute_url(), diego)
    go_to(answering, "reply-source")
    answering.keyboard.type("Whoever goes in, twice.")
    answering.keyboard.press("Control+Enter")
    expect(answering.locator(".post")).to_contain_text("Whoever goes in, twice.")

    asking.reload()
    press(asking, "Accept this answer")
    expect(asking.get_by_text("Accepted answer").first).to_be_visible()


def test_a_dialog_out_of_a_menu_takes_the_focus_and_gives_it_back(open_page, place, sofia):
    page = open_page(a_conversation(place, by=sofia).get_absolute_url(), sofia)
    go_to(page, "More for this conversation")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#conversation-more :is(a, button):focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="More for this conversation")).to_be_focused()

    page.keyboard.press("Enter")
    press(page, "Close…")
    expect(page.locator("#close-reason")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="More for this conversation")).to_be_focused()

    page.keyboard.press("Enter")
    press(page, "Close…")
    page.keyboard.type("It was measured")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Closed by Sofía Almada: It was measured")).to_be_visible()


def test_whoever_answers_a_meeting_or_a_poll_stays_where_they_are(open_page, place, sofia, diego):
    meeting(community=place, by=sofia, when=timing(first_on=in_days(7)))
    page = open_page(place.get_absolute_url(), diego)
    go_to(page, "-yes")
    page.keyboard.press("Space")
    expect(page.get_by_text("1 going")).to_be_visible()
    expect(page.locator("[id$=-yes]:checked:focus")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("0 going")).to_be_visible()
    expect(page.locator("[id$=-maybe]:checked:focus")).to_have_count(1)

    poll = a_poll(about=a_conversation(place, by=sofia), by=sofia, kind=Kind.CHECK)
    page.goto(page.url.split("/communities/")[0] + poll.get_absolute_url())
    go_to(page, "choice_0")
    page.keyboard.press("Space")
    press(page, "Send my answer")
    expect(page.locator(f"#poll-{poll.pk}-kind")).to_be_focused()


def test_a_suggestion_is_supported_and_declined(open_page, place, sofia, diego):
    topic = a_topic(place, by=diego, title="Grease: how much, how often")
    supporting = open_page("/topics/in/pumps/", sofia)
    go_to(supporting, "support: Grease")
    supporting.keyboard.press("Enter")
    expect(supporting.locator(f"#press-{topic.pk}[aria-pressed=true]")).to_be_focused()

    press(supporting, "Decline: Grease")
    expect(supporting.get_by_label("Your reason")).to_be_visible()
    go_to(supporting, "id_reason")
    supporting.keyboard.type("The maker says it on the nameplate.")
    press(supporting, "Decline and tell them")
    expect(supporting.get_by_role("link", name="Declined 1")).to_be_visible()


def test_a_task_is_taken_and_shown_where_it_stands_now(open_page, place, sofia, diego):
    task = a_task(place, by=sofia)
    page = open_page("/work/in/pumps/", diego)
    press(page, "I’ll take it")
    expect(page.locator(f"#task-{task.pk}:target")).to_contain_text("Begin")
    # Whoever goes on with Tab goes on from there.
    page.keyboard.press("Tab")
    assert task.text in page.evaluate(NAME)


def test_what_waits_is_snoozed_by_a_letter_and_an_arrow(open_page, place, sofia, diego):
    a_reply(a_conversation(place, by=sofia), by=diego)
    tell(Event.objects.latest("pk"))
    page = open_page("/inbox/", sofia)
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="In three hours")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It comes back later.")).to_be_visible()
