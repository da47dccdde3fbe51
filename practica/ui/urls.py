from django.urls import path

from practica.ui import installable, views

app_name = "ui"
urlpatterns = [
    path("manifest.webmanifest", installable.manifest, name="manifest"),
    path("sw.js", installable.worker, name="worker"),
    path("_/offline/", installable.offline, name="offline"),
    path("_/speculation-rules.json", installable.speculation_rules, name="speculation-rules"),
    path("_/theme/", views.theme, name="theme"),
    path("_/language/", views.language, name="language"),
    path("_/components/", views.components, name="components"),
    path("_/components/preview/", views.preview, name="preview"),
    path("_/components/people/", views.people, name="people"),
]
