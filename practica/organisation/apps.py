from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "practica.organisation"
    label = "organisation"
