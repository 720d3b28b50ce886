"""Addresses of answers."""

from django.urls import path

from .views import answers

urlpatterns = [
    path("saker/<uuid:public_id>/svar/", answers.answers, name="answers"),
    path("saker/<uuid:public_id>/svar/skriv/", answers.write, name="write_answer"),
    path("saker/<uuid:public_id>/svar/publiser/", answers.publish, name="publish_answers"),
    path("svar/<uuid:public_id>/", answers.answer, name="answer"),
    path("svar/<uuid:public_id>/tilsvar/", answers.reply, name="reply"),
    path("tilsvar/<uuid:public_id>/hold/", answers.hold, name="hold_reply"),
]
