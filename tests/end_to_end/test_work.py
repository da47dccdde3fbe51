"""Something is promised, renegotiated and kept, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from practica.communities.tests.factories import CommunityFactory, MembershipFactory
from practica.organisation.models import Organisation
from practica.work.actions import join_initiative, take_task
from practica.work.tests.factories import a_task, an_initiative, in_days

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AS = [
    pytest.param({"width": 1280, "theme": "light"}, id="desk"),
    pytest.param({"width": 390, "theme": "dark"}, id="phone"),
    pytest.param({"width": 390, "theme": "light", "java_script_enabled": False}, id="without-javascript"),
]


@pytest.fixture
def pumps(db):
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en"])
    return CommunityFactory(slug="pumps", name="Pump reliability")


@pytest.mark.parametrize("how", AS)
def test_what_one_promises_is_renegotiated_in_place_and_kept(open_page, faults, pumps, how):
    omar = MembershipFactory(community=pumps, person__name="Omar Quiroga").person
    reader = MembershipFactory(community=pumps).person
    script = how.get("java_script_enabled", True)

    page = open_page("/work/in/pumps/", omar, **how)
    expect(page.get_by_role("heading", name="Nothing said yet")).to_be_visible()
    page.get_by_role("link", name="I will…").click()
    page.get_by_label("I will…").fill("time five cold starts at Villa Ribera")
    page.get_by_label("By").fill(in_days(1).isoformat())
    page.locator("#commit-send").click()
    expect(page.get_by_text("tomorrow")).to_be_visible()

    page.locator("summary", has_text="Renegotiate").click()
    page.get_by_label("New date").fill(in_days(9).isoformat())
    page.get_by_label("What changed?").fill("The station is closed")
    if script:
        assert faults(page) == []
    page.get_by_role("button", name="Set new date").click()
    expect(page.get_by_text("Was for tomorrow: The station is closed")).to_be_visible()

    other = open_page("/work/in/pumps/", reader, **how)
    expect(other.get_by_text("was tomorrow: The station is closed")).to_be_visible()
    assert other.get_by_role("button", name="Kept").count() == 0

    page.goto(page.url.split("/work/")[0])
    page.get_by_role("button", name="Mark as kept").click()
    expect(page.get_by_text("Kept. Thank you.")).to_be_visible()
    other.reload()
    expect(other.get_by_text("Kept", exact=True)).to_be_visible()
    if script:
        assert faults(other) == []


@pytest.mark.parametrize("how", AS)
def test_a_task_is_shared_asked_for_and_done_together(open_page, faults, pumps, how):
    omar = MembershipFactory(community=pumps, person__name="Omar Quiroga").person
    lucia = MembershipFactory(community=pumps, person__name="Lucía Benítez").person
    script = how.get("java_script_enabled", True)

    page = open_page("/work/in/pumps/", omar, **how)
    expect(page.get_by_role("heading", name="No tasks here at the moment")).to_be_visible()
    page.get_by_role("link", name="New task").click()
    page.get_by_label("What is to be done").fill("Read seal water pressure during two cold starts")
    page.get_by_label("Help wanted").check()
    page.locator("#save-task").click()
    page.get_by_role("button", name="I’ll take it").click()
    page.get_by_role("link", name="Ask somebody").click()
    page.get_by_label("Whom").select_option(label="Lucía Benítez")
    page.get_by_label("Why them").fill("A cold start takes two pairs of hands")
    page.locator("#ask").click()
    expect(page.get_by_text("You asked, and they have not answered yet:")).to_be_visible()
    if script:
        assert faults(page) == []

    other = open_page("/", lucia, **how)
    expect(other.get_by_text("A cold start takes two pairs of hands")).to_be_visible()
    if script:
        assert faults(other) == []
    other.get_by_role("button", name="Yes, I’m in").click()
    other.goto(other.url.rstrip("/") + "/work/in/pumps/")
    expect(other.get_by_text("Omar and Lucía")).to_be_visible()
    if script:
        assert faults(other) == []
    other.get_by_role("button", name="Begin").click()
    other.get_by_role("button", name="Done").click()
    expect(other.get_by_text("Done. Thank you.")).to_be_visible()
    other.get_by_role("link", name="As a list").click()
    other.get_by_role("link", name="Done this month").click()
    expect(other.get_by_role("link", name="Read seal water pressure")).to_be_visible()
    if script:
        assert faults(other) == []


@pytest.mark.parametrize("how", AS)
def test_joint_work_with_an_aim_is_proposed_joined_and_begun(open_page, faults, pumps, how):
    omar = MembershipFactory(community=pumps, person__name="Omar Quiroga").person
    lucia = MembershipFactory(community=pumps, person__name="Lucía Benítez").person
    script = how.get("java_script_enabled", True)

    page = open_page("/work/in/pumps/", omar, **how)
    page.get_by_role("link", name="Propose an initiative").click()
    page.get_by_label("Title").fill("Seals that last a year")
    page.get_by_label("What is better at the end").fill("From nine seal changes a quarter to three.")
    page.get_by_label("For whom").fill("Puerto Sauce")
    page.locator("#save-initiative").click()
    expect(page.get_by_text("It takes two at least before it can begin.")).to_be_visible()

    other = open_page("/work/in/pumps/", lucia, **how)
    other.get_by_role("link", name="Seals that last a year").click()
    assert other.get_by_text("Puerto Sauce").count() == 0
    other.get_by_role("button", name="Take part").click()
    expect(other.get_by_text("For Puerto Sauce")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="It begins").click()
    page.locator("#add-task").click()
    page.get_by_label("What is to be done").fill("Photograph the worn faces")
    page.locator("#save-task").click()
    page.get_by_role("button", name="I’ll take it").click()
    page.get_by_role("link", name="Seals that last a year").click()
    expect(page.get_by_role("heading", name="Photograph the worn faces")).to_be_visible()
    if script:
        assert faults(page) == []


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_the_pages_of_joint_work_are_accessible_and_fit(open_page, faults, pumps, width, theme):
    omar = MembershipFactory(community=pumps, person__name="Omar Quiroga", person__language="es").person
    lucia = MembershipFactory(community=pumps, person__name="Lucía Benítez").person
    one = an_initiative(pumps, by=omar, title="Seals" * 20, client="Puerto Sauce", due_on=in_days(30))
    join_initiative(one, by=lucia)
    shared = a_task(pumps, by=omar, text="Photograph" * 12, initiative=one)
    take_task(take_task(shared, by=omar), by=lucia)
    take_task(a_task(pumps, by=omar), by=omar)
    home = "/work/in/pumps/"
    paths = [
        home,
        *(
            f"{home}{name}"
            for name in ("together/", "initiatives/", "initiatives/propose/", f"tasks/?initiative={one.pk}")
        ),
        *(f"{one.get_absolute_url()}{name}" for name in ("", "change/", "abandon/")),
        shared.get_absolute_url(),
    ]
    assert {path: faults(open_page(path, omar, width, theme)) for path in paths} == {path: [] for path in paths}
