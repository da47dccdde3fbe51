"""The account library's pages, under /accounts/."""

from allauth.socialaccount import views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

urlpatterns = [
    # Who comes back from the identity provider with an error is not signed in; the library forgets to say so.
    path("3rdparty/login/error/", login_not_required(views.login_error)),
    path("", include("allauth.urls")),
]
