"""People and what they say of themselves, under /people/. A person's own address begins with @, so no name is taken."""

from django.urls import URLPattern, URLResolver, path

from practica.people.views import administration, directory, invitations, join, person, photo, settings

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", directory.people, name="directory"),
    path("mentions/", directory.mentions, name="mentions"),
    path("join/<str:token>/", join.join, name="join"),
    path("me/", person.edit, name="edit"),
    path("me/photo/", photo.change, name="change_photo"),
    path("me/photo/remove/", photo.remove, name="remove_photo"),
    path("me/settings/", settings.settings, name="settings"),
    path("administration/", administration.people, name="administration"),
    path("administration/invitations/", invitations.invitations, name="invitations"),
    path("administration/invitations/send/", invitations.invite, name="invite"),
    path("administration/invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("administration/@<slug:handle>/", administration.one, name="administer"),
    path("administration/@<slug:handle>/claim/", invitations.claim, name="send_claim"),
    path("administration/@<slug:handle>/<slug:change>/", administration.change, name="change_role"),
    path("@<slug:handle>/", person.person, name="person"),
    path("@<slug:handle>/photo/<int:number>/", photo.photo, name="photo"),
]
