from django.apps import AppConfig


class SavedConfig(AppConfig):
    name = "practica.saved"
    label = "saved"
