from django.apps import AppConfig


class ProductConfig(AppConfig):
    name = "practica.config"
    label = "config"
    verbose_name = "Práctica"

    def ready(self) -> None:
        from practica.config import checks  # noqa: F401, PLC0415 -- registers what looks over an installation
