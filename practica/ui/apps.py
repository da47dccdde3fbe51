from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    name = "practica.ui"
    label = "ui"

    def ready(self) -> None:
        # What features put into each other's pages and into the rail.
        autodiscover_modules("regions")
