from django.apps import AppConfig

from practica.files.registry import declare


class ConversationsConfig(AppConfig):
    name = "practica.conversations"
    label = "conversations"

    def ready(self) -> None:
        declare("conversations.conversation")
        declare("conversations.reply")
