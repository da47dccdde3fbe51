from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "practica.meetings"
    label = "meetings"
