from django.urls import URLPattern, URLResolver, path

from practica.organisation import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.settings, name="settings"),
    path("units/", views.units, name="units"),
    path("units/add/", views.add_unit, name="add_unit"),
    path("units/<int:pk>/rename/", views.rename_unit, name="rename_unit"),
    path("units/<int:pk>/merge/", views.merge_unit, name="merge_unit"),
]
