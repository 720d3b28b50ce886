"""Addresses of this room."""

from django.urls import path

from .views import cycle, dependencies, measures, roadmaps

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
    path("veikart/", roadmaps.newest, name="roadmap"),
    path("veikart/utgaver/", roadmaps.editions, name="editions"),
    path("veikart/utgaver/ny/", roadmaps.write, name="add_edition"),
    path("veikart/sammenlign/", roadmaps.compare, name="compare"),
    path("veikart/<uuid:public_id>/", roadmaps.edition, name="edition"),
    path("veikart/<uuid:public_id>/endre/", roadmaps.write, name="change_edition"),
    path("veikart/<uuid:public_id>/linje/", roadmaps.set_item, name="add_item"),
    path("veikart/<uuid:public_id>/linje/<int:item>/", roadmaps.set_item, name="change_item"),
    path("veikart/<uuid:public_id>/milepael/", roadmaps.set_milestone, name="add_milestone"),
    path("arshjul/", cycle.year, name="cycle"),
    path("arshjul/ny/", cycle.write, name="add_activity"),
    path("arshjul/<uuid:public_id>/", cycle.activity, name="activity"),
    path("arshjul/<uuid:public_id>/endre/", cycle.write, name="change_activity"),
]
