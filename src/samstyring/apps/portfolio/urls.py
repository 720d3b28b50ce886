"""Addresses of this room."""

from django.urls import path

from .views import cycle, dependencies, measures, roadmaps, sector, wishes

app_name = "portfolio"

urlpatterns = [
    path("tiltak/", measures.measure_list, name="measures"),
    path("tiltak/ny/", measures.write, name="add_measure"),
    path("tiltak/<uuid:public_id>/", measures.measure, name="measure"),
    path("tiltak/<uuid:public_id>/endre/", measures.write, name="change_measure"),
    path("tiltak/<uuid:public_id>/fase/", measures.set_stage, name="set_stage"),
    path("tiltak/<uuid:public_id>/plikt/", measures.set_duty, name="add_duty"),
    path("tiltak/<uuid:public_id>/plikt/<int:duty>/", measures.set_duty, name="change_duty"),
    path("tiltak/<uuid:public_id>/plikt/<int:duty>/fjern/", measures.remove_duty, name="remove_duty"),
    path("tiltak/<uuid:public_id>/timer/", measures.set_effort, name="set_effort"),
    path("tiltak/<uuid:public_id>/timer/<int:effort>/fjern/", measures.remove_effort, name="remove_effort"),
    path("tiltak/<uuid:public_id>/avhengighet/", dependencies.add, name="add_dependency"),
    path(
        "tiltak/<uuid:public_id>/avhengighet/<int:dependency>/fjern/",
        dependencies.remove,
        name="remove_dependency",
    ),
    path("tiltak/<uuid:public_id>/onsker/", wishes.wishes, name="wishes"),
    path("tiltak/<uuid:public_id>/onsker/nytt/", wishes.wish, name="wish"),
    path("tiltak/<uuid:public_id>/onsker/<int:tie>/svar/", wishes.answer, name="answer_wish"),
    path("tiltak/<uuid:public_id>/behov/", wishes.tie, name="tie"),
    path("tiltak/<uuid:public_id>/behov/<int:tie>/fjern/", wishes.untie, name="untie"),
    path("tiltak/for-behov/<uuid:need>/", wishes.of_need, name="of_need"),
    path("tiltak/for-behov/<uuid:need>/knytt/", wishes.tie_need, name="tie_need"),
    path("veikart/", roadmaps.newest, name="roadmap"),
    path("veikart/sektor/", sector.newest, name="sector_roadmap"),
    path("veikart/utgaver/", roadmaps.editions, name="editions"),
    path("veikart/utgaver/ny/", roadmaps.write, name="add_edition"),
    path("veikart/sammenlign/", roadmaps.compare, name="compare"),
    path("veikart/<uuid:public_id>/", roadmaps.edition, name="edition"),
    path("veikart/<uuid:public_id>/endre/", roadmaps.write, name="change_edition"),
    path("veikart/<uuid:public_id>/sammenstill/", sector.join, name="join"),
    path("veikart/<uuid:public_id>/rad/", sector.add, name="add_advice"),
    path("veikart/<uuid:public_id>/rad/<int:line>/", sector.advise, name="advise"),
    path("veikart/<uuid:public_id>/publiser/", sector.publish, name="publish"),
    path("veikart/<uuid:public_id>/linje/", roadmaps.set_item, name="add_item"),
    path("veikart/<uuid:public_id>/linje/<int:item>/", roadmaps.set_item, name="change_item"),
    path("veikart/<uuid:public_id>/milepael/", roadmaps.set_milestone, name="add_milestone"),
    path("arshjul/", cycle.year, name="cycle"),
    path("arshjul/ny/", cycle.write, name="add_activity"),
    path("arshjul/<uuid:public_id>/", cycle.activity, name="activity"),
    path("arshjul/<uuid:public_id>/endre/", cycle.write, name="change_activity"),
]
