"""Addresses of this room."""

from django.urls import path

from .views import lists, sheets, writing

app_name = "adoption"

urlpatterns = [
    path("innforing/", lists.index, name="index"),
    path("innforing/ny/", writing.write, name="add_introduction"),
    path("innforing/tiltak/<uuid:public_id>/", lists.of_measure, name="of_measure"),
    path("innforing/hos/<uuid:public_id>/", lists.of_organisation, name="of_organisation"),
    path("innforing/hos/<uuid:public_id>/ark/", sheets.sheet, name="sheet"),
    path("innforing/hos/<uuid:public_id>/ark/mal/", sheets.download, name="sheet_template"),
    path("innforing/hos/<uuid:public_id>/it/", writing.say_it_operation, name="it_operation"),
    path("innforing/<uuid:public_id>/", lists.introduction, name="introduction"),
    path("innforing/<uuid:public_id>/endre/", writing.write, name="change_introduction"),
    path("innforing/<uuid:public_id>/bruk/", writing.set_use, name="set_use"),
    path("innforing/<uuid:public_id>/bruk/<int:figure>/fjern/", writing.remove_use, name="remove_use"),
]
