import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from practica.conversations.actions import Writing, close_conversation, edit_reply, reflect, remove_reply
from practica.conversations.models import Kind, Reflection, Reply
from practica.conversations.tests.factories import a_conversation, a_member
from practica.conversations.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory
from practica.search.models import SearchEntry

pytestmark = pytest.mark.django_db

PARTS = {Reflection.TRY: "Logging the *outlet*.", Reflection.CONTEXT: "Here it stays cold."}


def a_reflection(conversation=None, parts=PARTS, **given):
    conversation = conversation or a_conversation(kind=Kind.EXPERIENCE)
    return reflect(conversation, parts, by=a_member(conversation.community), **given)


def test_it_has_named_parts_and_is_no_plain_reply():
    said = a_reflection()

    assert {part: text["source"] for part, text in said.parts.items()} == {
        "context": "Here it stays cold.",
        "try": "Logging the *outlet*.",
    }
    assert said.plain == "Here it stays cold.\nLogging the outlet."
    assert [e.verb for e in Event.objects.of(said)] == [Verb.REFLECTED]
    assert [(voice.replies, voice.reflections) for voice in said.conversation.speakers.all()] == [(0, 1)]


def test_what_is_left_empty_is_no_part_and_one_part_is_enough():
    assert list(a_reflection(parts={Reflection.ASK: "Since when?", Reflection.TRY: "  "}).parts) == ["ask"]
    with pytest.raises(Refused, match="at least one part"):
        a_reflection(parts={Reflection.TRY: " "})


def test_it_has_no_other_parts_than_those_with_a_name():
    said = a_reflection()

    with pytest.raises(IntegrityError, match="reply_parts_are_known"):
        Reply.objects.filter(pk=said.pk).update(parts={"score": {"source": "5", "html": "5"}})


def test_strangers_may_not_and_a_closed_one_takes_none():
    conversation = a_conversation(kind=Kind.EXPERIENCE)
    with pytest.raises(PermissionDenied):
        reflect(conversation, PARTS, by=PersonFactory())

    close_conversation(conversation, "Told", by=conversation.author)
    with pytest.raises(Refused, match="takes no more replies"):
        a_reflection(conversation)


def test_its_author_rewrites_its_parts_and_what_they_said_is_kept(client_as):
    said = a_reflection()
    address = reverse("conversations:edit_reply", args=[said.pk])
    client = client_as(said.author)

    form = client.get(address).content.decode()
    client.post(address, {"manner": "reflect", "context": "Here it stays warm.", "ask": "Since when?"})

    assert ("Here it stays cold." in form, "Edit your reflection" in form) == (True, True)
    said.refresh_from_db()
    assert list(said.parts) == ["ask", "context"]
    history = client.get(reverse("conversations:reply_history", args=[said.pk])).content.decode()
    assert "In my context" in history
    assert "<del>cold</del><ins>warm</ins>" in history


def test_a_reflection_stays_one():
    said = a_reflection()

    with pytest.raises(Refused, match="at least one part"):
        edit_reply(said, Writing("A plain reply."), by=said.author)


def test_what_is_removed_says_nothing_and_no_longer_counts():
    said = a_reflection()

    remove_reply(said, by=said.author)

    said.refresh_from_db()
    assert (said.source, said.parts) == ("", {})
    assert not said.conversation.speakers.exists()


def test_every_part_is_found_by_its_words():
    said = a_reflection()

    entry = SearchEntry.objects.get(target_type="conversations.reply", target_id=said.pk)
    assert entry.body == "Here it stays cold.\nLogging the outlet."


def test_the_page_shows_each_part_under_its_name_and_offers_all_of_them(client_as):
    said = a_reflection()

    page = client_as(said.author).get(said.conversation.get_absolute_url()).content.decode()

    assert page.index("In my context</h4>") < page.index("stays cold") < page.index("I will try</h4>")
    assert "What strikes me</h4>" not in page
    assert 'value="reflect" checked' in page
    assert all(f'name="{part}"' in page for part in Reflection.values)


def test_a_form_without_scripts_keeps_all_parts_and_names_what_is_amiss(client_as):
    conversation = a_conversation(kind=Kind.EXPERIENCE)
    client = client_as(a_member(conversation.community))
    address = reverse("conversations:add_reply", args=[conversation.pk])

    nothing = client.post(address, {"manner": "reflect", "source": "Typed in the other field."})
    file = SimpleUploadedFile("pump.txt", b"It primes slowly.")
    client.post(address, {"manner": "reflect", "strikes": "The hand.", "try": "See:", "attachments": [file]})

    assert (nothing.status_code, "Write at least one of these." in nothing.content.decode()) == (422, True)
    said = Reply.objects.get()
    assert said.parts["strikes"]["source"] == "The hand."
    assert "pump.txt" in said.parts["try"]["source"]
