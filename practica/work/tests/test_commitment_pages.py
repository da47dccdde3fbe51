"""The pages on which promises stand: a community's, one's own, one's home."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practica.people.tests.factories import PersonFactory
from practica.work.actions import keep_commitment, renegotiate_commitment
from practica.work.models import Commitment
from practica.work.tests.factories import CommunityFactory, a_commitment, in_days, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return member_of(CommunityFactory(slug="pumps"), person__name="Ana Torres")


@pytest.fixture
def pumps(ana):
    return ana.memberships.get().community


def page(client, name, *args):
    return client.get(reverse(f"work:{name}", args=args)).content.decode()


def test_one_says_it_on_the_page_of_the_community_and_keeps_it(client_as, ana, pumps):
    client = client_as(ana)

    sent = client.post(reverse("work:commit", args=["pumps"]), {"text": "time five starts", "due_on": in_days(2)})
    one = Commitment.objects.get()
    kept = client.post(reverse("work:keep", args=[one.pk]), {"next": "/work/"})

    one.refresh_from_db()
    assert (sent.url, kept.url, one.is_open) == ("/work/in/pumps/", "/work/", False)
    assert "Kept. Thank you." in page(client, "mine")


def test_a_form_that_is_not_right_says_so(client_as, ana, pumps):
    client, one = client_as(ana), a_commitment(pumps, by=ana)

    for name, args, given in (
        ("commit", ["pumps"], {"text": "", "due_on": in_days(2)}),
        ("commit", ["pumps"], {"text": "Late", "due_on": in_days(-2)}),
        ("renegotiate", [one.pk], {"reason": "", "due_on": in_days(9)}),
        ("let_go", [one.pk], {"because": "x" * 301}),
    ):
        assert client.post(reverse(f"work:{name}", args=args), given).status_code == 422


def test_what_others_said_shows_its_day_the_day_before_and_the_reason(client_as, ana, pumps):
    lucia = member_of(pumps, person__name="Lucía Benítez")
    one = a_commitment(pumps, by=lucia, text="bring the grease results", days=1)
    renegotiate_commitment(one, due_on=in_days(90), reason="the Laboratory was closed", by=lucia)

    shown = page(client_as(ana), "community", "pumps")

    assert "Lucía Benítez</b>" in shown
    assert "was tomorrow: the Laboratory was closed" in shown
    assert reverse("work:keep", args=[one.pk]) not in shown


def test_only_who_made_it_is_offered_to_keep_it(client_as, ana, pumps):
    one = a_commitment(pumps, by=ana)
    other = client_as(member_of(pumps))

    assert "Renegotiate" in page(client_as(ana), "commitment", one.pk)
    assert "Renegotiate" not in page(other, "commitment", one.pk)
    assert other.post(reverse("work:keep", args=[one.pk])).status_code == 403
    assert other.get(reverse("work:renegotiate", args=[one.pk])).status_code == 403
    assert other.get(reverse("work:let_go", args=[one.pk])).status_code == 403


def test_who_reads_without_belonging_is_not_offered_to_promise(client_as, pumps):
    reader = client_as(PersonFactory())

    assert reverse("work:commit", args=["pumps"]) not in page(reader, "community", "pumps")
    assert reader.get(reverse("work:commit", args=["pumps"])).status_code == 403


def test_a_private_one_is_not_there_for_strangers(client_as):
    one = a_commitment(CommunityFactory(slug="hidden", visibility="private"))
    stranger = client_as(PersonFactory())

    assert stranger.get(one.get_absolute_url()).status_code == 404
    assert stranger.post(reverse("work:keep", args=[one.pk])).status_code == 404
    assert stranger.get(reverse("work:community", args=["hidden"])).status_code == 404


def test_home_shows_what_one_promised_wherever_one_belongs(client_as, ana, pumps):
    elsewhere = CommunityFactory()
    member_of(elsewhere, person=ana)
    a_commitment(pumps, by=ana, text="time five starts")
    a_commitment(elsewhere, by=ana, text="answer every suggestion")
    keep_commitment(a_commitment(pumps, by=ana, text="done already"), by=ana)
    others = a_commitment(pumps, text="somebody else’s")

    home = client_as(ana).get("/").content.decode()

    assert [words in home for words in ("You promised", "time five starts", "answer every suggestion")] == [True] * 3
    assert "done already" not in home
    assert reverse("work:keep", args=[others.pk]) not in home


def test_nothing_promised_is_said_kindly(client_as, ana):
    client = client_as(ana)

    assert "Nothing said yet" in page(client, "community", "pumps")
    assert "Nothing promised" in page(client, "mine")
    assert "You promised" not in client.get("/").content.decode()


def test_a_long_list_comes_in_pages(client_as, ana, pumps):
    other = member_of(pumps)
    for number in range(21):
        a_commitment(pumps, by=other, text=f"thing {number}", days=number)

    shown = client_as(ana).get(reverse("work:community", args=["pumps"]), {"promises": 2})

    assert [one.text for one in shown.context["promises"]] == ["thing 20"]


@pytest.mark.parametrize("name", ["community", "mine"])
def test_the_pages_have_a_fixed_number_of_queries(client_as, ana, pumps, name):
    client, args = client_as(ana), ["pumps"] if name == "community" else []
    counts = []
    client.get(reverse(f"work:{name}", args=args))
    for _ in range(3):
        one = a_commitment(pumps, by=ana)
        renegotiate_commitment(one, due_on=in_days(9), reason="x", by=ana)
        a_commitment(pumps)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(f"work:{name}", args=args))
        counts.append(len(captured))

    assert counts == [{"community": 11, "mine": 10}[name]] * 3
