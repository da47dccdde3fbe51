"""The addresses of what leads from one feature to another."""

from django.urls import path

from practica.pathways import views

app_name = "pathways"
urlpatterns = [
    path("conversations/<int:pk>/suggest/", views.suggest_from_conversation, name="suggest_from_conversation"),
    path("meetings/<int:pk>/suggest/", views.suggest_from_meeting, name="suggest_from_meeting"),
    path("topics/<int:pk>/discuss/", views.discuss, name="discuss"),
    path("topics/<int:pk>/meet/", views.meet, name="meet"),
]
