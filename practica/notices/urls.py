from django.urls import path, re_path

from practica.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    re_path("^(?P<tab>snoozed|muted|done)/$", views.inbox, name="tab"),
    path("<int:pk>/done/", views.done, name="done"),
    path("<int:pk>/snooze/", views.snooze, name="snooze"),
    path("<int:pk>/mute/", views.mute, name="mute"),
    path("<int:pk>/wait/", views.wait, name="wait"),
    path("read/", views.read_news, name="read_news"),
    path("preferences/", views.preferences, name="preferences"),
    path("digest/", views.digest, name="digest"),
]
