from django.apps import AppConfig


class CoeditConfig(AppConfig):
    name = "practica.coedit"
    label = "coedit"
