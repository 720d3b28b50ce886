"""Addresses of the pages that look across all rooms."""

from django.urls import path

from samstyring.apps.overview.views import home, municipality, tiles

app_name = "overview"
urlpatterns = [
    path("", home.home, name="home"),
    path("kommune/", municipality.search, name="municipalities"),
    path("kommune/<str:number>/", municipality.municipality, name="municipality"),
    path("kommune/<str:number>/notat/", municipality.paper, name="paper"),
    path("kart/", tiles.show, name="map"),
]
