from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "practica.live"
    label = "live"
