"""A charter is heard before it binds."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from practica.communities.actions import (
    CharterWords,
    comment_on_charter,
    discard_charter,
    draft_charter,
    open_charter,
    put_charter_in_force,
    record_charter,
    save_charter,
)
from practica.communities.models import Charter, CharterState
from practica.communities.queries.charters import changes
from practica.communities.tests.factories import (
    CharterFactory,
    CommunityFactory,
    CoreFactory,
    KnowledgeQuestionFactory,
    MembershipFactory,
    facilitator_of,
    member_of,
)
from practica.communities.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db

PURPOSE = {"purpose": "Fewer pumps stand still."}


@pytest.fixture
def community():
    found = CommunityFactory()
    facilitator_of(found)
    return found


def words(**given):
    return CharterWords(**{"sections": PURPOSE, "questions": ["How do we hear it?"], **given})


def states(community):
    return dict(community.charters.values_list("version", "state"))


def test_a_charter_goes_from_draft_over_comments_into_force_and_is_superseded(community):
    sofia = facilitator_of(community)
    for version in (1, 2):
        charter = draft_charter(community, by=sofia)
        save_charter(charter, words(), by=sofia)
        open_charter(charter, by=sofia)
        with time_machine.travel(timezone.now() + timedelta(hours=72, minutes=1)):
            put_charter_in_force(charter, by=sofia)
        assert community.charters.in_force().get().version == version

    assert states(community) == {1: CharterState.SUPERSEDED, 2: CharterState.IN_FORCE}
    made = [Verb.CHARTER_DRAFTED, Verb.CHARTER_SAVED, Verb.CHARTER_OPENED, Verb.CHARTER_IN_FORCE]
    assert list(Event.objects.order_by("id").values_list("verb", flat=True)) == made * 2


def test_members_have_seventy_two_hours(community):
    charter = CharterFactory(community=community, open_for_comment=True)

    almost = charter.comment_opened_at + timedelta(hours=71, minutes=59)
    with time_machine.travel(almost, tick=False), pytest.raises(Refused, match="72 hours"):
        put_charter_in_force(charter, by=facilitator_of(community))
    with time_machine.travel(charter.comment_opened_at + timedelta(hours=72), tick=False):
        assert put_charter_in_force(charter, by=facilitator_of(community)).is_in_force


def test_a_draft_does_not_come_into_force(community):
    with pytest.raises(Refused, match="open for comments"):
        put_charter_in_force(CharterFactory(community=community), by=facilitator_of(community))


def test_a_charter_names_at_least_one_thing_to_learn(community):
    charter = CharterFactory(community=community, questions=[])

    with pytest.raises(Refused, match="Name at least one thing the community wants to learn"):
        open_charter(charter, by=facilitator_of(community))


def test_a_charter_says_what_it_is_for(community):
    charter = CharterFactory(community=community, sections={"domain": "Pumps"})

    with pytest.raises(Refused, match="what will be better"):
        open_charter(charter, by=facilitator_of(community))


def test_only_the_facilitator_makes_charters(community):
    charter = CharterFactory(community=community)
    for by in (
        PersonFactory(),
        member_of(community),
        CoreFactory(community=community).person,
        ProgrammeManagerFactory(),
    ):
        for act in (open_charter, put_charter_in_force, discard_charter):
            with pytest.raises(PermissionDenied):
                act(charter, by=by)
        with pytest.raises(PermissionDenied):
            save_charter(charter, words(), by=by)
        with pytest.raises(PermissionDenied):
            draft_charter(community, by=by)


def test_one_version_is_made_at_a_time(community):
    draft_charter(community, by=facilitator_of(community))

    with pytest.raises(Refused, match="being made"):
        draft_charter(community, by=facilitator_of(community))


def test_words_stand_still_while_members_comment(community):
    charter = CharterFactory(community=community, open_for_comment=True)

    with pytest.raises(Refused, match="stand still"):
        save_charter(charter, words(), by=facilitator_of(community))
    discard_charter(charter, by=facilitator_of(community))
    charter.refresh_from_db()
    assert save_charter(charter, words(), by=facilitator_of(community)).is_draft


def test_a_draft_is_thrown_away_and_what_was_in_force_stays(community):
    sofia = facilitator_of(community)
    discard_charter(CharterFactory(community=community), by=sofia)
    assert Charter.objects.count() == 0

    with pytest.raises(Refused, match="stays"):
        discard_charter(CharterFactory(community=community, in_force=True), by=sofia)


def test_members_comment_while_it_is_open_and_guests_read(community):
    charter = CharterFactory(community=community, open_for_comment=True)

    comment_on_charter(charter, by=member_of(community), text="I would keep it")
    for by in (PersonFactory(), MembershipFactory(community=community, guest=True).person):
        with pytest.raises(PermissionDenied):
            comment_on_charter(charter, by=by, text="Me too")
    assert charter.comments.count() == 1

    draft = CharterFactory()
    with pytest.raises(Refused, match="closed"):
        comment_on_charter(draft, by=member_of(draft.community), text="Too early")


def test_a_charter_in_force_says_what_the_page_repeats_and_asks_its_questions(community):
    kept = KnowledgeQuestionFactory(community=community, text="How do we hear it?", state="advancing")
    charter = CharterFactory(
        community=community,
        open_for_comment=True,
        comment_opened_at=timezone.now() - timedelta(days=4),
        sections={**PURPOSE, "domain": "Pumps", "practice": "One way of checking"},
        questions=["How do we start it?", "How do we hear it?"],
    )

    put_charter_in_force(charter, by=facilitator_of(community))

    community.refresh_from_db()
    assert (community.domain, community.practice) == ("Pumps", "One way of checking")
    asked = list(community.questions.values_list("text", "state"))
    assert asked == [("How do we start it?", "open"), ("How do we hear it?", "advancing")]
    assert community.questions.get(position=2).pk == kept.pk


def test_what_was_agreed_on_elsewhere_is_kept_in_its_own_words(community):
    charter = record_charter(community, {}, by=None, body="# Scope\n\nWe *own* pumps.\n\n<script>x</script>")

    assert charter.is_in_force
    assert charter.body_html.startswith("<h2>Scope</h2>\n<p>We <em>own</em> pumps.</p>")
    assert "<script>" not in charter.body_html


def test_the_difference_shows_each_word_that_came_and_went():
    community = CommunityFactory()
    old = CharterFactory.build(community=community, sections={"purpose": "Fewer pumps stand still."})
    new = CharterFactory.build(
        community=community, sections={"purpose": "Far fewer pumps stand."}, questions=[], what_changed=""
    )

    by_title = {str(change.title): [(one.kind, one.text) for one in change.pieces] for change in changes(old, new)}

    assert by_title["Purpose"] == [
        ("removed", "Fewer"),
        ("added", "Far fewer"),
        ("same", " pumps stand"),
        ("removed", " still"),
        ("same", "."),
    ]
    assert by_title["Questions we want to answer"] == [("removed", "How do we hear a bearing fail?")]


def test_the_page_marks_the_difference_in_the_words_of_html(client_as, community):
    CharterFactory(community=community, in_force=True)
    CharterFactory(community=community, open_for_comment=True, sections={"purpose": "Far fewer pumps <b>stand</b>."})

    page = client_as(facilitator_of(community)).get(f"{community.get_absolute_url()}charter/2/").content.decode()

    assert "<del>Fewer</del><ins>Far fewer</ins>" in page
    assert "<b>stand</b>" not in page


def test_drafts_are_the_facilitators_and_open_versions_the_members(client_as, community):
    CharterFactory(community=community)
    opened = CharterFactory(open_for_comment=True, community=CommunityFactory())
    draft_page, open_page = (
        f"{community.get_absolute_url()}charter/1/",
        f"{opened.community.get_absolute_url()}charter/1/",
    )

    assert client_as(facilitator_of(community)).get(draft_page).status_code == 200
    assert client_as(member_of(community)).get(draft_page).status_code == 404
    assert client_as(member_of(opened.community)).get(open_page).status_code == 200
    assert client_as(PersonFactory()).get(open_page).status_code == 404


def test_a_charter_is_written_opened_and_commented_on_in_the_browser(client_as, community):
    browser, address = client_as(facilitator_of(community)), f"{community.get_absolute_url()}charter/"

    assert browser.post(f"{address}draft/").url == f"{address}1/edit/"
    refused = browser.post(f"{address}1/edit/", {"purpose": "Better", "open": "1"})
    assert refused.status_code == 409
    browser.post(f"{address}1/edit/", {"purpose": "Better", "question_1": "How?", "open": "1"})
    client_as(member_of(community)).post(f"{address}1/comment/", {"text": "Good"})

    charter = community.charters.get()
    assert (charter.state, charter.questions, charter.comments.count()) == ("comment", ["How?"], 1)
    assert browser.post(f"{address}1/enforce/").status_code == 409


@pytest.mark.parametrize("state", [{"in_force": True}, {}])
def test_the_database_keeps_one_in_force_and_one_being_made(community, state):
    CharterFactory(community=community, **state)

    with pytest.raises(IntegrityError), transaction.atomic():
        CharterFactory(community=community, version=9, **state)
