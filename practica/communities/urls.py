from django.urls import URLPattern, URLResolver, path

from practica.communities.views import belonging, directory, home

app_name = "communities"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", directory.index, name="directory"),
    path("similar/", directory.similar, name="similar"),
    path("invitations/", belonging.invitations, name="invitations"),
    path("invitations/<int:pk>/accept/", belonging.accept, name="accept"),
    path("invitations/<int:pk>/decline/", belonging.decline, name="decline"),
    path("invitations/<int:pk>/withdraw/", belonging.withdraw, name="withdraw"),
    path("invitations/<int:pk>/accept-post/", belonging.accept_post, name="accept-post"),
    path("invitations/<int:pk>/decline-post/", belonging.decline_post, name="decline-post"),
    path("<slug:slug>/", home.home, name="home"),
    path("<slug:slug>/about/", home.about, name="about"),
    path("<slug:slug>/people/", home.people, name="people"),
    path("<slug:slug>/alumni/", home.alumni, name="alumni"),
    path("<slug:slug>/join/", belonging.join, name="join"),
    path("<slug:slug>/leave/", belonging.leave, name="leave"),
    path("<slug:slug>/welcome/", belonging.welcome, name="welcome"),
    path("<slug:slug>/goal/", belonging.goal, name="goal"),
    path("<slug:slug>/ask/", belonging.ask, name="ask"),
]
