"""People, under /people/, and their accounts, under /administration/. A person's own address begins with @, so no name is taken."""

from django.urls import URLPattern, URLResolver, path

from practica.people.views import administration, app_tokens, directory, invitations, join, person, photo, settings

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", directory.people, name="directory"),
    path("people/mentions/", directory.mentions, name="mentions"),
    path("people/join/<str:token>/", join.join, name="join"),
    path("people/me/", person.edit, name="edit"),
    path("people/me/photo/", photo.change, name="change_photo"),
    path("people/me/photo/remove/", photo.remove, name="remove_photo"),
    path("people/me/settings/", settings.settings, name="settings"),
    path("people/me/working-hours/", settings.working_hours, name="working-hours"),
    path("people/me/programs/", app_tokens.app_tokens, name="app_tokens"),
    path("people/me/programs/<int:pk>/revoke/", app_tokens.revoke_app_token, name="revoke_app_token"),
    path("administration/", administration.people, name="administration"),
    path("administration/invitations/", invitations.invitations, name="invitations"),
    path("administration/invitations/send/", invitations.invite, name="invite"),
    path("administration/invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("administration/people/@<slug:handle>/", administration.one, name="administer"),
    path("administration/people/@<slug:handle>/claim/", invitations.claim, name="send_claim"),
    path("administration/people/@<slug:handle>/<slug:change>/", administration.change, name="change_role"),
    path("people/@<slug:handle>/", person.person, name="person"),
    path("people/@<slug:handle>/photo/<int:number>/", photo.photo, name="photo"),
]
