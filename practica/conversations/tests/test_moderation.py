import pytest
from django.core.exceptions import PermissionDenied

from practica.conversations import actions
from practica.conversations.models import Conversation, Reply
from practica.conversations.tests.factories import a_conversation, a_member, a_reply
from practica.foundation.access import Refused

pytestmark = pytest.mark.django_db


def facilitator_of(post):
    return a_member(post.community, role="facilitator")


def test_its_author_removes_a_reply_and_a_line_stays(client_as):
    reply = a_reply(a_conversation(), source="A secret word")
    actions.edit_reply(reply, actions.Writing("Another secret word"), by=reply.author)
    actions.thank_for_reply(reply, by=a_member(reply.community))

    reply = actions.remove_reply(reply, by=reply.author)

    assert (reply.source, reply.html, reply.plain, reply.thanks_count) == ("", "", "", 0)
    assert not reply.revisions.exists()
    page = client_as(reply.conversation.author).get(reply.conversation.get_absolute_url()).content.decode()
    assert ("Removed by its author" in page, "secret word" in page) == (True, False)


def test_the_conversation_forgets_a_removed_reply():
    conversation = a_conversation()
    first, last = a_reply(conversation), a_reply(conversation)

    actions.remove_reply(last, by=last.author)

    conversation.refresh_from_db()
    assert (conversation.reply_count, conversation.voices, conversation.last_reply) == (1, 1, first)


def test_what_was_quoted_goes_with_it():
    first = a_reply(a_conversation())
    second = a_reply(first.conversation, quote=first)

    actions.remove_reply(first, by=first.author)

    second.refresh_from_db()
    assert (second.quoted, second.quoted_text) == (None, "")


def test_others_do_not_remove_it_and_nobody_twice():
    reply = a_reply(a_conversation())

    with pytest.raises(PermissionDenied):
        actions.remove_reply(reply, by=facilitator_of(reply))
    actions.remove_reply(reply, by=reply.author)
    with pytest.raises(Refused, match="already"):
        actions.remove_reply(reply, by=reply.author)


def test_a_facilitator_hides_a_reply_with_a_reason(client_as):
    reply = a_reply(a_conversation(), source="The client is ACME")
    facilitator = facilitator_of(reply)

    actions.hide_reply(reply, "It names a client", by=facilitator)

    shown = {}
    for who, person in (("other", reply.conversation.author), ("author", reply.author), ("keeper", facilitator)):
        page = client_as(person).get(reply.conversation.get_absolute_url()).content.decode()
        shown[who] = ("ACME" in page, "Hidden by the facilitator: It names a client" in page)
    assert shown == {"other": (False, True), "author": (True, True), "keeper": (True, True)}
    reply.conversation.refresh_from_db()
    assert reply.conversation.last_reply is None

    assert not actions.show_reply(reply, by=facilitator).is_hidden
    assert Reply.objects.visible_to(reply.conversation.author).get() == reply


def test_a_hidden_reply_is_not_quoted_in_the_open(client_as):
    first = a_reply(a_conversation(), source="The client is ACME")
    a_reply(first.conversation, quote=first)
    actions.hide_reply(first, "It names a client", by=facilitator_of(first))

    page = client_as(first.conversation.author).get(first.conversation.get_absolute_url()).content.decode()

    assert "ACME" not in page


def test_hiding_needs_a_facilitator_a_reason_and_something_to_hide():
    reply = a_reply(a_conversation())
    facilitator = facilitator_of(reply)

    for person in (reply.author, a_member(reply.community, role="core")):
        with pytest.raises(PermissionDenied):
            actions.hide_reply(reply, "Why not", by=person)
        with pytest.raises(PermissionDenied):
            actions.show_reply(reply, by=person)
    with pytest.raises(Refused, match="why"):
        actions.hide_reply(reply, " ", by=facilitator)
    with pytest.raises(Refused, match="not hidden"):
        actions.show_reply(reply, by=facilitator)
    actions.remove_reply(reply, by=reply.author)
    with pytest.raises(Refused, match="no longer there"):
        actions.hide_reply(reply, "It names a client", by=facilitator)


def test_a_hidden_conversation_is_seen_by_its_author_and_facilitators_alone(client_as):
    conversation = a_conversation()
    facilitator, member = facilitator_of(conversation), a_member(conversation.community)

    conversation = actions.hide_conversation(conversation, "It names a client", by=facilitator)

    assert not Conversation.objects.visible_to(member).exists()
    assert client_as(member).get(conversation.get_absolute_url()).status_code == 404
    for person in (conversation.author, facilitator):
        page = client_as(person).get(conversation.get_absolute_url()).content.decode()
        assert "It names a client" in page
    with pytest.raises(Refused, match="hidden"):
        a_reply(conversation, by=conversation.author)
    with pytest.raises(Refused, match="already"):
        actions.hide_conversation(conversation, "Again", by=facilitator)
    actions.show_conversation(conversation, by=facilitator)
    assert Conversation.objects.visible_to(member).get() == conversation


def test_only_a_facilitator_hides_and_shows_a_conversation():
    conversation = a_conversation()

    with pytest.raises(PermissionDenied):
        actions.hide_conversation(conversation, "Why not", by=conversation.author)
    with pytest.raises(PermissionDenied):
        actions.show_conversation(conversation, by=conversation.author)


def test_who_still_speaks_in_it_still_counts_as_a_voice():
    conversation = a_conversation()
    first = a_reply(conversation)
    second = a_reply(conversation, by=first.author)

    actions.remove_reply(second, by=second.author)

    conversation.refresh_from_db()
    assert (conversation.reply_count, conversation.voices) == (1, 1)
