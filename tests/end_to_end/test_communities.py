"""Founding, joining and looking after a community in a real browser, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from practica.communities.models import Membership, MembershipState
from practica.communities.tests.factories import (
    CharterFactory,
    CommunityFactory,
    KnowledgeQuestionFactory,
    MembershipFactory,
    facilitator_of,
)
from practica.organisation.models import Organisation
from practica.people.tests.factories import PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _founded():
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en", "es"])


@pytest.fixture
def pumps():
    community = CommunityFactory(name="Pump reliability", slug="pump-reliability", topics=["pumps"])
    facilitator_of(community)
    KnowledgeQuestionFactory(community=community)
    CharterFactory(community=community, in_force=True)
    CharterFactory(community=community, open_for_comment=True)
    MembershipFactory(community=community, requested=True)
    MembershipFactory(community=community, invited=True)
    return community


@pytest.mark.parametrize("shown", [(1280, "light", "en"), (390, "dark", "es"), (320, "light", "es")])
def test_its_pages_are_accessible_and_fit(open_page, faults, pumps, shown):
    (width, theme, language), sofia = shown, facilitator_of(pumps)
    sofia.language = language
    sofia.save()
    home = pumps.get_absolute_url()
    pages = [home, f"{home}members/", f"{home}questions/", f"{home}check/", f"{home}charter/2/", "/communities/"]
    page = open_page(home, sofia, width, theme)
    for path in pages:
        page.goto(page.url.split("/communities/")[0] + path)
        assert (path, faults(page)) == (path, [])


def test_joining_and_leaving_take_one_press_each(open_page, pumps):
    marta = PersonFactory()
    page = open_page(pumps.get_absolute_url(), marta)

    page.get_by_role("button", name="Join", exact=True).click()
    page.get_by_label("What would you like to learn here?").fill("How to hear a bearing")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#belonging-button")).to_have_text("Member")
    page.locator("#belonging-button").click()
    page.get_by_role("button", name="Leave the community").click()
    expect(page.get_by_role("button", name="Join", exact=True)).to_be_visible()

    row = Membership.objects.get(person=marta)
    assert (row.state, row.learning_goal) == (MembershipState.LEFT, "How to hear a bearing")


@pytest.mark.parametrize(("width", "has_scripts"), [(1280, True), (390, False)])
def test_a_community_is_founded_on_five_screens(open_page, pumps, width, has_scripts):
    PersonFactory(name="Ana Díaz")
    page = open_page("/communities/start/", PersonFactory(), width, java_script_enabled=has_scripts)
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("In one sentence").fill("Pumps that run")
    if has_scripts:
        page.get_by_label("What is it called?").press_sequentially("Reliability of pumps")
        expect(page.locator("#similar")).to_contain_text("Pump reliability")
    fill_and_go_on(page, "What is it called?", "Reliability of pumps")
    fill_and_go_on(page, "What is different about yours?", "Only vacuum pumps")
    fill_and_go_on(page, "What do you care about?", "Vacuum pumps")
    fill_and_go_on(page, "Question 1", "How do we hear it?")
    fill_and_go_on(page, "And after that?", "Every first Tuesday")
    page.get_by_label("Who?").fill("diaz")
    # Either the list comes while one types, or the button brings it.
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="You and 1 other")).to_be_visible()
    page.get_by_role("button", name="Start the community").click()
    page.wait_for_url("**/reliability-of-pumps/")

    invited = Membership.objects.invited().filter(community__slug="reliability-of-pumps")
    assert [row.person.name for row in invited] == ["Ana Díaz"]


def fill_and_go_on(page, label, text):
    page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Save and go on").click()


def test_the_directory_answers_while_one_types(open_page, pumps):
    CommunityFactory(name="Detección de fugas")
    page = open_page("/communities/", PersonFactory())

    page.get_by_label("Search communities").press_sequentially("deteccion")
    expect(page.locator(".community-card")).to_have_count(1)
    expect(page.locator(".community-card h2")).to_have_text("Detección de fugas")
    page.wait_for_url("**q=deteccion**")
