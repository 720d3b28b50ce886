"""Addresses of what leaves the program: the summary, files to take away, the public edition."""

from django.urls import path

from .views import exports, summary

urlpatterns = [
    path("horinger/<uuid:public_id>/oppsummering/", summary.summary, name="summary"),
    path("horinger/<uuid:public_id>/oppsummering/word/", summary.word_file, name="summary_word"),
    path("horinger/<uuid:public_id>/oppsummering/<slug:section>/", summary.save, name="summary_save"),
    path("horinger/<uuid:public_id>/uttrekk/", exports.exports, name="exports"),
    path("horinger/<uuid:public_id>/uttrekk/tekster.html", exports.html_file, name="export_html"),
    path("horinger/<uuid:public_id>/uttrekk/<slug:what>.<slug:ending>", exports.sheet, name="export"),
]
