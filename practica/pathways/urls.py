"""The addresses of what leads from one feature to another: one for each cell of the table `WAYS`."""

from django.urls import path

from practica.pathways import views
from practica.pathways.models import WAYS, Origin, Target
from practica.pathways.regions.ends import name_of
from practica.pathways.views import outcomes

app_name = "pathways"
urlpatterns = [
    path("meetings/<int:pk>/topic/", views.place_topic, name="place_topic"),
    path("meetings/<int:pk>/task/", views.place_task, name="place_task"),
    path("topics/<int:pk>/trail/", views.trail, name="trail"),
    # A poll is asked where polls are asked.
    *(
        path(
            f"{origin.word}s/<int:pk>/{target.verb.replace('_', '-')}/",
            getattr(views, target.verb),
            {"origin": origin},
            name=name_of(origin, target),
        )
        for origin in Origin
        for target in WAYS[origin]
        if target != Target.POLL
    ),
    path("outcomes/<int:pk>/take/", outcomes.take, name="take"),
    path("outcomes/<int:pk>/board/", outcomes.board, name="board"),
    path("outcomes/<int:pk>/ask/", outcomes.ask, name="ask"),
    path("outcomes/<int:pk>/suggest/", outcomes.suggest, name="suggest"),
    path("outcomes/<int:pk>/record/", outcomes.record, name="record"),
    path("outcomes/<int:pk>/tell/", outcomes.tell, name="tell"),
]
