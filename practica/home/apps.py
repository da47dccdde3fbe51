from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "practica.home"
    label = "home"
