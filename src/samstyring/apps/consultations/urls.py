"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "consultations"

urlpatterns = [
    path("horinger/", views.consultation_list, name="list"),
    path("horinger/ny/", views.upload, name="new"),
    path("horinger/<uuid:public_id>/", views.consultation, name="consultation"),
    path("horinger/<uuid:public_id>/dokumenter/", views.upload, name="upload"),
    path("horinger/<uuid:public_id>/tittel/", views.rename, name="rename"),
    path("dokumenter/<uuid:public_id>/", views.document, name="document"),
    path("dokumenter/<uuid:public_id>/original/", views.original, name="original"),
    path("dokumenter/<uuid:public_id>/les-igjen/", views.read_again, name="read_again"),
    path("dokumenter/<uuid:public_id>/<int:start>-<int:end>/", views.statement, name="statement"),
    path("dokumenter/<uuid:public_id>/<int:start>-<int:end>/type/", views.review, name="review"),
]
