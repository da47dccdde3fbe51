from django.urls import path

from practica.ui import views

app_name = "ui"
urlpatterns = [
    path("_/theme/", views.theme, name="theme"),
    path("_/language/", views.language, name="language"),
    path("_/components/", views.components, name="components"),
    path("_/components/preview/", views.preview, name="preview"),
    path("_/components/people/", views.people, name="people"),
]
