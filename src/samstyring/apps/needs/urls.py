"""Addresses of this room."""

from django.urls import path

from .views import acts, making, needs

app_name = "needs"

urlpatterns = [
    path("behov/", needs.need_list, name="needs"),
    path("behov/nytt/", making.write, name="write"),
    path("behov/lignende/", making.like, name="like"),
    path("behov/fra-poeng/<uuid:public_id>/", making.from_point, name="from_point"),
    path(
        "behov/fra-utsagn/<uuid:public_id>/<int:start>-<int:end>/",
        making.from_statement,
        name="from_statement",
    ),
    path("behov/<uuid:public_id>/", needs.need, name="need"),
    path("behov/<uuid:public_id>/endre/", needs.change, name="change"),
    path("behov/<uuid:public_id>/stott/", needs.back, name="back"),
    path("behov/<uuid:public_id>/trekk-stotte/", needs.withdraw, name="withdraw"),
    path("behov/<uuid:public_id>/lignende/", needs.like, name="like_this"),
    path("behov/<uuid:public_id>/<slug:word>/", acts.act, name="act"),
]
