"""Addresses of this room."""

from django.urls import path

from samstyring.apps.actors.views import login, notices, organisations, people, tokens

app_name = "actors"

urlpatterns = [
    path("logg-inn/", login.login, name="login"),
    path("logg-ut/", login.log_out, name="logout"),
    path("min-konto/", login.account, name="account"),
    path("min-konto/passord/", login.password, name="password"),
    path("min-konto/nokler/", tokens.tokens, name="tokens"),
    path("min-konto/nokler/<uuid:public_id>/tilbakekall/", tokens.revoke, name="revoke_token"),
    path("min-konto/epost/", notices.mail, name="mail"),
    path("epost/stopp/<str:token>/", notices.unsubscribe, name="unsubscribe"),
    path("innboks/", notices.inbox, name="inbox"),
    path("innboks/lest/", notices.mark_read, name="mark_read"),
    path("innboks/angre/", notices.undo, name="undo_read"),
    path("organisasjoner/", organisations.search, name="organisations"),
    path("organisasjoner/ny/", organisations.add, name="add_organisation"),
    path("organisasjoner/<uuid:public_id>/", organisations.organisation, name="organisation"),
    path(
        "organisasjoner/<uuid:public_id>/medlemmer/<int:pk>/avslutt/",
        organisations.end_membership,
        name="end_membership",
    ),
    path("organisasjoner/<uuid:public_id>/personer/", people.people, name="people"),
    path("organisasjoner/<uuid:public_id>/roller/<int:pk>/trekk/", people.withdraw, name="withdraw_role"),
    path("organisasjoner/<uuid:public_id>/personer/<uuid:person_id>/", people.person, name="person"),
    path(
        "organisasjoner/<uuid:public_id>/personer/<uuid:person_id>/deaktiver/",
        people.deactivate,
        name="deactivate",
    ),
    path(
        "organisasjoner/<uuid:public_id>/personer/<uuid:person_id>/passord/",
        people.reset_password,
        name="reset_password",
    ),
]
