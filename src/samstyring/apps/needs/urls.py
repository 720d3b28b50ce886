"""Addresses of this room."""

from django.urls import path

from .views import acts, knowledge, lists, making, needs, pairs, sheets

app_name = "needs"

urlpatterns = [
    path("behov/", needs.need_list, name="needs"),
    path("behov/nytt/", making.write, name="write"),
    path("behov/lignende/", making.like, name="like"),
    path("behov/par/", pairs.pair_list, name="pairs"),
    path("behov/par/<uuid:public_id>/<uuid:other_id>/", pairs.tell_apart, name="tell_apart"),
    path("behov/prioritert/", lists.sector, name="sector"),
    path("behov/liste/<uuid:public_id>/", lists.own, name="own_list"),
    path("behov/liste/<uuid:public_id>/orden/", lists.order, name="order"),
    path("behov/liste/<uuid:public_id>/ark/", sheets.sheet, name="own_list_sheet"),
    path("behov/liste/<uuid:public_id>/ark/mal/", sheets.download, name="own_list_template"),
    path("behov/for-kunnskap/<uuid:public_id>/", knowledge.may_answer, name="for_evidence"),
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
    path("behov/<uuid:public_id>/kilder/", making.take_in, name="take_in"),
    path("behov/<uuid:public_id>/spor/", knowledge.ask, name="ask"),
    path("behov/<uuid:public_id>/kunnskap/", knowledge.known, name="known"),
    *(
        path(f"behov/<uuid:public_id>/{word}/", knowledge.act, {"word": word}, name="knowledge_act")
        for word in knowledge.TITLES
    ),
    path("behov/<uuid:public_id>/<slug:word>/", acts.act, name="act"),
]
