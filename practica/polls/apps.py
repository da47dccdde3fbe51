from django.apps import AppConfig


class PollsConfig(AppConfig):
    name = "practica.polls"
    label = "polls"
