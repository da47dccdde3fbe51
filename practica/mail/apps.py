from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "practica.mail"
    label = "mail"
