from django.urls import path

from practica.demo import views

app_name = "demo"
urlpatterns = [path("step-into/<str:key>/", views.step_into, name="step_into")]
