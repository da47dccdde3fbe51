from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "practica.work"
    label = "work"
