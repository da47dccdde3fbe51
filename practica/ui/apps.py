from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "practica.ui"
    label = "ui"
