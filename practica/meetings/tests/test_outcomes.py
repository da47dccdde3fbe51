"""What comes out of a meeting: written down while it is in progress, and by the rule of the room."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.live.registry import topic_of
from practica.meetings.actions import (
    change_outcome,
    confirm_decision,
    note_became,
    reverse_decision,
    strike_outcome,
    write_outcome,
)
from practica.meetings.models import Outcome, Standing
from practica.meetings.queries.agenda import items_of
from practica.meetings.queries.names import names_in
from practica.meetings.tests.factories import (
    CHATHAM,
    OPEN,
    PersonFactory,
    a_decision,
    an_action,
    core_of,
    guest_of,
    in_progress,
    meeting,
    member_of,
    opened,
    point,
)
from practica.meetings.verbs import Verb

pytestmark = pytest.mark.django_db
AUGUST = date(2027, 8, 1)


def test_a_decision_says_why_how_and_when_it_is_looked_at_again():
    one = in_progress()
    item, ana = items_of(one)[1], member_of(one.community)
    written = write_outcome(
        one, a_decision(rejected="One sheet per pump", dissent="One stood aside"), by=ana, item=item
    )

    decision = Outcome.objects.get()
    assert (decision, decision.item, decision.written_by) == (written, item, ana)
    assert decision.words == a_decision(rejected="One sheet per pump", dissent="One stood aside")
    assert (decision.standing, decision.get_absolute_url()) == (
        Standing.IN_FORCE, f"{one.get_absolute_url()}#outcome-{decision.pk}",
    )  # fmt: skip
    event = Event.objects.get(verb=Verb.DECIDED)
    assert (event.actor, event.target_id) == (ana, decision.pk)
    assert topic_of("meeting").of(event, decision) == one.pk


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"text": " "}, "in a few words"),
        ({"reasons": " "}, "Say why"),
        ({"decided_by": ""}, "by which rule"),
        ({"review_on": None}, "on which day"),
        ({"review_on": date(2026, 11, 23)}, "on which day"),
        ({"kind": "rumour"}, "Choose what it is"),
    ],
)
def test_a_decision_without_one_of_these_is_refused(lacking, words):
    one = in_progress()
    with pytest.raises(Refused, match=words):
        write_outcome(one, a_decision(**lacking), by=one.series.created_by)

    assert Outcome.objects.count() == 0


def test_an_action_is_nobodys_and_keeps_its_day():
    one = in_progress()
    action = write_outcome(
        one, an_action(due_on=date(2026, 12, 2), rejected="x", decided_by="vote"), by=member_of(one.community)
    )

    assert (action.due_on, action.rejected, action.decided_by, action.has_become) == (date(2026, 12, 2), "", "", False)
    assert [event.verb for event in Event.objects.filter(target_type="meetings.outcome")] == [Verb.CAUGHT]


def test_it_is_written_only_while_the_meeting_is_in_progress():
    ahead, one = opened(None, point("A")), in_progress()
    written = write_outcome(one, an_action(), by=one.series.created_by)
    with pytest.raises(Refused, match="while it is in progress"):
        write_outcome(ahead, an_action(), by=ahead.series.created_by)
    with time_machine.travel(one.ends_at + timedelta(minutes=1)):
        for late in (
            lambda: write_outcome(one, an_action(), by=one.series.created_by),
            lambda: change_outcome(written, an_action("Other"), by=one.series.created_by),
            lambda: strike_outcome(written, by=one.series.created_by),
        ):
            with pytest.raises(Refused, match="while it is in progress"):
                late()


def test_full_members_write_and_others_do_not():
    one = in_progress(confidentiality=OPEN)
    for stranger in (PersonFactory(), guest_of(one.community), PersonFactory(is_programme_manager=True)):
        with pytest.raises(PermissionDenied):
            write_outcome(one, an_action(), by=stranger)


def test_an_item_that_is_not_on_the_agenda_takes_none():
    one, other = in_progress(), in_progress()
    with pytest.raises(Refused, match="not on the agenda"):
        write_outcome(one, an_action(), by=one.series.created_by, item=items_of(other)[0])


def test_it_is_mended_by_who_wrote_it_and_by_those_who_plan():
    one = in_progress()
    ana, luis, core = member_of(one.community), member_of(one.community), core_of(one.community)
    action = write_outcome(one, an_action(), by=ana)
    change_outcome(action, an_action("Read the gauge"), by=ana)
    with pytest.raises(PermissionDenied):
        change_outcome(action, an_action("Other"), by=luis)
    with pytest.raises(Refused, match="Choose what it is"):
        change_outcome(action, a_decision(), by=ana)
    assert Outcome.objects.get().text == "Read the gauge"
    strike_outcome(action, by=core)

    assert Outcome.objects.count() == 0
    with pytest.raises(Refused, match="taken away already"):
        strike_outcome(action, by=core)


def test_what_has_become_something_is_changed_there():
    one = in_progress()
    ana = member_of(one.community)
    action = write_outcome(one, an_action(), by=ana)
    note_became(action, one.series)
    for mend in (
        lambda: change_outcome(action, an_action("Other"), by=ana),
        lambda: strike_outcome(action, by=ana),
        lambda: note_became(action, one),
    ):
        with pytest.raises(Refused, match="change it there"):
            mend()


def test_a_decision_is_looked_at_again_and_confirmed():
    one = in_progress()
    decision = write_outcome(one, a_decision(), by=one.series.created_by)
    with time_machine.travel("2027-06-01T09:00Z", tick=False):
        assert list(Outcome.objects.standing_as("due")) == [decision]
        with pytest.raises(Refused, match="still to come"):
            confirm_decision(decision, date(2027, 6, 1), by=one.series.created_by)
        decision = confirm_decision(decision, AUGUST, by=one.series.created_by)

        assert (decision.standing, decision.review_on) == (Standing.IN_FORCE, AUGUST)
        assert [list(Outcome.objects.standing_as(name)) for name in ("in_force", "due")] == [[decision], []]
    assert Event.objects.filter(verb=Verb.DECISION_CONFIRMED).count() == 1


def test_or_reversed_with_the_reason_and_stays_readable():
    one = in_progress()
    by, ana = one.series.created_by, member_of(one.community)
    decision = write_outcome(one, a_decision(), by=by)
    with pytest.raises(PermissionDenied):
        reverse_decision(decision, "Seals fail", by=ana)
    with pytest.raises(Refused, match="few words why"):
        reverse_decision(decision, " ", by=by)
    with pytest.raises(Refused, match="Only a decision"):
        reverse_decision(write_outcome(one, an_action(), by=by), "No", by=by)
    decision = reverse_decision(decision, "Seals fail", by=by)

    assert (decision.standing, list(Outcome.objects.standing_as("reversed"))) == (Standing.REVERSED, [decision])
    for again in (lambda: reverse_decision(decision, "x", by=by), lambda: confirm_decision(decision, AUGUST, by=by)):
        with pytest.raises(Refused, match="reversed already"):
            again()


def test_who_may_read_the_meeting_reads_what_came_out_of_it():
    one, shown = in_progress(), in_progress(confidentiality=OPEN)
    kept = [write_outcome(it, an_action(), by=it.series.created_by) for it in (one, shown)]

    assert list(Outcome.objects.visible_to(PersonFactory())) == kept[1:]
    assert list(Outcome.objects.visible_to(member_of(one.community))) == kept
    assert list(Outcome.objects.visible_to(PersonFactory(deactivated_at=timezone.now()))) == []


def test_under_the_chatham_house_rule_no_author_is_kept_and_everybody_in_the_room_may_mend():
    one = in_progress(confidentiality=CHATHAM)
    ana, luis = member_of(one.community), member_of(one.community)
    decision = write_outcome(one, a_decision(), by=ana)
    change_outcome(decision, a_decision("Two sheets"), by=luis)
    action = write_outcome(one, an_action(), by=ana)
    strike_outcome(action, by=luis)

    assert Outcome.objects.get().written_by is None
    about = Event.objects.filter(target_type="meetings.outcome")
    assert {event.actor for event in about} == {None}
    with pytest.raises(PermissionDenied):
        change_outcome(decision, a_decision("Three"), by=PersonFactory())


def test_under_the_rule_a_name_is_refused_wherever_it_stands():
    one = in_progress(confidentiality=CHATHAM)
    ana = member_of(one.community, name="Lucía Benítez", handle="lucia")
    for words in (
        an_action("lucia BENITEZ reads the gauge"),
        an_action(reasons="As @lucia said"),
        a_decision(dissent="Lucía Benítez stood aside"),
        a_decision(rejected="The sheet of Lucía Benítez"),
    ):
        with pytest.raises(Refused, match="Take out: Lucía Benítez"):
            write_outcome(one, words, by=ana)
    found = names_in(one, ["Lucía reads it. Ask Benítez, not lucía"])

    assert (found.whole, found.parts) == ([], ["Benitez", "Lucia"])
    assert names_in(meeting(one.community), ["Lucía Benítez"]).whole == []
    assert (
        write_outcome(in_progress(one.community), an_action("Lucía Benítez reads it"), by=ana).text
        == "Lucía Benítez reads it"
    )
