"""Addresses of this room."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

app_name = "actors"

urlpatterns = [
    path("logg-inn/", LoginView.as_view(template_name="actors/login.html"), name="login"),
    path("logg-ut/", LogoutView.as_view(), name="logout"),
]
