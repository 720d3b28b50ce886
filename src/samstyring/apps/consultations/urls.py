"""Addresses of this room."""

from django.urls import path

from .views import consultations, documents, overview, statements, summary

app_name = "consultations"

urlpatterns = [
    path("horinger/", consultations.consultation_list, name="list"),
    path("horinger/ny/", consultations.upload, name="new"),
    path("horinger/<uuid:public_id>/", consultations.consultation, name="consultation"),
    path("horinger/<uuid:public_id>/dokumenter/", consultations.upload, name="upload"),
    path("horinger/<uuid:public_id>/tittel/", consultations.rename, name="rename"),
    path("horinger/<uuid:public_id>/oversikt/", overview.overview, name="overview"),
    path("horinger/<uuid:public_id>/utsagn/", overview.statements, name="statements"),
    path("horinger/<uuid:public_id>/oppsummering/", summary.summary, name="summary"),
    path("horinger/<uuid:public_id>/oppsummering/word/", summary.word_file, name="summary_word"),
    path("horinger/<uuid:public_id>/oppsummering/<slug:section>/", summary.save, name="summary_save"),
    path("dokumenter/<uuid:public_id>/", documents.document, name="document"),
    path("dokumenter/<uuid:public_id>/original/", documents.original, name="original"),
    path("dokumenter/<uuid:public_id>/les-igjen/", documents.read_again, name="read_again"),
    path("dokumenter/<uuid:public_id>/<int:start>-<int:end>/", statements.statement, name="statement"),
    path("dokumenter/<uuid:public_id>/<int:start>-<int:end>/type/", statements.review, name="review"),
]
