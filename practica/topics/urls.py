"""The addresses of topics: the verb in the address is the view and the action."""

from django.urls import path

from practica.topics.views import agenda, answering, backlog, merging, suggesting, supporting

app_name = "topics"
urlpatterns = [
    path("suggest/", suggesting.where, name="where"),
    path("in/<slug:slug>/", backlog.community, name="community"),
    path("in/<slug:slug>/suggest/", suggesting.suggest, name="suggest"),
    path("in/<slug:slug>/suggest-quietly/", suggesting.suggest_quietly, name="suggest_quietly"),
    path("in/<slug:slug>/alike/", suggesting.alike, name="alike"),
    path("in/<slug:slug>/set-aside/<str:state>/", backlog.set_aside, name="set_aside"),
    path("in/<slug:slug>/agenda/<str:lane>/", agenda.lane, name="lane"),
    path("<int:pk>/", backlog.topic, name="topic"),
    path("<int:pk>/change/", suggesting.change, name="change"),
    path("<int:pk>/support/", supporting.support, name="support"),
    path("<int:pk>/withdraw/", supporting.withdraw, name="withdraw"),
    path("<int:pk>/consider/", answering.consider, name="consider"),
    path("<int:pk>/accept/", answering.accept, name="accept"),
    path("<int:pk>/park/", answering.park, name="park"),
    path("<int:pk>/decline/", answering.decline, name="decline"),
    path("<int:pk>/reconsider/", answering.reconsider, name="reconsider"),
    path("<int:pk>/finish/", answering.finish, name="finish"),
    path("<int:pk>/hide/", answering.hide, name="hide"),
    path("<int:pk>/show/", answering.show, name="show"),
    path("<int:pk>/merge/", merging.merge, name="merge"),
    path("<int:pk>/unmerge/", merging.unmerge, name="unmerge"),
    path("<int:pk>/keep-apart/", merging.keep_apart, name="keep_apart"),
    path("<int:pk>/move/", agenda.move, name="move"),
]
