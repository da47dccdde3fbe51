from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "practica.files"
    label = "files"
