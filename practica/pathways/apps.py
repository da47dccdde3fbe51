from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "practica.pathways"
    label = "pathways"
