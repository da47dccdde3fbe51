"""Merging: supporters move, everybody keeps the credit, and it can be undone."""

import pytest
from django.core.exceptions import PermissionDenied

from practica.foundation.access import Refused
from practica.notices.models import Notice
from practica.topics.actions import (
    accept_topic,
    decline_topic,
    hide_topic,
    keep_apart,
    merge_topic,
    support_topic,
    unmerge_topic,
)
from practica.topics.models import Topic
from practica.topics.queries import credited
from practica.topics.tests.factories import (
    A_REASON,
    CommunityFactory,
    a_topic,
    accepted,
    core_of,
    facilitator_of,
    member_of,
)
from practica.topics.verbs import Verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return CommunityFactory()


def test_supporters_and_the_author_move_and_nobody_counts_twice(community, run_jobs):
    core, ana, luis = core_of(community), member_of(community), member_of(community)
    kept, other = a_topic(community), a_topic(community, title="The same in other words")
    support_topic(kept, by=ana)
    support_topic(other, by=ana)
    support_topic(other, by=luis)
    support_topic(other, by=kept.author)
    kept = merge_topic(other, kept, by=core)
    run_jobs()

    other.refresh_from_db()
    assert (other.state, other.merged_into, kept.support_count) == ("merged", kept, 3)
    assert {row.person for row in kept.supports.all()} == {ana, luis, other.author}
    assert [one.author for one in credited(kept)] == [other.author]
    assert {row.card.person for row in Notice.objects.filter(verb=Verb.MERGED)} == {
        other.author,
        ana,
        luis,
        kept.author,
    }


def test_undo_gives_back_what_was(community):
    core, ana, luis = core_of(community), member_of(community), member_of(community)
    kept, other = a_topic(community), a_topic(community, title="The same in other words")
    support_topic(kept, by=ana)
    for person in (ana, luis):
        support_topic(other, by=person)
    due = other.due_at
    merge_topic(other, kept, by=core)
    other.refresh_from_db()
    other = unmerge_topic(other, by=core)
    kept.refresh_from_db()

    assert (other.state, other.due_at, other.answered_at, other.support_count) == ("suggested", due, None, 2)
    assert ({row.person for row in kept.supports.all()}, kept.support_count) == ({ana}, 1)
    assert credited(kept) == []
    with pytest.raises(Refused, match="not merged"):
        unmerge_topic(other, by=core)


def test_two_who_undo_it_at_once_are_one_who_undoes_and_one_who_is_told(community):
    core = core_of(community)
    kept, other = a_topic(community), a_topic(community, title="The same in other words")
    merge_topic(other, kept, by=core)
    first, second = (Topic.objects.get(pk=other.pk) for _number in range(2))
    unmerge_topic(first, by=core)
    # As the second one saw it a moment ago.
    second.merged_into = kept
    with pytest.raises(Refused, match="not merged"):
        unmerge_topic(second, by=core)


def test_whose_suggestion_was_merged_hears_what_becomes_of_the_other(community, run_jobs):
    core = core_of(community)
    kept, other = a_topic(community), a_topic(community, title="The same in other words")
    kept = merge_topic(other, kept, by=core)
    accept_topic(kept, "learn", by=core)
    run_jobs()

    heard = {row.card.person for row in Notice.objects.filter(verb=Verb.ACCEPTED)}
    assert heard == {kept.author, other.author}


def test_one_that_was_accepted_leaves_its_place_and_comes_back_at_the_end(community):
    core = core_of(community)
    first, second, _third = accepted(community, "First", "Second", "Third", by=core)
    merge_topic(first, second, by=core)
    assert [(one.title, one.position) for one in Topic.objects.on_the_agenda()] == [("Second", 1), ("Third", 2)]

    first.refresh_from_db()
    unmerge_topic(first, by=core)
    assert [one.title for one in Topic.objects.on_the_agenda()] == ["Second", "Third", "First"]


def test_what_cannot_be_merged_is_refused(community):
    facilitator = facilitator_of(community)
    one, two, three, over = (a_topic(community, title=title) for title in ("Alpha", "Beta", "Gamma", "Delta"))
    decline_topic(over, A_REASON, by=facilitator)
    with pytest.raises(Refused, match="same community"):
        merge_topic(one, one, by=facilitator)
    with pytest.raises(Refused, match="same community"):
        merge_topic(one, a_topic(), by=facilitator)
    with pytest.raises(Refused, match="is over"):
        merge_topic(one, over, by=facilitator)
    with pytest.raises(Refused, match="can be merged"):
        merge_topic(over, one, by=facilitator)
    merge_topic(two, one, by=facilitator)
    with pytest.raises(Refused, match="other one into it"):
        merge_topic(one, three, by=facilitator)
    hide_topic(three, "Names a colleague", by=facilitator)
    with pytest.raises(Refused, match="hidden"):
        merge_topic(three, one, by=facilitator)


def test_only_the_core_group_merges(community):
    one, two = a_topic(community), a_topic(community, title="Beta")
    core = core_of(community)
    with pytest.raises(PermissionDenied):
        merge_topic(one, two, by=one.author)
    merge_topic(one, two, by=core)
    one.refresh_from_db()
    with pytest.raises(PermissionDenied):
        unmerge_topic(one, by=one.author)


def test_not_the_same_takes_the_hint_away(community):
    core = core_of(community)
    a_topic(community)
    other = a_topic(community, title="One start-up checklist for every station, please")
    with pytest.raises(PermissionDenied):
        keep_apart(other, by=other.author)
    assert keep_apart(other, by=core).looks_like is None
    with pytest.raises(Refused, match="no hint"):
        keep_apart(other, by=core)


def test_there_is_no_hint_once_either_is_decided(community):
    core = core_of(community)
    first = a_topic(community)
    other = a_topic(community, title="One start-up checklist for every station, please")
    assert other.looks_merged == first
    accept_topic(other, "learn", by=core)

    assert Topic.objects.get(pk=other.pk).looks_merged is None
