from django.apps import AppConfig

from practica.files.registry import declare


class LibraryConfig(AppConfig):
    name = "practica.library"
    label = "library"

    def ready(self) -> None:
        declare("library.asset")
