"""Join, ask, get an answer and accept it: in a wide and a narrow window, and once without JavaScript."""

import pytest
from playwright.sync_api import expect

from practica.communities.tests.factories import CommunityFactory, FacilitatorFactory, MembershipFactory
from practica.conversations.actions import Writing, open_conversation
from practica.conversations.models import Conversation, Kind
from practica.organisation.models import Organisation
from practica.people.tests.factories import PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Why does the pump prime slowly after lunch?"


@pytest.fixture
def cast():
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en", "es"])
    community = CommunityFactory(name="Pump reliability", slug="pump-reliability")
    FacilitatorFactory(community=community)
    helper = MembershipFactory(community=community, person__name="Diego Sosa").person
    return community, PersonFactory(name="Tomás Rivera"), helper


LOOKS = [
    {"width": 1280, "theme": "light"},
    {"width": 390, "theme": "dark"},
    {"width": 1280, "theme": "light", "java_script_enabled": False},
]


@pytest.mark.parametrize("look", LOOKS)
def test_a_person_joins_asks_is_answered_and_accepts(open_page, faults, cast, look):
    community, asker, helper = cast
    scripts = look.get("java_script_enabled", True)

    page = open_page(community.get_absolute_url(), asker, **look)
    page.locator("#join").click()
    page.goto(page.url.split("/communities/")[0] + "/conversations/in/pump-reliability/new/")
    page.get_by_label("Title").fill(TITLE)
    page.locator("#source").fill("It takes **twice as long** at 14:00.")
    page.locator("#post").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    if scripts:
        assert faults(page) == []

    conversation = Conversation.objects.get(title=TITLE)
    answering = open_page(conversation.get_absolute_url(), helper, **look)
    answering.locator("#reply-source").fill("Look at the seal water first.")
    answering.locator("#reply-source-send").click()
    expect(answering.get_by_text("Look at the seal water first.").first).to_be_visible()

    page.goto(answering.url.split("#")[0])
    page.get_by_role("button", name="Accept this answer").first.click()
    expect(page.get_by_text("Accepted answer").first).to_be_visible()
    conversation.refresh_from_db()
    assert conversation.accepted_reply.author == helper
    if scripts:
        assert faults(page) == []


@pytest.mark.parametrize("look", LOOKS)
def test_a_person_thinks_along_with_an_experience_in_parts(open_page, faults, cast, look):
    community, _asker, helper = cast
    scripts = look.get("java_script_enabled", True)
    told = Writing("I heard it before the *gauge* did.", title="The pump that sang", kind=Kind.EXPERIENCE)
    conversation = open_conversation(community, told, by=community.memberships.get(role="facilitator").person)

    page = open_page(conversation.get_absolute_url(), helper, **look)
    expect(page.locator("#reply-source")).to_be_hidden()
    page.get_by_label("In my context").fill("The generator masks everything here.")
    page.get_by_label("I will try").fill("My hand on the lid, all week.")
    if scripts:
        expect(page.get_by_text("Draft saved").last).to_be_visible()
        page.reload()
        expect(page.get_by_label("I will try")).to_have_value("My hand on the lid, all week.")
    page.locator("#reply-parts-send").click()

    expect(page.get_by_role("heading", name="In my context")).to_be_visible()
    expect(page.get_by_role("heading", name="I will try")).to_be_visible()
    expect(page.get_by_role("heading", name="What strikes me")).to_have_count(0)
    page.goto(page.url.split("#")[0])
    expect(page.get_by_label("In my context")).to_have_value("")
    if scripts:
        assert faults(page) == []


def test_a_reply_that_cannot_be_sent_stays_and_goes_out_when_the_connection_is_back(open_page, cast):
    community, _asker, helper = cast
    told = Writing("It takes twice as long.", title=TITLE)
    conversation = open_conversation(community, told, by=helper)

    page = open_page(
        conversation.get_absolute_url(),
        helper,
        caused=("Failed to load resource: net::ERR_INTERNET", "htmx: htmx:error"),
    )
    expect(page.locator("#reply-form [role=toolbar]").first).to_be_visible()
    page.locator("#reply-source").fill("Look at the seal water first.")
    page.context.set_offline(True)
    page.locator("#reply-source-send").click()
    expect(page.get_by_text("It was not sent; your text is here.")).to_be_visible()
    expect(page.locator("#reply-source")).to_have_value("Look at the seal water first.")
    page.get_by_role("button", name="Post when I am back").click()
    assert not conversation.replies.exists()

    page.context.set_offline(False)
    expect(page.locator("article.post").get_by_text("Look at the seal water first.")).to_be_visible()
    expect(page.locator("#reply-source")).to_have_value("")
    assert conversation.replies.count() == 1


def test_an_empty_reflection_is_named_in_place(open_page, cast):
    community, _asker, helper = cast
    told = Writing("I heard it.", title="The pump that sang", kind=Kind.EXPERIENCE)
    conversation = open_conversation(community, told, by=helper)

    page = open_page(
        conversation.get_absolute_url(),
        helper,
        caused=("Failed to load resource: the server responded with a status of 422",),
    )
    page.locator("#reply-parts-send").click()

    expect(page.get_by_text("Write at least one of these.")).to_be_visible()
    page.get_by_label("I would ask").fill("Since when?")
    page.locator("#reply-parts-send").click()
    expect(page.get_by_role("heading", name="I would ask")).to_be_visible()
