"""Root urls: one line a room."""

from django.urls import include, path

from samstyring.site.api import api, description

urlpatterns = [
    path("", include("samstyring.apps.overview.urls")),
    path("", include("samstyring.apps.actors.urls")),
    path("", include("samstyring.apps.consultations.urls")),
    path("", include("samstyring.apps.knowledge.urls")),
    path("", include("samstyring.apps.needs.urls")),
    path("", include("samstyring.apps.portfolio.urls")),
    path("", include("samstyring.apps.priorities.urls")),
    path("", include("samstyring.apps.decisions.urls")),
    path("", include("samstyring.apps.adoption.urls")),
    path("", include("samstyring.apps.economy.urls")),
    path("", include("samstyring.site.pages")),
    path("api/", description, name="api_docs"),
    path("api/", api.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "samstyring.site.errors.bad_request"
handler403 = "samstyring.site.errors.forbidden"
handler404 = "samstyring.site.errors.not_found"
handler500 = "samstyring.site.errors.server_error"
