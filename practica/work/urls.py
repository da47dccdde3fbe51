"""The addresses of joint work: the verb in the address is the view and the action."""

from django.urls import path

from practica.work.views import commitments, pages

app_name = "work"
urlpatterns = [
    path("", pages.mine, name="mine"),
    path("in/<slug:slug>/", pages.community, name="community"),
    path("in/<slug:slug>/commit/", commitments.commit, name="commit"),
    path("commitments/<int:pk>/", commitments.commitment, name="commitment"),
    path("commitments/<int:pk>/keep/", commitments.keep, name="keep"),
    path("commitments/<int:pk>/unkeep/", commitments.unkeep, name="unkeep"),
    path("commitments/<int:pk>/renegotiate/", commitments.renegotiate, name="renegotiate"),
    path("commitments/<int:pk>/let-go/", commitments.let_go, name="let_go"),
]
