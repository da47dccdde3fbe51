from django.urls import path

from practica.saved import views

app_name = "saved"
urlpatterns = [
    path("", views.saved, name="saved"),
    path("<str:model>/<int:pk>/save/", views.save, name="save"),
    path("<str:model>/<int:pk>/unsave/", views.unsave, name="unsave"),
]
