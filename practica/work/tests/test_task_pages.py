"""The board, the same as a list, a task's page, and what one has taken on across communities."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practica.people.tests.factories import PersonFactory
from practica.work.actions import finish_task, give_back_task, take_task
from practica.work.models import State, Task
from practica.work.tests.factories import CommunityFactory, a_commitment, a_task, an_ask, in_days, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return member_of(CommunityFactory(slug="pumps"), person__name="Ana Torres")


@pytest.fixture
def pumps(ana):
    return ana.memberships.get().community


def board_of(client):
    return client.get(reverse("work:community", args=["pumps"]))


def columns(response):
    return {column.key: [card.task.text for card in column.cards] for column in response.context["columns"]}


def post(client, name, pk, **given):
    return client.post(reverse(f"work:{name}", args=[pk]), given)


def test_a_task_walks_over_the_board_by_buttons(client_as, ana, pumps):
    client, address = client_as(ana), reverse("work:add_task", args=["pumps"])
    client.post(address, {"text": "Read the gauge", "is_help_wanted": "on"})
    one = Task.objects.get()

    seen = []
    for button, then in (("I’ll take it", "take"), ("Begin", "start"), (">Done<", "finish"), ("Read the gauge", "")):
        response = board_of(client)
        seen.append((columns(response), button in response.content.decode()))
        if then:
            assert post(client, then, one.pk, next="/work/in/pumps/").url == "/work/in/pumps/"

    nothing = {"open": [], "under-way": [], "done": []}
    places = ("open", "under-way", "under-way", "done")
    assert [found for found, _ in seen] == [{**nothing, place: ["Read the gauge"]} for place in places]
    assert [is_there for _, is_there in seen][:2] == [True, True]


def test_the_open_column_begins_where_help_is_wanted(client_as, ana, pumps):
    a_task(pumps, text="Any day")
    a_task(pumps, text="By Friday", days=3)
    a_task(pumps, text="For somebody new", is_good_first=True)
    a_task(pumps, text="Help", is_help_wanted=True)

    assert columns(board_of(client_as(ana)))["open"] == ["Help", "For somebody new", "By Friday", "Any day"]


def test_a_lone_task_invites_and_a_shared_one_names_both(client_as, ana, pumps):
    lucia, omar = (member_of(pumps, person__name=name) for name in ("Lucía Benítez", "Omar Quiroga"))
    one = a_task(pumps)
    take_task(one, by=lucia)
    alone = board_of(client_as(ana)).content.decode()
    take_task(one, by=omar)
    shared = board_of(client_as(ana)).content.decode()

    assert ("Lucía, and you?" in alone, "Join in" in alone) == (True, True)
    assert ("Lucía and Omar" in shared, "Join in" in shared, "1 of 1 taken task is shared" in shared) == (
        True,
        False,
        True,
    )


def test_readers_from_outside_see_the_board_without_buttons(client_as, pumps):
    a_task(pumps, text="Read the gauge")
    page = board_of(client_as(PersonFactory())).content.decode()

    assert "Read the gauge" in page
    assert ("I’ll take it" in page, "New task" in page) == (False, False)


def test_a_long_column_leads_to_the_list_which_has_pages(client_as, ana, pumps):
    for number in range(41):
        a_task(pumps, by=ana, text=f"Task {number:02}")
    client, address = client_as(ana), reverse("work:tasks", args=["pumps"])

    assert f"{address}?show=open" in board_of(client).content.decode()
    assert [card.task.text for card in client.get(address, {"page": 2}).context["cards"]] == ["Task 40"]
    assert client.get(address, {"show": "nonsense"}).context["shown"] == "open"
    assert "Nothing here" in client.get(address, {"show": "earlier"}).content.decode()


def test_forms_that_are_not_right_say_so(client_as, ana, pumps):
    one, client = a_task(pumps, by=ana), client_as(ana)
    take_task(one, by=ana)

    answers = [
        client.post(reverse("work:add_task", args=["pumps"]), {"text": ""}).status_code,
        post(client, "change_task", one.pk, text="").status_code,
        post(client, "drop_task", one.pk, because="").status_code,
        post(client, "give_back", one.pk, because="x" * 301).status_code,
        post(client, "renegotiate_task", one.pk, due_on=in_days(-1), reason="x").status_code,
        post(client, "ask", one.pk, person="").status_code,
    ]
    assert answers == [422] * 6


def test_each_form_does_what_it_says(client_as, ana, pumps):
    one, client, luis = a_task(pumps, by=ana, days=2), client_as(ana), member_of(pumps)
    take_task(one, by=ana)

    post(client, "renegotiate_task", one.pk, due_on=in_days(9), reason="The maker answers late")
    post(client, "change_task", one.pk, text="Ask the maker", details="Two lines")
    post(client, "ask", one.pk, person=luis.pk, note="You met them")
    post(client_as(luis), "accept", one.asks.get().pk)
    post(client, "give_back", one.pk, because="On leave")
    post(client_as(luis), "finish", one.pk)
    post(client_as(luis), "reopen", one.pk)
    post(client, "drop_task", one.pk, because="Sold")

    one.refresh_from_db()
    assert (one.text, one.due_on, one.state, one.dropped_because) == (
        "Ask the maker",
        in_days(9),
        State.DROPPED,
        "Sold",
    )
    assert [share.person for share in one.shares.current()] == [luis]


def test_its_page_shows_who_its_days_and_what_one_may_do(client_as, ana, pumps):
    one = a_task(pumps, by=ana, text="Read the gauge", details="Two hands", days=2)
    take_task(one, by=ana)
    post(client_as(ana), "renegotiate_task", one.pk, due_on=in_days(9), reason="A cold night is needed")

    mine = client_as(ana).get(one.get_absolute_url()).content.decode()
    theirs = client_as(member_of(pumps)).get(one.get_absolute_url()).content.decode()

    assert "Was for in" not in mine
    assert [word in mine for word in ("A cold night is needed", "Two hands", "Give it back", "Drop it")] == [True] * 4
    assert [word in theirs for word in ("A cold night is needed", "Join in", "Give it back", "Drop it")] == [
        True,
        True,
        False,
        False,
    ]


def test_ones_own_work_stands_together_wherever_one_belongs(client_as, ana, pumps):
    elsewhere = CommunityFactory()
    member_of(elsewhere, person=ana)
    tasks = [a_task(place, text=f"In {place.slug}") for place in (pumps, elsewhere)]
    for one in tasks:
        take_task(one, by=ana)
    done, given = a_task(pumps, text="Done"), a_task(pumps, text="Given back")
    for one in (done, given):
        take_task(one, by=ana)
    finish_task(done, by=ana)
    give_back_task(given, because="", by=ana)

    cards = client_as(ana).get(reverse("work:mine")).context["cards"]

    assert [card.task for card in cards] == tasks
    assert "In pumps" in client_as(ana).get("/").content.decode()


@pytest.mark.parametrize("name", ["community", "tasks", "mine", "task"])
def test_the_pages_have_a_fixed_number_of_queries(client_as, ana, pumps, name):
    client, first = client_as(ana), a_task(pumps)
    take_task(first, by=ana)
    args = {"mine": [], "task": [first.pk]}.get(name, ["pumps"])
    counted = []
    for number in range(4):
        for state in (State.OPEN, State.TAKEN, State.DONE):
            one = a_task(pumps)
            an_ask(one, ana)
            for person in [] if state == State.OPEN else [member_of(pumps), ana]:
                take_task(one, by=person)
            if state == State.DONE:
                finish_task(one, by=ana)
        take_task(first, by=member_of(pumps))
        a_commitment(pumps)
        a_commitment(pumps, by=ana)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(f"work:{name}", args=args))
        if number:
            counted.append(len(captured))

    assert counted == [{"community": 12, "tasks": 8, "mine": 12, "task": 12}[name]] * 3
