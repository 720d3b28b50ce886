"""Addresses of this room."""

from django.urls import path

from .views import basis, benefits, items, measures, municipal, national, prices, rules, scenarios

app_name = "economy"

NATIONAL = "okonomi/nasjonale-kostnader"
BENEFIT = "okonomi/gevinster/<uuid:public_id>"
MEASURE = "tiltak/<uuid:public_id>/okonomi"
ITEM = f"{MEASURE}/post/<uuid:item>"
SCENARIO = "okonomi/scenario/<uuid:public_id>"

urlpatterns = [
    path("okonomi/", measures.index, name="index"),
    path("okonomi/eksempel/", measures.example, name="example"),
    path("okonomi/satser/", basis.rates, name="rates"),
    path("okonomi/satser/<uuid:public_id>/", basis.set_rate, name="set_rate"),
    path("okonomi/tak/ny/", basis.add_cap, name="add_cap"),
    path(f"{MEASURE}/", measures.of_measure, name="of_measure"),
    path("tiltak/<str:code>/okonomi/", measures.by_code, name="by_code"),
    path(f"{MEASURE}/kommuner/", measures.municipalities, name="municipalities"),
    path(f"{MEASURE}/overforing/", measures.transfer, name="transfer"),
    path(f"{MEASURE}/ar/", items.set_frame, name="set_frame"),
    path(f"{MEASURE}/post/ny/", items.write, name="add_item"),
    path(f"{ITEM}/", items.item, name="item"),
    path(f"{ITEM}/endre/", items.write, name="change_item"),
    path(f"{ITEM}/fjern/", items.remove, name="remove_item"),
    path(f"{ITEM}/tilbake/", items.restore, name="restore_item"),
    path(f"{ITEM}/angre/", items.undo, name="undo_item"),
    path(f"{MEASURE}/kurve/ny/", basis.set_curve, name="add_curve"),
    path(f"{MEASURE}/kurve/<uuid:curve>/", basis.set_curve, name="change_curve"),
    path(f"{MEASURE}/virkning/ny/", basis.add_effect, name="add_effect"),
    path(f"{MEASURE}/virkning/<uuid:effect>/fjern/", basis.remove_effect, name="remove_effect"),
    path(f"{MEASURE}/antall/", basis.give_figure, name="give_figure"),
    path(f"{MEASURE}/scenario/ny/", scenarios.write, name="add_scenario"),
    path(f"{SCENARIO}/", scenarios.scenario, name="scenario"),
    path(f"{SCENARIO}/tall/", scenarios.override, name="override"),
    path(f"{SCENARIO}/tall/<int:override>/fjern/", scenarios.remove_override, name="remove_override"),
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
    path(f"{NATIONAL}/tiltak/<uuid:public_id>/pris/", prices.set_price, name="set_price"),
    path(
        f"{NATIONAL}/tiltak/<uuid:public_id>/pris/<int:price>/fjern/",
        prices.remove_price,
        name="remove_price",
    ),
    path("okonomi/hos/<uuid:public_id>/", municipal.of_organisation, name="of_organisation"),
    path("okonomi/betaling/ny/", prices.set_payment, name="set_payment"),
    path("okonomi/betaling/<uuid:public_id>/fjern/", prices.remove_payment, name="remove_payment"),
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
