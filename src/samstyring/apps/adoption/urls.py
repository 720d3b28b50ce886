"""Addresses of this room."""

from django.urls import path

from .views import hours, lists, load, sheets, wave_writing, waves, writing

app_name = "adoption"

urlpatterns = [
    path("innforing/", lists.index, name="index"),
    path("innforing/ny/", writing.write, name="add_introduction"),
    path("innforing/tiltak/<uuid:public_id>/", lists.of_measure, name="of_measure"),
    path("innforing/hos/<uuid:public_id>/", lists.of_organisation, name="of_organisation"),
    path("innforing/hos/<uuid:public_id>/ark/", sheets.sheet, name="sheet"),
    path("innforing/hos/<uuid:public_id>/ark/mal/", sheets.download, name="sheet_template"),
    path("innforing/hos/<uuid:public_id>/it/", writing.say_it_operation, name="it_operation"),
    path("innforing/hos/<uuid:public_id>/belastning/", load.load, name="load"),
    path("innforing/hos/<uuid:public_id>/timer/", hours.capacity, name="capacity"),
    path("innforing/hos/<uuid:public_id>/arsverk/", hours.employee_years, name="employee_years"),
    path("innforing/hos/<uuid:public_id>/kontor/", load.write_holder, name="add_holder"),
    path("innforing/hos/<uuid:public_id>/kontor/<int:holder>/", load.write_holder, name="change_holder"),
    path(
        "innforing/hos/<uuid:public_id>/kontor/<int:holder>/fjern/",
        load.remove_holder,
        name="remove_holder",
    ),
    path("innforing/bolger/", waves.waves, name="waves"),
    path("innforing/bolger/ny/", wave_writing.write, name="add_wave"),
    path("innforing/bolger/<uuid:public_id>/", waves.wave, name="wave"),
    path("innforing/bolger/<uuid:public_id>/endre/", wave_writing.write, name="change_wave"),
    path("innforing/bolger/<uuid:public_id>/steg/", wave_writing.write_step, name="add_wave_step"),
    path(
        "innforing/bolger/<uuid:public_id>/steg/<int:step>/", wave_writing.write_step, name="change_wave_step"
    ),
    path(
        "innforing/bolger/<uuid:public_id>/steg/<int:step>/fjern/",
        wave_writing.remove_step,
        name="remove_wave_step",
    ),
    path("innforing/bolger/<uuid:public_id>/deltakere/", wave_writing.join, name="join_wave"),
    path(
        "innforing/bolger/<uuid:public_id>/deltakere/<int:key>/",
        wave_writing.participant,
        name="wave_participant",
    ),
    path(
        "innforing/bolger/<uuid:public_id>/deltakere/<int:key>/ut/", wave_writing.set_left, name="leave_wave"
    ),
    path(
        "innforing/bolger/<uuid:public_id>/deltakere/<int:key>/innforing/",
        wave_writing.link,
        name="link_introduction",
    ),
    path("innforing/bolger/<uuid:public_id>/deltakere/<int:key>/timer/", hours.hours, name="wave_hours"),
    path(
        "innforing/bolger/<uuid:public_id>/deltakere/<int:key>/timer/angre/",
        hours.undo,
        name="undo_wave_hours",
    ),
    path("innforing/<uuid:public_id>/", lists.introduction, name="introduction"),
    path("innforing/<uuid:public_id>/endre/", writing.write, name="change_introduction"),
    path("innforing/<uuid:public_id>/bruk/", writing.set_use, name="set_use"),
    path("innforing/<uuid:public_id>/bruk/<int:figure>/fjern/", writing.remove_use, name="remove_use"),
]
