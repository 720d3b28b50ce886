"""Addresses of this room."""

from django.urls import path

from .views import benefits, national, rules

app_name = "economy"

NATIONAL = "okonomi/nasjonale-kostnader"
BENEFIT = "okonomi/gevinster/<uuid:public_id>"

urlpatterns = [
    path(f"{NATIONAL}/", national.costs, name="national_costs"),
    path(f"{NATIONAL}/ny/", national.write, name="enter_national_cost"),
    path(f"{NATIONAL}/tiltak/<uuid:public_id>/", national.of_measure, name="national_costs_of"),
    path(f"{NATIONAL}/<uuid:public_id>/", national.national_cost, name="national_cost"),
    path(f"{NATIONAL}/<uuid:public_id>/endre/", national.write, name="change_national_cost"),
    path(f"{NATIONAL}/<uuid:public_id>/deling/", national.set_parts, name="set_parts"),
    path(f"{NATIONAL}/<uuid:public_id>/vekst/", national.set_growth, name="set_growth"),
    path(
        f"{NATIONAL}/<uuid:public_id>/vekst/<int:growth>/fjern/",
        national.remove_growth,
        name="remove_growth",
    ),
    path("okonomi/fordelingsregler/", rules.rules, name="rules"),
    path("okonomi/fordelingsregler/ny/", rules.write, name="add_rule"),
    path("okonomi/fordelingsregler/<uuid:public_id>/endre/", rules.write, name="change_rule"),
    path("okonomi/gevinster/", benefits.benefits, name="benefits"),
    path("okonomi/gevinster/ny/", benefits.write, name="promise_benefit"),
    path("okonomi/gevinster/hos/<uuid:public_id>/", benefits.of_place, name="benefits_of_place"),
    path("okonomi/gevinster/tiltak/<uuid:public_id>/", benefits.of_measure, name="benefits_of_measure"),
    path(f"{BENEFIT}/", benefits.benefit, name="benefit"),
    path(f"{BENEFIT}/endre/", benefits.write, name="change_benefit"),
    path(f"{BENEFIT}/frist/", benefits.set_due, name="set_due"),
    path(f"{BENEFIT}/frist/<int:due>/fjern/", benefits.remove_due, name="remove_due"),
    path(f"{BENEFIT}/verdi/", benefits.record, name="record_benefit"),
    path(f"{BENEFIT}/verdi/<int:measured>/fjern/", benefits.remove_measured, name="remove_measured"),
    path(f"{BENEFIT}/ikke-ventet/", benefits.withdraw, name="withdraw_benefit"),
    path(f"{BENEFIT}/ventet-igjen/", benefits.expect_again, name="expect_benefit_again"),
]
