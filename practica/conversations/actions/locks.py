"""The lock comes first: two people may press the same button at once."""

from practica.conversations.models import Conversation, Reply


def locked(conversation: Conversation) -> Conversation:
    return (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("community", "author")
        .get(pk=conversation.pk)
    )


def locked_reply(reply: Reply) -> Reply:
    """The reply with its conversation, both locked; always the conversation first, so that nobody waits in a circle."""
    conversation = locked(reply.conversation)
    fresh = Reply.objects.select_for_update(of=("self",)).select_related("author", "community").get(pk=reply.pk)
    fresh.conversation = conversation
    return fresh
