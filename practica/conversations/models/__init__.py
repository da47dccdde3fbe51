"""What is said in communities: conversations, replies, and what people do with them."""

from practica.conversations.models.attention import CommunityReadMark, Follow, ReadMark, Voice
from practica.conversations.models.conversation import Conversation, Kind
from practica.conversations.models.history import Revision, Trace, TraceKind
from practica.conversations.models.home import ConversationHome
from practica.conversations.models.reply import Reflection, Reply
from practica.conversations.models.response import MeToo, Thanks

__all__ = [
    "CommunityReadMark",
    "Conversation",
    "ConversationHome",
    "Follow",
    "Kind",
    "MeToo",
    "ReadMark",
    "Reflection",
    "Reply",
    "Revision",
    "Thanks",
    "Trace",
    "TraceKind",
    "Voice",
]
