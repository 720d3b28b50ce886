"""Addresses of the pages that look across all rooms."""

from django.urls import path

from samstyring.apps.overview.views import home

app_name = "overview"
urlpatterns = [
    path("", home.home, name="home"),
]
