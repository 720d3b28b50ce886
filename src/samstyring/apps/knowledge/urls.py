"""Addresses of this room."""

from django.urls import path

from .views import evidence, experiences, imports

app_name = "knowledge"

urlpatterns = [
    path("kunnskap/", evidence.evidence_list, name="evidence_list"),
    path("kunnskap/ny/", evidence.write, name="add_evidence"),
    path("kunnskap/hent-inn/", imports.bring_in, name="import"),
    path("kunnskap/<uuid:public_id>/", evidence.evidence, name="evidence"),
    path("kunnskap/<uuid:public_id>/endre/", evidence.write, name="change_evidence"),
    path("erfaringer/", experiences.experience_list, name="experience_list"),
    path("erfaringer/ny/", experiences.write, name="tell_experience"),
    path("erfaringer/<uuid:public_id>/", experiences.experience, name="experience"),
    path("erfaringer/<uuid:public_id>/endre/", experiences.write, name="change_experience"),
    path(
        "erfaringer/fra-utsagn/<uuid:public_id>/<int:start>-<int:end>/",
        experiences.from_statement,
        name="experience_from_statement",
    ),
]
