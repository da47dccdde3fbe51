import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practica.conversations import actions
from practica.conversations.models import Conversation, Reply
from practica.conversations.tests.factories import a_conversation, a_member
from practica.files.models import StoredFile
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def a_file(name="pump.txt", words=b"It primes slowly."):
    return SimpleUploadedFile(name, words)


def test_a_file_comes_with_a_reply_and_is_read_by_whoever_reads_the_reply(client_as):
    conversation = a_conversation()
    helper = a_member(conversation.community)

    address = reverse("conversations:add_reply", args=[conversation.pk])
    client_as(helper).post(address, {"source": "See this.", "attachments": [a_file()]})

    file, reply = StoredFile.objects.get(), Reply.objects.get()
    assert reply.source == f"See this.\n\n{file.markdown}"
    assert StoredFile.objects.visible_to(conversation.author).get() == file
    actions.remove_reply(reply, by=helper)
    assert not StoredFile.objects.visible_to(conversation.author).exists()


def test_a_file_comes_with_a_new_conversation(client_as):
    author = a_member()
    community = author.memberships.get().community
    given = {"kind": "question", "language": "en", "title": "Why?", "source": "See this.", "attachments": [a_file()]}

    client_as(author).post(reverse("conversations:new", args=[community.slug]), given)

    assert StoredFile.objects.held_by(Conversation.objects.get()).count() == 1


def test_a_file_that_is_refused_is_named_beside_the_text(client_as):
    conversation = a_conversation()
    address = reverse("conversations:add_reply", args=[conversation.pk])

    refused = client_as(conversation.author).post(
        address, {"source": "Keep me.", "attachments": [a_file("x.exe", b"MZ")]}
    )

    page = refused.content.decode()
    assert (refused.status_code, "Keep me." in page, "x.exe" in page) == (422, True, True)


def test_an_address_of_somebody_elses_file_opens_nothing():
    stranger, conversation = PersonFactory(), a_conversation()
    file = StoredFile.objects.create(owner=stranger, name="x.txt", content_type="text/plain", size=1, sha256="x")

    actions.reply(conversation, actions.Writing(f"[x](/files/{file.pk}/x.txt)"), by=conversation.author)

    assert not StoredFile.objects.visible_to(conversation.author).exists()
