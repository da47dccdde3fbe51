"""The product's addresses, a line a part."""

from django.urls import include, path

from practica.organisation.urls import urlpatterns as organisation
from practica.people.urls.founding import urlpatterns as first_run

urlpatterns = [
    path("", include("practica.home.urls")),
    path("", include("practica.ui.urls")),
    path("accounts/", include("practica.people.urls.accounts")),
    path("", include("practica.people.urls")),
    # The first run makes the organisation and its first person: people sit above the organisation, so it is theirs.
    path(
        "",
        include(([path("start/", include(first_run)), path("organisation/", include(organisation))], "organisation")),
    ),
    path("communities/", include("practica.communities.urls")),
    path("conversations/", include("practica.conversations.urls")),
    path("meetings/", include("practica.meetings.urls")),
    path("", include("practica.meetings.urls.dav")),
    path("topics/", include("practica.topics.urls")),
    path("pathways/", include("practica.pathways.urls")),
    path("work/", include("practica.work.urls")),
    path("library/", include("practica.library.urls")),
    path("polls/", include("practica.polls.urls")),
    path("files/", include("practica.files.urls")),
    path("mail/", include("practica.mail.urls")),
    path("inbox/", include("practica.notices.urls")),
    path("saved/", include("practica.saved.urls")),
    path("search/", include("practica.search.urls")),
    path("exchange/", include("practica.exchange.urls")),
    path("live/", include("practica.live.urls")),
    path("demo/", include("practica.demo.urls")),
]

handler403 = "practica.ui.errors.forbidden"
handler404 = "practica.ui.errors.not_found"
# Asked for by the account library, which counts.
handler429 = "practica.ui.errors.too_often"
handler500 = "practica.ui.errors.server_error"
