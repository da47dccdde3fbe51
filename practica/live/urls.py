"""The stream is `practica.live.stream`, texts are `practica.coedit.socket`, in front of these; pages served alone answer that it is elsewhere."""

from django.urls import path

from practica.live import views

app_name = "live"
urlpatterns = [
    path("", views.elsewhere, name="stream"),
    path("text/<str:address>", views.elsewhere, name="text"),
]
