"""Ask by poll on a meeting, answer, change, close, decide and look at it again: wide, narrow, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from practica.communities.tests.factories import CommunityFactory, FacilitatorFactory, MembershipFactory
from practica.conversations.tests.factories import a_conversation
from practica.meetings.tests.factories import meeting
from practica.organisation.models import Organisation
from practica.polls.actions import answer_poll
from practica.polls.models import Choice, Kind, Poll
from practica.polls.tests.factories import a_poll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTION = "Do we start every pump by the new checklist?"

LOOKS = [
    {"width": 1280, "theme": "light"},
    {"width": 390, "theme": "dark"},
    {"width": 1280, "theme": "light", "java_script_enabled": False},
]


@pytest.fixture
def cast():
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en", "es"])
    community = CommunityFactory(name="Pump reliability", slug="pump-reliability")
    facilitator = FacilitatorFactory(community=community, person__name="Sofía Almada").person
    return facilitator, MembershipFactory(community=community, person__name="Diego Sosa").person


def ask(page, question):
    page.get_by_role("link", name="Ask by poll").click()
    page.get_by_label("Question").fill(question)
    page.locator("#open-poll").click()
    expect(page.get_by_role("heading", name=question)).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_a_proposal_is_made_objected_to_changed_decided_and_looked_at_again(open_page, faults, cast, look):
    facilitator, member = cast
    when = meeting(community=facilitator.memberships.get().community, by=facilitator)
    page = open_page(when.get_absolute_url(), facilitator, **look)
    found = faults if look.get("java_script_enabled", True) else lambda _page: []
    ask(page, QUESTION)
    assert found(page) == []

    refused = ("Failed to load resource: the server responded with a status of 422",)
    answering = open_page(when.get_absolute_url(), member, caused=refused, **look)
    poll = Poll.objects.get()
    answering.get_by_role("radio", name="Objection").check()
    answering.locator(f"#answer-poll-{poll.pk}").click()
    expect(answering.get_by_text("Please say why").last).to_be_visible()
    assert found(answering) == []
    answering.get_by_label("Why?").fill("Not below five degrees.")
    answering.locator(f"#answer-poll-{poll.pk}").click()
    expect(answering.get_by_text("1 objection stands: there is no consent.")).to_be_visible()
    assert found(answering) == []

    answering.get_by_text("You have answered. Change my answer").click()
    answering.get_by_role("radio", name="Consent").check()
    answering.locator(f"#answer-poll-{poll.pk}").click()
    expect(answering.get_by_text("Consent: the one who answered.")).to_be_visible()

    page.reload()
    page.locator(f"#close-poll-{poll.pk}").click()
    page.get_by_label("What came of it?").fill("By the checklist, from Monday.")
    assert found(page) == []
    page.locator("#write-outcome").click()
    expect(page.get_by_text("By the checklist, from Monday.")).to_be_visible()
    page.get_by_role("link", name="Is it still right?").click()
    assert found(page) == []
    page.locator("#review-outcome").click()
    expect(page.get_by_text("confirmed on")).to_be_visible()
    assert found(page) == []


@pytest.mark.parametrize("kind", [Kind.DOTS, Kind.RANKED, Kind.SCORE, Kind.CHOOSE])
@pytest.mark.parametrize("look", LOOKS[:2])
def test_options_are_weighed_by_keyboard_alone(open_page, faults, cast, kind, look):
    facilitator, member = cast
    poll = a_poll(about=a_conversation(facilitator.memberships.get().community, by=facilitator), kind=kind, limit=3)

    page = open_page(poll.about.get_absolute_url(), member, **look)
    assert faults(page) == []
    fields = page.locator(f"#poll-{poll.pk}-form").locator("select, input[type=number], input[type=checkbox]")
    for number in range(fields.count()):
        fields.nth(number).focus()
        page.keyboard.press({Kind.DOTS: "ArrowUp", Kind.CHOOSE: "Space"}.get(kind, str(number + 1)))
    page.locator(f"#answer-poll-{poll.pk}").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("You have answered. Change my answer")).to_be_visible()
    expect(page.locator(f"#poll-{poll.pk}-title")).to_be_focused()
    page.get_by_text("The numbers as a table").click()
    assert faults(page) == []
    assert poll.answers.get().person == member


def test_an_open_page_shows_what_others_answer_and_keeps_what_one_has_chosen(open_page, cast):
    facilitator, member = cast
    poll = a_poll(about=a_conversation(facilitator.memberships.get().community, by=facilitator))

    page = open_page(poll.about.get_absolute_url(), member)
    page.get_by_role("radio", name="Concern").check()
    page.get_by_label("Why?").fill("Half a")
    answer_poll(poll, Choice([1, 0, 0]), by=facilitator)
    # What the stream's message does: the parts of the page that show the topic are fetched again.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.get_by_text("Consent: the one who answered.")).to_be_visible()
    expect(page.get_by_role("radio", name="Concern")).to_be_checked()
    expect(page.get_by_label("Why?")).to_have_value("Half a")
