from django.urls import path

from practica.files import views

app_name = "files"
urlpatterns = [
    path("upload/", views.upload, name="upload"),
    path("<int:pk>/page/<int:number>/", views.page, name="page"),
    path("<int:pk>/picture/<str:name>", views.picture, name="picture"),
    path("<int:pk>/<str:name>", views.download, name="download"),
]
