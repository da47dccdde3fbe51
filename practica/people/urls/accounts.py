"""The account library's pages, under /accounts/."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
