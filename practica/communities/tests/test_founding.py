"""Three people and five screens."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from practica.communities.actions import (
    accept_invitation,
    discard_founding,
    found_community,
    save_founding,
    start_founding,
)
from practica.communities.models import Community, FoundingDraft, MembershipState, Stage, Status
from practica.communities.queries.self_check import QUESTIONS, advice
from practica.communities.tests.factories import CommunityFactory
from practica.communities.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.organisation.models import Organisation
from practica.people.tests.factories import GuestPersonFactory, PersonFactory

pytestmark = pytest.mark.django_db

ANSWERS = {
    "name": "Field notes",
    "tagline": "How crews tell each other what they saw.",
    "questions": ["How do we tell a story others can use?"],
    "languages": ["es"],
}


def drafted(by, **answers):
    draft = start_founding(by=by)
    return save_founding(draft, {**ANSWERS, **answers}, by=by, step=5)


def test_the_founder_facilitates_and_the_others_are_asked():
    kenji, ana, luis = PersonFactory(), PersonFactory(), PersonFactory()

    community = found_community(drafted(kenji, people=[ana.pk, luis.pk], message="Will you?"), by=kenji)

    assert (community.status, community.stage, community.formality) == (Status.FORMING, Stage.POTENTIAL, "informal")
    assert [row.person for row in community.facilitators] == [kenji]
    assert set(community.memberships.invited().values_list("person", "message")) == {
        (ana.pk, "Will you?"),
        (luis.pk, "Will you?"),
    }
    assert [question.text for question in community.questions.all()] == ANSWERS["questions"]
    assert community.charters.in_force().get().sections["purpose"] == ANSWERS["tagline"]
    assert FoundingDraft.objects.count() == 0


def test_the_first_community_has_the_colour_chosen_in_the_first_run_and_a_later_one_its_own():
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en"], first_hue="plum")
    kenji = PersonFactory()

    first = found_community(drafted(kenji), by=kenji)
    later = found_community(drafted(kenji, name="Quite another matter", difference="Other people."), by=kenji)

    assert (first.hue, later.hue_name) == ("plum", "")


def test_it_lives_when_the_third_says_yes_and_no_approval_is_asked():
    kenji, ana, luis = PersonFactory(), PersonFactory(), PersonFactory()
    community = found_community(drafted(kenji, people=[ana.pk, luis.pk]), by=kenji)

    for person in (ana, luis):
        assert Community.objects.get().status == Status.FORMING
        accept_invitation(community.memberships.get(person=person), by=person)

    community.refresh_from_db()
    assert (community.status, community.stage) == (Status.ACTIVE, Stage.COALESCING)
    assert Event.objects.order_by("-id").first().verb == Verb.ACTIVATED


def test_the_others_are_no_members_until_they_accept():
    kenji, ana = PersonFactory(), PersonFactory()

    community = found_community(drafted(kenji, people=[ana.pk]), by=kenji)

    assert community.memberships.get(person=ana).state == MembershipState.INVITED


def test_guests_do_not_found():
    with pytest.raises(PermissionDenied):
        start_founding(by=GuestPersonFactory())


def test_nobody_founds_with_another_persons_draft():
    draft = drafted(PersonFactory())

    for act in (found_community, discard_founding):
        with pytest.raises(PermissionDenied):
            act(draft, by=PersonFactory())


@pytest.mark.parametrize(
    ("missing", "words"),
    [({"name": ""}, "name"), ({"questions": []}, "at least one thing"), ({"questions": ["  "]}, "at least")],
)
def test_a_name_and_something_to_learn_are_needed(missing, words):
    kenji = PersonFactory()

    with pytest.raises(Refused, match=words):
        found_community(drafted(kenji, **missing), by=kenji)
    assert Community.objects.count() == 0


def test_beside_one_that_sounds_alike_one_says_what_is_different():
    CommunityFactory(name="Data quality", slug="data-quality")
    kenji = PersonFactory()

    with pytest.raises(Refused, match="similar community"):
        found_community(drafted(kenji, name="Quality of data"), by=kenji)
    founded = found_community(drafted(kenji, name="Quality of data", difference="Only meters"), by=kenji)

    assert founded.difference == "Only meters"


def test_one_name_one_community():
    CommunityFactory(name="Field Notes", slug="field-notes")
    kenji = PersonFactory()

    with pytest.raises(Refused, match="this name"):
        found_community(drafted(kenji, difference="Other"), by=kenji)


def test_addresses_are_free_and_never_those_of_pages():
    kenji = PersonFactory()
    CommunityFactory(name="Other", slug="field-notes")

    assert found_community(drafted(kenji), by=kenji).slug == "field-notes-2"
    assert found_community(drafted(kenji, name="Start", difference="x"), by=kenji).slug == "start-2"
    assert found_community(drafted(kenji, name="水道", difference="x"), by=kenji).slug == "community"


def test_five_screens_are_kept_and_lead_to_a_community(client_as):
    kenji, ana, luis = PersonFactory(), PersonFactory(name="Ana Díaz"), PersonFactory()
    browser = client_as(kenji)
    root = (first := browser.post("/communities/founding/begin/").url).removesuffix("1/")

    assert browser.post(first, {"name": "", "tagline": ""}).status_code == 422
    assert browser.post(first, {"name": "Field notes", "tagline": "What crews saw"}).url == f"{root}2/"
    assert browser.get(f"{root}4/").url == f"{root}2/"
    assert browser.post(f"{root}2/", {"domain": "Stories", "topics": "stories, crews"}).url == f"{root}3/"
    assert browser.post(f"{root}3/", {"question_1": " "}).status_code == 422
    assert browser.post(f"{root}3/", {"question_1": "How do we tell it?"}).url == f"{root}4/"
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    answers = {"visibility": "open", "languages": ["es"], "first_gathering_on": day}
    assert browser.post(f"{root}4/", answers).url == f"{root}5/"
    assert [one.name for one in browser.get(f"{root}5/", {"q": "diaz"}).context["found"]] == ["Ana Díaz"]
    for word, person in (("add", ana), ("add", luis), ("drop", luis)):
        browser.post(f"{root}{word}/", {"person": person.pk})
    # Another day, another browser: it goes on where it was left.
    assert client_as(kenji).get(f"{root}1/").context["form"]["name"].value() == "Field notes"
    done = client_as(kenji).post(f"{root}5/", {"message": "Come"})

    community = Community.objects.get()
    assert done.url == community.get_absolute_url()
    assert (community.topics, community.first_gathering_on.isoformat()) == (["stories", "crews"], day)
    assert [row.person for row in community.memberships.invited()] == [ana]


def test_the_first_screen_shows_what_sounds_alike_and_asks_for_the_difference(client_as):
    CommunityFactory(name="Data quality", slug="data-quality")
    browser = client_as(PersonFactory())
    first = browser.post("/communities/founding/begin/").url
    typed = {"name": "Quality of data", "tagline": "Data one can rely on"}

    shown = browser.post(first, typed)
    assert [one.name for one in shown.context["alike"]] == ["Data quality"]
    assert browser.post(first, {**typed, "difference": "Only meters"}).status_code == 302


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        (["community"] * 4, "community"),
        (["group", "group", "community", "community"], "group"),
        (["team", "team", "community", "team"], "team"),
        (["network", "community", "network", "community"], "network"),
        (["community", "", "community", "community"], None),
        (["nonsense"] * 4, None),
    ],
)
def test_the_check_says_what_it_sounds_like(answers, kind):
    given = {question.name: answer for question, answer in zip(QUESTIONS, answers, strict=True)}
    found = advice(given)

    assert (found.kind if found else None) == kind
