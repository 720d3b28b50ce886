"""Addresses of this room."""

from django.urls import URLPattern, path

from . import answers_urls
from .views import bodies, cases, decisions, parts, positions, route, subjects

app_name = "decisions"

CASE = "saker/<uuid:public_id>/"
BODY = "organer/<uuid:public_id>/"

urlpatterns: list[URLPattern] = [
    path("saker/", cases.case_list, name="cases"),
    path("saker/ny/", cases.open_case, name="open_case"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}endre/", cases.change, name="change_case"),
    path(f"{CASE}forslag/", parts.proposal, name="add_proposal"),
    path(f"{CASE}forslag/<int:proposal>/", parts.proposal, name="change_proposal"),
    path(f"{CASE}forslag/<int:proposal>/fjern/", parts.remove_proposal, name="remove_proposal"),
    path(f"{CASE}alternativ/", parts.alternative, name="add_alternative"),
    path(f"{CASE}alternativ/<int:alternative>/", parts.alternative, name="change_alternative"),
    path(f"{CASE}alternativ/<int:alternative>/fjern/", parts.remove_alternative, name="remove_alternative"),
    path(f"{CASE}konsekvens/<slug:party>/<slug:kind>/", parts.consequence, name="consequence"),
    path(
        f"{CASE}konsekvens/<slug:party>/<slug:kind>/<int:alternative>/",
        parts.consequence,
        name="consequence_of_alternative",
    ),
    path(f"{CASE}konsultasjon/<slug:kind>/", parts.consultation, name="consultation"),
    path(f"{CASE}gjelder/", subjects.find, name="find_subject"),
    path(f"{CASE}gjelder/ta-opp/", subjects.add, name="add_subject"),
    path(f"{CASE}gjelder/<int:subject>/fjern/", subjects.remove, name="remove_subject"),
    path("saker/fra-poeng/<uuid:public_id>/", subjects.take_up, {"kind": "point"}, name="from_point"),
    path("saker/fra-behov/<uuid:public_id>/", subjects.take_up, {"kind": "need"}, name="from_need"),
    path("saker/fra-tiltak/<uuid:public_id>/", subjects.take_up, {"kind": "measure"}, name="from_measure"),
    path("saker/fra-runde/<uuid:public_id>/", subjects.take_up, {"kind": "round"}, name="from_round"),
    path(f"{CASE}loype/", route.add_step, name="add_step"),
    path(f"{CASE}loype/<int:step>/mote/", route.set_meeting, name="step_meeting"),
    path(f"{CASE}loype/<int:step>/fjern/", route.remove_step, name="remove_step"),
    path(f"{CASE}gjor/<slug:word>/", route.act, name="act"),
    path(f"{CASE}rad/<int:step>/", route.advise, name="advise"),
    path(f"{CASE}rad/<int:step>/rett/<uuid:corrects>/", route.advise, name="correct_advice"),
    path(f"{CASE}vedtak/", decisions.decide, name="decide"),
    path(f"{CASE}vedtak-utenfor/", decisions.record, name="record_decision"),
    path(f"{CASE}vedtak/<uuid:decision>/rett/", decisions.correct, name="correct_decision"),
    path(f"{CASE}posisjon/", positions.position, name="position"),
    path(f"{CASE}posisjon/foresla/", positions.propose, name="propose_position"),
    path(f"{CASE}posisjon/spor/", positions.ask, name="ask_position"),
    path(f"{CASE}posisjon/kommenter/", positions.comment, name="comment_position"),
    path(f"{CASE}posisjon/enig/", positions.agree, name="agree_position"),
    path(f"{CASE}posisjon/ikke-enig/", positions.drop, name="drop_position"),
    path(f"{CASE}posisjon/sagt/", positions.tell, name="tell_position"),
    path("organer/", bodies.body_list, name="bodies"),
    path(BODY, bodies.body, name="body"),
    path(f"{BODY}endre/", bodies.describe, name="describe_body"),
    path("organer/ny/<uuid:public_id>/", bodies.describe_new, name="describe_new_body"),
    path(f"{BODY}plasser/", bodies.seat, name="add_seat"),
    path(f"{BODY}plasser/<int:seat>/slutt/", bodies.end_seat, name="end_seat"),
    path(f"{BODY}forbereder/", bodies.prepare, name="add_preparation"),
    path(f"{BODY}forbereder/<int:preparation>/fjern/", bodies.stop_preparing, name="remove_preparation"),
    path(f"{BODY}moter/", bodies.meet, name="add_meeting"),
    path(f"{BODY}moter/<uuid:meeting>/", bodies.meet, name="change_meeting"),
    path(f"{BODY}moter/<uuid:meeting>/avlys/", bodies.cancel, name="cancel_meeting"),
    *answers_urls.urlpatterns,
]
