"""The first run, under /start/."""

from django.urls import path

from practica.people.views import start

urlpatterns = [
    path("", start.start, name="start"),
    path("<slug:step>/", start.start, name="start_step"),
]
