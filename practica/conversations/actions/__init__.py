"""The only writers of conversations."""

from practica.conversations.actions.answers import accept_answer, take_back_acceptance
from practica.conversations.actions.attention import (
    follow,
    mark_community_read,
    mark_read,
    mute,
    unfollow,
)
from practica.conversations.actions.closing import close_conversation, reopen_conversation
from practica.conversations.actions.editing import curate_conversation, edit_conversation, edit_reply
from practica.conversations.actions.homes import cross_post, move_conversation, pin, take_back_cross_post, unpin
from practica.conversations.actions.moderation import (
    hide_conversation,
    hide_reply,
    remove_reply,
    show_conversation,
    show_reply,
)
from practica.conversations.actions.opening import open_conversation
from practica.conversations.actions.presence import say_writing
from practica.conversations.actions.replying import answer, reflect, reply
from practica.conversations.actions.thanking import (
    leave_question,
    share_question,
    take_back_thanks_for_conversation,
    take_back_thanks_for_reply,
    thank_for_conversation,
    thank_for_reply,
)
from practica.conversations.actions.writing import Writing

__all__ = [
    "Writing",
    "accept_answer",
    "answer",
    "close_conversation",
    "cross_post",
    "curate_conversation",
    "edit_conversation",
    "edit_reply",
    "follow",
    "hide_conversation",
    "hide_reply",
    "leave_question",
    "mark_community_read",
    "mark_read",
    "move_conversation",
    "mute",
    "open_conversation",
    "pin",
    "reflect",
    "remove_reply",
    "reopen_conversation",
    "reply",
    "say_writing",
    "share_question",
    "show_conversation",
    "show_reply",
    "take_back_acceptance",
    "take_back_cross_post",
    "take_back_thanks_for_conversation",
    "take_back_thanks_for_reply",
    "thank_for_conversation",
    "thank_for_reply",
    "unfollow",
    "unpin",
]
