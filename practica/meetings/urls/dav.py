"""CalDAV, at the root of the site, where programs look for it."""

from django.urls import path, re_path

from practica.meetings.api.caldav import caldav, well_known

app_name = "dav"
urlpatterns = [
    path(".well-known/caldav", well_known, name="well-known"),
    path(".well-known/caldav/", well_known),
    path("dav", well_known),
    path("dav/", caldav, name="root"),
    re_path(r"^dav/(?P<path>.+)$", caldav, name="path"),
]
