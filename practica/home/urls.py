from django.urls import URLPattern, URLResolver, path

from practica.home import views

app_name = "home"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("learned/<slug:figure>/", views.learned_things, name="learned"),
]
