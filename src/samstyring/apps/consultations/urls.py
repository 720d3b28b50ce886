"""Addresses of this room."""

from django.urls import path

from . import addresses_out
from .views import (
    comparisons,
    consultations,
    cuts,
    documents,
    endorsements,
    hands,
    measured,
    overview,
    point_members,
    points,
    reviewing,
    senders,
    statements,
    themes,
    uploads,
    work,
)

app_name = "consultations"

urlpatterns = [
    *addresses_out.urlpatterns,
    path("horinger/", consultations.consultation_list, name="list"),
    path("horinger/ny/", uploads.upload, name="new"),
    path("horinger/<uuid:public_id>/", consultations.consultation, name="consultation"),
    path("horinger/<uuid:public_id>/dokumenter/", uploads.upload, name="upload"),
    path("horinger/<uuid:public_id>/dokumenter/kjent/", uploads.known, name="known"),
    path("horinger/<uuid:public_id>/tittel/", consultations.rename, name="rename"),
    path("horinger/<uuid:public_id>/temaer/", themes.themes, name="themes"),
    path("horinger/<uuid:public_id>/trenger-hand/", hands.needs_a_hand, name="hands"),
    path("horinger/<uuid:public_id>/oversikt/", overview.overview, name="overview"),
    path("horinger/<uuid:public_id>/utsagn/", overview.statements, name="statements"),
    path("horinger/<uuid:public_id>/poeng/", points.point_list, name="points"),
    path("horinger/<uuid:public_id>/neste/", reviewing.next_review, name="next_review"),
    path("horinger/<uuid:public_id>/arbeid/", work.work, name="work"),
    path("horinger/<uuid:public_id>/arbeid/fordel/", work.assign, name="assign"),
    path("horinger/<uuid:public_id>/arbeid/utvalg/", work.draw, name="draw"),
    path("horinger/<uuid:public_id>/arbeid/utvalg/<int:number>/", work.sample, name="sample"),
    path("horinger/<uuid:public_id>/arbeid/utvalg/<int:number>/merk/", work.label, name="sample_label"),
    path("dokumenter/<uuid:public_id>/", documents.document, name="document"),
    path("dokumenter/<uuid:public_id>/avsender/", senders.senders, name="senders"),
    path("dokumenter/<uuid:public_id>/holdning/", senders.stance, name="stance"),
    path("dokumenter/<uuid:public_id>/tilslutning/", endorsements.endorsements, name="endorsements"),
    path("dokumenter/<uuid:public_id>/angre/", senders.undo, name="undo_decision"),
    path("lesing/", measured.measured, name="measured"),
    path("dokumenter/<uuid:public_id>/original/", documents.original, name="original"),
    path("dokumenter/<uuid:public_id>/original/vis/", documents.original_shown, name="original_shown"),
    path("dokumenter/<uuid:public_id>/les-igjen/", documents.read_again, name="read_again"),
    path("dokumenter/<uuid:public_id>/<int:start>-<int:end>/", statements.statement, name="statement"),
    path("dokumenter/<uuid:public_id>/<int:start>-<int:end>/type/", statements.review, name="review"),
    path("dokumenter/<uuid:public_id>/<int:start>-<int:end>/inndeling/", cuts.divide, name="divide"),
    path("dokumenter/<uuid:public_id>/<int:start>-<int:end>/person/", cuts.hold, name="hold"),
    path("dokumenter/<uuid:public_id>/inndeling/<int:cut>/angre/", cuts.undo, name="undo_cut"),
    path("horinger/<uuid:public_id>/sammenlign/", comparisons.choose, name="compare_choose"),
    path("horinger/<uuid:public_id>/sammenlign/<uuid:other_id>/", comparisons.compare, name="compare"),
    path(
        "dokumenter/<uuid:public_id>/sammenlign/",
        comparisons.choose_document,
        name="compare_documents_choose",
    ),
    path(
        "dokumenter/<uuid:public_id>/sammenlign/<uuid:other_id>/",
        comparisons.compare_documents,
        name="compare_documents",
    ),
    path("poeng/<uuid:public_id>/", points.point, name="point"),
    path("poeng/<uuid:public_id>/navn/", points.rename, name="point_rename"),
    path("poeng/<uuid:public_id>/stand/", points.set_state, name="point_state"),
    path("poeng/<uuid:public_id>/sla-sammen/", points.merge, name="point_merge"),
    path("poeng/<uuid:public_id>/skill/", points.unmerge, name="point_unmerge"),
    path("poeng/<uuid:public_id>/del/", points.split, name="point_split"),
    path("poeng/<uuid:public_id>/forslag/", point_members.suggestions, name="point_suggestions"),
    path("poeng/<uuid:public_id>/utsagn/", point_members.decide, name="point_decide"),
    path(
        "dokumenter/<uuid:public_id>/<int:start>-<int:end>/poeng/", point_members.new_point, name="point_new"
    ),
    path("dokumenter/<uuid:public_id>/<int:start>-<int:end>/lignende/", point_members.alike, name="alike"),
]
