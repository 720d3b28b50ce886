"""Addresses of the pages that look across all rooms."""

from django.urls import path

from samstyring.apps.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.home, name="home"),
]
