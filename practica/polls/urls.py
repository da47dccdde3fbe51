from django.urls import path

from practica.polls.views import answering, asking, deciding

app_name = "polls"
urlpatterns = [
    path("about/<str:about>/<int:pk>/", asking.ask, name="ask"),
    path("<int:pk>/", answering.detail, name="detail"),
    path("<int:pk>/card/", answering.card, name="card"),
    path("<int:pk>/answer/", answering.answer, name="answer"),
    path("<int:pk>/close/", answering.close, name="close"),
    path("<int:pk>/outcome/", deciding.outcome, name="outcome"),
    path("<int:pk>/review/", deciding.review, name="review"),
]
