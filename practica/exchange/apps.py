from django.apps import AppConfig

from practica.files.registry import declare


class ExchangeConfig(AppConfig):
    name = "practica.exchange"
    label = "exchange"

    def ready(self) -> None:
        declare("exchange.importrun")
