from django.urls import URLPattern, URLResolver, path

from practica.home import views

app_name = "home"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("about/help/", views.help_page, name="help"),
    path("learned/<slug:figure>/", views.learned_things, name="learned"),
]
