"""Addresses of what leaves the program: the summary, files to take away, the public edition."""

from django.urls import path

from .views import exports, public, publications, summary

urlpatterns = [
    path("horinger/<uuid:public_id>/oppsummering/", summary.summary, name="summary"),
    path("horinger/<uuid:public_id>/oppsummering/word/", summary.word_file, name="summary_word"),
    path("horinger/<uuid:public_id>/oppsummering/lagre/", summary.save, name="summary_save"),
    path("horinger/<uuid:public_id>/uttrekk/", exports.exports, name="exports"),
    path("horinger/<uuid:public_id>/uttrekk/tekster.html", exports.html_file, name="export_html"),
    path("horinger/<uuid:public_id>/uttrekk/<slug:what>.<slug:ending>", exports.sheet, name="export"),
    path("horinger/<uuid:public_id>/publisering/", publications.publication, name="publication"),
    path("horinger/<uuid:public_id>/publisering/publiser/", publications.publish, name="publish"),
    path("horinger/<uuid:public_id>/publisering/trekk-tilbake/", publications.withdraw, name="withdraw"),
    path(
        "horinger/<uuid:public_id>/publisering/<uuid:submission>/",
        publications.preview,
        name="publication_preview",
    ),
    path("apent/", public.published, name="published"),
    path("apent/<uuid:public_id>/", public.edition, name="public"),
    path("apent/<uuid:public_id>/<uuid:document_id>/", public.document, name="public_document"),
    path("apent/<uuid:public_id>/<uuid:document_id>/tekst.txt", public.text, name="public_text"),
]
