"""Addresses of the pages that look across all rooms."""

from django.urls import path

from samstyring.apps.overview.views import (
    calendars,
    home,
    municipality,
    papers,
    thread,
    tiles,
    what_happened,
)

app_name = "overview"
# A municipality's paper for its council, on a measure or a case.
PAPER = "kommune/<str:number>/saksframlegg/<slug:kind>/<uuid:public_id>/"
urlpatterns = [
    path("", home.home, name="home"),
    path("kommune/", municipality.search, name="municipalities"),
    path("sammen/<uuid:public_id>/", municipality.several, name="several"),
    path("kommune/<str:number>/", municipality.municipality, name="municipality"),
    path("kommune/<str:number>/notat/", municipality.paper, name="paper"),
    path("kommune/<str:number>/saksframlegg/", papers.choose_measure, name="paper_measures"),
    path(f"{PAPER}", papers.show, name="council_paper"),
    path(f"{PAPER}word/", papers.as_word, name="council_paper_word"),
    path(f"{PAPER}pdf/", papers.as_pdf, name="council_paper_pdf"),
    path(f"{PAPER}skriv/", papers.write, name="write_council_paper"),
    path(f"{PAPER}versjon/<int:version>/", papers.restore, name="restore_council_paper"),
    path(
        "saksframlegg/tiltak/<uuid:public_id>/",
        papers.choose_place,
        {"kind": papers.MEASURE},
        name="paper_of_measure",
    ),
    path(
        "saksframlegg/sak/<uuid:public_id>/",
        papers.choose_place,
        {"kind": papers.CASE},
        name="paper_of_case",
    ),
    path("kart/", tiles.show, name="map"),
    path("kart/okonomi/<uuid:public_id>/", tiles.of_economy, name="map_of_economy"),
    path("kalendere/", calendars.addresses, name="calendars"),
    path("kalendere/tiltak/<uuid:measure>/", calendars.addresses, name="calendar_of_measure"),
    path("kalendere/ny/", calendars.make, name="make_calendar"),
    path("kalendere/<uuid:public_id>/forny/", calendars.renew, name="renew_calendar"),
    path("kalendere/<uuid:public_id>/fjern/", calendars.remove, name="remove_calendar"),
    path("kalendere/<uuid:public_id>/<str:secret>.ics", calendars.file, name="calendar_file"),
    path("hva-skjedde/", what_happened.find, name="happened"),
    path("hva-skjedde/<uuid:public_id>/", what_happened.organisation, name="happened_to"),
    path("hva-skjedde/horing/<uuid:public_id>/", what_happened.consultation, name="happened_consultation"),
    path("trad/utsagn/<uuid:public_id>/<int:start>-<int:end>/", thread.statement, name="thread_statement"),
    path("trad/poeng/<uuid:public_id>/", thread.thread, {"kind": "point"}, name="thread_point"),
    path("trad/behov/<uuid:public_id>/", thread.thread, {"kind": "need"}, name="thread_need"),
    path("trad/tiltak/<uuid:public_id>/", thread.thread, {"kind": "measure"}, name="thread_measure"),
    path("trad/runde/<uuid:public_id>/", thread.thread, {"kind": "round"}, name="thread_round"),
    path("trad/sak/<uuid:public_id>/", thread.thread, {"kind": "case"}, name="thread_case"),
    path("trad/vedtak/<uuid:public_id>/", thread.thread, {"kind": "decision"}, name="thread_decision"),
]
