"""The notes on an item: who writes and reads them, by a form too, and that nothing tells who wrote."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from practica.coedit.actions import tend
from practica.coedit.models import Document, Version
from practica.coedit.registry import kind_of, named
from practica.communities.models import Visibility
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.foundation.security import POLICY
from practica.meetings.actions import note_covered, take_up, write_notes
from practica.meetings.models import LONGEST_NOTES, Notes
from practica.meetings.queries.agenda import items_of
from practica.meetings.tests.factories import (
    CHATHAM,
    OPEN,
    CommunityFactory,
    PersonFactory,
    capability,
    guest_of,
    member_of,
    opened,
    point,
    timing,
)

pytestmark = pytest.mark.django_db
JUST_NOW = timing(first_on=date(2026, 11, 23), at=time(12, 30))
LATER = timing(first_on=date(2026, 11, 23), at=time(18))


def in_progress(community=None, **fields):
    """Its agenda is published, and its first item is taken up."""
    one = opened(community, capability(), point("Seals", 10), when=JUST_NOW, **fields)
    take_up(items_of(one)[0], by=one.series.created_by)
    one.refresh_from_db()
    return one


def at_its_end(one):
    return time_machine.travel(one.ends_at + timedelta(hours=3), tick=False)


def page_of(item):
    return reverse("meetings:notes", args=[item.pk])


def kept(item):
    return [(notes.text, notes.html) for notes in Notes.objects.filter(item=item)]


def test_what_a_member_notes_is_kept_as_markdown_and_as_it_is_shown():
    one = in_progress()
    item = items_of(one)[0]
    write_notes(item, base="", text="Seals: *two* in nine days", by=member_of(one.community))

    assert kept(item) == [("Seals: *two* in nine days", "<p>Seals: <em>two</em> in nine days</p>\n")]
    assert Notes.objects.get().community == one.community


def test_two_forms_from_one_base_are_merged():
    one = in_progress()
    item, (ana, luis) = items_of(one)[0], (member_of(one.community), member_of(one.community))
    write_notes(item, base="", text="one two three", by=ana)
    write_notes(item, base="one two three", text="one two three four", by=ana)
    write_notes(item, base="one two three", text="1 two three", by=luis)

    assert Notes.objects.get().text == "1 two three four"


def test_nobody_is_kept_as_author_not_even_by_an_event():
    one = in_progress(confidentiality=CHATHAM)
    events = Event.objects.count()
    write_notes(items_of(one)[0], base="", text="It was said.", by=member_of(one.community))

    assert Event.objects.count() == events
    assert {field.name for field in Notes._meta.get_fields()} == {
        *("id", "community", "item", "text", "html", "changed_at")
    }
    assert [(version.text, version.kept_at.minute) for version in Version.objects.all()] == [("It was said.", 0)]


def test_who_is_not_asked_to_the_meeting_does_not_write():
    one = in_progress()
    with pytest.raises(PermissionDenied):
        write_notes(items_of(one)[0], base="", text="mine", by=PersonFactory())

    assert not Notes.objects.exists()


def test_before_and_after_the_meeting_notes_stay_as_they_are():
    ahead = opened(None, point(), when=LATER)
    with pytest.raises(Refused, match="while the meeting is in progress"):
        write_notes(items_of(ahead)[0], base="", text="early", by=ahead.series.created_by)
    one = in_progress()
    item, by = items_of(one)[0], one.series.created_by
    write_notes(item, base="", text="in time", by=by)
    note_covered(one, [item], by=by)
    with pytest.raises(Refused, match="while the meeting is in progress"):
        write_notes(item, base="in time", text="in time, late", by=by)

    assert kept(item) == [("in time", "<p>in time</p>\n")]


def test_a_template_has_no_notes():
    one = opened(None, point(), when=JUST_NOW)
    item = items_of(one)[0]
    item.occurrence = None
    with pytest.raises(Refused, match="part of a template"):
        write_notes(item, base="", text="words", by=one.series.created_by)


def test_notes_have_an_end():
    one = in_progress()
    item, by = items_of(one)[0], one.series.created_by
    write_notes(item, base="", text="a " * (LONGEST_NOTES // 2), by=by)
    with pytest.raises(Refused, match="longer than 20000 characters"):
        write_notes(item, base="", text="b", by=by)

    assert len(Notes.objects.get().text) == LONGEST_NOTES


def test_whoever_sees_the_meeting_reads_its_notes_and_nobody_else():
    one = in_progress(CommunityFactory(visibility=Visibility.PRIVATE))
    write_notes(items_of(one)[0], base="", text="words", by=one.series.created_by)

    readers = [member_of(one.community), guest_of(one.community), PersonFactory()]
    assert [Notes.objects.visible_to(person).count() for person in readers] == [1, 1, 0]
    assert list(Notes.objects.of(one)) == list(Notes.objects.all())


def test_a_draft_is_not_read_through_its_notes(client_as):
    """What was taken up is seen by everyone in the room; what only stands in the draft is not."""
    one = in_progress()
    (taken, waiting), member = items_of(one), member_of(one.community)
    client = client_as(member)
    before = [client.get(page_of(item)).status_code for item in (taken, waiting)]
    publish_agenda_of(one)

    assert before == [200, 404]
    assert client.get(page_of(waiting)).status_code == 200


def publish_agenda_of(one):
    one.agenda_published_at, one.agenda_published_by = timezone.now(), one.series.created_by
    one.save()


def test_the_editor_is_let_in_by_the_same_rules():
    one = in_progress()
    item = items_of(one)[0]
    kind, number = named(f"notes:{item.pk}")
    people = [member_of(one.community), guest_of(one.community), PersonFactory()]
    rights = [kind.rights(person, number) for person in people]

    assert [right and right.may_write for right in rights] == [True, True, None]
    assert kind.standing(number).is_open
    with at_its_end(one):
        assert not kind.standing(number).is_open
    assert kind.standing(10**9) is None
    item.delete()
    assert kind.standing(number) is None


def test_when_the_meeting_is_over_nothing_tells_hands_apart_any_more():
    one = in_progress()
    item = items_of(one)[0]
    write_notes(item, base="", text="It was said.", by=one.series.created_by)
    with at_its_end(one):
        tend(Document.objects.get().pk)

    assert Document.objects.get().state is None
    assert Notes.objects.get().text == "It was said."


def test_the_kind_is_declared_with_its_limit():
    assert kind_of("notes").longest == LONGEST_NOTES


def test_the_form_saves_and_shows_what_others_wrote_too(client_as):
    one = in_progress()
    item, member = items_of(one)[0], member_of(one.community)
    write_notes(item, base="", text="theirs", by=one.series.created_by)
    client = client_as(member)
    answer = client.post(page_of(item), {"base": "", "text": "mine, \r\n"})

    assert (answer.status_code, answer.url) == (302, page_of(item))
    assert client.get(page_of(item)).context["form"]["text"].value() == "mine, \ntheirs"


def test_what_cannot_be_kept_stands_in_the_form_still(client_as):
    one = in_progress()
    item, client = items_of(one)[0], client_as(member_of(one.community))
    with at_its_end(one):
        late = client.post(page_of(item), {"base": "", "text": "too late"})
    much = client.post(page_of(item), {"base": "", "text": "a" * (LONGEST_NOTES + 1)})

    assert (late.status_code, much.status_code) == (422, 422)
    assert late.context["form"]["text"].value() == "too late"
    assert late.context["form"].errors == {"text": ["Notes are written while the meeting is in progress."]}
    assert list(much.context["form"].errors) == ["text"]


def test_a_stranger_finds_no_page_and_to_an_open_meeting_every_colleague_writes(client_as):
    private, open_to_all = in_progress(), in_progress(confidentiality=OPEN)
    stranger = client_as(PersonFactory())
    pages = [page_of(items_of(one)[0]) for one in (private, open_to_all)]

    assert [stranger.get(page).status_code for page in pages] == [404, 200]
    assert [stranger.post(page, {"base": "", "text": "x"}).status_code for page in pages] == [404, 302]


def test_only_a_page_with_an_editor_may_bring_a_style_sheet_and_another_each_time(client_as):
    one = in_progress()
    client = client_as(member_of(one.community))
    policies = [client.get(path)["Content-Security-Policy"] for path in [page_of(items_of(one)[0])] * 2]

    assert policies[0] != policies[1]
    assert [policy.split("; ")[2].split(" 'nonce-")[0] for policy in policies] == ["style-src 'self'"] * 2
    assert client.get(one.get_absolute_url())["Content-Security-Policy"] == POLICY


def test_when_the_editor_closes_it_gets_the_text_as_it_is_shown(client_as):
    one = in_progress()
    item, member = items_of(one)[0], member_of(one.community)
    write_notes(item, base="", text="**It** was said.", by=member)
    with at_its_end(one):
        client = client_as(member)
        answer = client.get(page_of(item), headers={"HX-Request": "true"}).content.decode()
    assert "<p><strong>It</strong> was said.</p>" in answer
    assert "data-text=" not in answer
    assert "<form" not in answer


def test_each_version_is_shown_newest_first(client_as):
    one = in_progress()
    item, by = items_of(one)[0], one.series.created_by
    write_notes(item, base="", text="first", by=by)
    write_notes(item, base="first", text="", by=by)
    write_notes(item, base="", text="third", by=by)
    path = reverse("meetings:notes-versions", args=[item.pk])

    assert [row.text for row in client_as(member_of(one.community)).get(path).context["versions"]] == [
        "third",
        "",
        "first",
    ]
    assert client_as(PersonFactory(is_guest=True)).get(path).status_code == 404


def test_the_agenda_of_the_room_leads_to_the_notes_of_each_item_that_is_no_draft(client_as):
    one = in_progress()
    pages, client = [page_of(item) for item in items_of(one)], client_as(one.series.created_by)
    room = reverse("meetings:room", args=[one.pk])
    as_draft = client.get(room).content.decode().split('class="room-agenda"')[1]
    publish_agenda_of(one)
    published = client.get(room).content.decode().split('class="room-agenda"')[1]

    assert [page in as_draft for page in pages] == [False, False]
    assert [page in published for page in pages] == [True, True]


@pytest.mark.parametrize("count", [1, 3])
def test_the_room_asks_no_more_for_its_notes_however_many_there_are(client_as, django_assert_num_queries, count):
    one = in_progress()
    publish_agenda_of(one)
    for item in items_of(one)[:count]:
        write_notes(item, base="", text="words", by=one.series.created_by)
    client, path = client_as(member_of(one.community)), reverse("meetings:room", args=[one.pk])
    client.get(path)
    with django_assert_num_queries(12):
        client.get(path)
