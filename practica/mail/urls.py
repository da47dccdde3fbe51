from django.urls import path

from practica.mail import views

app_name = "mail"
urlpatterns = [path("leave/<str:token>/", views.unsubscribe, name="unsubscribe")]
