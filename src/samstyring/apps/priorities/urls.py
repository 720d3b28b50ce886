"""Addresses of this room."""

from django.urls import path

from .views import advising, members, preparing, results, rounds, scoring, talking, wishes

app_name = "priorities"

_ROUND = "prioriteringer/<uuid:public_id>/"

urlpatterns = [
    path("prioriteringer/", rounds.round_list, name="rounds"),
    path("prioriteringer/ny/", rounds.write, name="add_round"),
    path("prioriteringer/behov/<uuid:thing>/", rounds.from_need, name="from_need"),
    path("prioriteringer/tiltak/<uuid:thing>/", rounds.from_measure, name="from_measure"),
    path("prioriteringer/onsker/<uuid:thing>/", wishes.from_wishes, name="from_wishes"),
    path(_ROUND, rounds.one_round, name="round"),
    path(f"{_ROUND}endre/", rounds.write, name="change_round"),
    path(f"{_ROUND}videre/", rounds.move, name="move"),
    path(f"{_ROUND}kriterier/", preparing.criteria, name="criteria"),
    path(f"{_ROUND}saker/", preparing.things, name="things"),
    path(f"{_ROUND}saker/<int:item>/fjern/", preparing.remove_thing, name="remove_thing"),
    path(f"{_ROUND}saker/<int:item>/krever/", preparing.takes, name="takes"),
    path(f"{_ROUND}saker/<int:item>/trinn/<int:criterion>/", preparing.overrule, name="overrule"),
    path(f"{_ROUND}medlemmer/", members.members, name="members"),
    path(f"{_ROUND}medlemmer/<uuid:member>/fjern/", members.remove, name="remove_member"),
    path(f"{_ROUND}medlemmer/<uuid:member>/inhabil/", members.disqualify, name="disqualify"),
    path(f"{_ROUND}medlemmer/habil/<int:line>/", members.lift, name="lift"),
    path(f"{_ROUND}poeng/", scoring.score, name="score"),
    path(f"{_ROUND}poeng/tabell/", scoring.table, name="score_table"),
    path(f"{_ROUND}poeng/gi/", scoring.give, name="give"),
    path(f"{_ROUND}poeng/ferdig/", scoring.finish, name="finish"),
    path(f"{_ROUND}samtale/", talking.talk, name="talk"),
    path(f"{_ROUND}samtale/notat/", talking.note, name="note"),
    path(f"{_ROUND}resultat/", results.result, name="result"),
    path(f"{_ROUND}resultat/ark/", results.sheet, name="sheet"),
    path(f"{_ROUND}utskrift/", results.printed, name="print"),
    path(f"{_ROUND}avslutt/", advising.conclude, name="conclude"),
]
