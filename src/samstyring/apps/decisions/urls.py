"""Addresses of this room."""

from django.urls import URLPattern

from . import answers_urls

app_name = "decisions"

urlpatterns: list[URLPattern] = [*answers_urls.urlpatterns]
