from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "practica.notices"
    label = "notices"
