"""Root urls: one line a room."""

from django.urls import include, path

urlpatterns = [
    path("", include("samstyring.apps.overview.urls")),
    path("", include("samstyring.apps.actors.urls")),
    path("", include("samstyring.apps.consultations.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
