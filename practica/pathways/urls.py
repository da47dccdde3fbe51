"""The addresses of what leads from one feature to another."""

from django.urls import path

from practica.pathways import views
from practica.pathways.views import outcomes

app_name = "pathways"
urlpatterns = [
    path("conversations/<int:pk>/suggest/", views.suggest_from_conversation, name="suggest_from_conversation"),
    path("meetings/<int:pk>/suggest/", views.suggest_from_meeting, name="suggest_from_meeting"),
    path("meetings/<int:pk>/topic/", views.place_topic, name="place_topic"),
    path("meetings/<int:pk>/task/", views.place_task, name="place_task"),
    path("topics/<int:pk>/discuss/", views.discuss, name="discuss"),
    path("topics/<int:pk>/meet/", views.meet, name="meet"),
    path("outcomes/<int:pk>/take/", outcomes.take, name="take"),
    path("outcomes/<int:pk>/board/", outcomes.board, name="board"),
    path("outcomes/<int:pk>/ask/", outcomes.ask, name="ask"),
    path("outcomes/<int:pk>/suggest/", outcomes.suggest, name="suggest"),
    path("outcomes/<int:pk>/record/", outcomes.record, name="record"),
    path("outcomes/<int:pk>/tell/", outcomes.tell, name="tell"),
]
