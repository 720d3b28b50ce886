"""Every page of the program, for the tests that must hold for all of them.

`test_every_page.py` compares this list with the urls: a page that is new and not named here fails there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samstyring.apps.actors import unsubscribing
from samstyring.apps.actors.acting import actor_for
from samstyring.apps.consultations.actions import work
from samstyring.apps.overview.actions import calendars
from tests.browser import answered, cases, economy, national, needs, rounds, sector, waves
from tests.browser.places import example_county, example_introduction, example_municipality, example_paper
from tests.browser.world import ADMINISTRATOR, COORDINATOR, SECRETARY, VISITOR, World


@dataclass(frozen=True)
class Shown:
    """A page: the name of its url, who sees it, and its address in the world above."""

    name: str
    who: str
    address: Callable[[World], str]


def _of_consultation(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.consultation.public_id])


def _of_own(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.own.public_id])


def _of_submission(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.submission.public_id])


def _of_statement(name: str) -> Callable[[World], str]:
    return lambda world: reverse(
        name, args=[world.submission.public_id, world.statement.start, world.statement.end]
    )


def _of_point(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.point.public_id])


def _of_measure(name: str, room: str = "portfolio") -> Callable[[World], str]:
    return lambda world: reverse(f"{room}:{name}", args=[world.measure.public_id])


def _of_edition(name: str) -> Callable[[World], str]:
    return lambda world: reverse(f"portfolio:{name}", args=[world.edition.public_id])


def _of_introduction(name: str) -> Callable[[World], str]:
    return lambda world: reverse(f"adoption:{name}", args=[example_introduction(world).public_id])


def _calendars(world: World) -> str:
    calendars.make(person=world.coordinator, by=actor_for(world.coordinator))
    return reverse("overview:calendars")


def _of_measure_calendar(world: World) -> str:
    return reverse("overview:calendar_of_measure", args=[world.measure.public_id])


def _of_municipality(world: World) -> str:
    example_introduction(world)
    return reverse("overview:municipality", args=[example_municipality().number])


def _of_organisation(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.organisation.public_id])


def _of_sample(world: World, name: str) -> str:
    """The address of a page about a sample, which is drawn the first time."""
    by = actor_for(world.coordinator, world.organisation)
    sample = world.consultation.samples.first() or work.draw(
        consultation=world.consultation, size=10, user=world.coordinator, by=by, seed=1
    )
    return reverse(name, args=[world.consultation.public_id, sample.number])


PAGES = [
    Shown("overview:home", VISITOR, lambda world: reverse("overview:home")),
    Shown("overview:home", COORDINATOR, lambda world: reverse("overview:home")),
    Shown("actors:login", VISITOR, lambda world: reverse("actors:login")),
    Shown("actors:account", COORDINATOR, lambda world: reverse("actors:account")),
    Shown("actors:inbox", COORDINATOR, answered.of_inbox),
    Shown("actors:mail", COORDINATOR, lambda world: reverse("actors:mail")),
    Shown(
        "actors:unsubscribe",
        VISITOR,
        lambda world: reverse("actors:unsubscribe", args=[unsubscribing.token_of(world.coordinator)]),
    ),
    Shown("actors:password", COORDINATOR, lambda world: reverse("actors:password")),
    Shown("actors:organisations", VISITOR, lambda world: reverse("actors:organisations")),
    Shown("actors:organisations", ADMINISTRATOR, lambda world: reverse("actors:organisations")),
    Shown("actors:add_organisation", ADMINISTRATOR, lambda world: reverse("actors:add_organisation")),
    Shown("actors:organisation", VISITOR, _of_organisation("actors:organisation")),
    Shown("actors:organisation", ADMINISTRATOR, _of_organisation("actors:organisation")),
    Shown("actors:people", ADMINISTRATOR, _of_organisation("actors:people")),
    Shown(
        "actors:person",
        ADMINISTRATOR,
        lambda world: reverse(
            "actors:person", args=[world.organisation.public_id, world.coordinator.public_id]
        ),
    ),
    Shown("consultations:list", VISITOR, lambda world: reverse("consultations:list")),
    Shown("consultations:list", COORDINATOR, lambda world: reverse("consultations:list")),
    Shown("consultations:new", COORDINATOR, lambda world: reverse("consultations:new")),
    Shown("consultations:overview", VISITOR, _of_consultation("consultations:overview")),
    Shown("consultations:statements", COORDINATOR, _of_consultation("consultations:statements")),
    Shown("consultations:consultation", VISITOR, _of_consultation("consultations:consultation")),
    Shown("consultations:consultation", COORDINATOR, _of_own("consultations:consultation")),
    Shown("consultations:statements", VISITOR, _of_consultation("consultations:statements")),
    Shown("consultations:compare_choose", COORDINATOR, _of_own("consultations:compare_choose")),
    Shown(
        "consultations:compare",
        COORDINATOR,
        lambda world: reverse(
            "consultations:compare", args=[world.consultation.public_id, world.own.public_id]
        ),
    ),
    Shown(
        "consultations:compare_documents_choose",
        VISITOR,
        _of_submission("consultations:compare_documents_choose"),
    ),
    Shown(
        "consultations:compare_documents",
        VISITOR,
        lambda world: reverse(
            "consultations:compare_documents",
            args=[
                world.submission.public_id,
                world.consultation.submissions.exclude(pk=world.submission.pk).earliest("pk").public_id,
            ],
        ),
    ),
    Shown("consultations:points", VISITOR, _of_consultation("consultations:points")),
    Shown("consultations:points", COORDINATOR, _of_own("consultations:points")),
    Shown("consultations:point", VISITOR, _of_point("consultations:point")),
    Shown("consultations:point", COORDINATOR, _of_point("consultations:point")),
    Shown("consultations:point_merge", COORDINATOR, _of_point("consultations:point_merge")),
    Shown("consultations:point_suggestions", COORDINATOR, _of_point("consultations:point_suggestions")),
    Shown("consultations:alike", VISITOR, _of_statement("consultations:alike")),
    Shown("consultations:hands", COORDINATOR, _of_consultation("consultations:hands")),
    Shown("consultations:endorsements", COORDINATOR, _of_submission("consultations:endorsements")),
    Shown("consultations:senders", COORDINATOR, _of_submission("consultations:senders")),
    Shown("consultations:measured", VISITOR, lambda world: reverse("consultations:measured")),
    Shown("consultations:upload", COORDINATOR, _of_own("consultations:upload")),
    Shown("consultations:rename", COORDINATOR, _of_own("consultations:rename")),
    Shown("consultations:themes", COORDINATOR, _of_own("consultations:themes")),
    Shown("consultations:summary", COORDINATOR, _of_consultation("consultations:summary")),
    Shown(
        "consultations:summary",
        VISITOR,
        lambda world: (
            reverse("consultations:summary", args=[world.consultation.public_id]) + "?del=theme-funding"
        ),
    ),
    Shown("consultations:exports", COORDINATOR, _of_consultation("consultations:exports")),
    Shown("consultations:publication", COORDINATOR, _of_consultation("consultations:publication")),
    Shown(
        "consultations:publication_preview",
        COORDINATOR,
        lambda world: reverse(
            "consultations:publication_preview",
            args=[world.consultation.public_id, world.submission.public_id],
        ),
    ),
    Shown("consultations:published", VISITOR, lambda world: reverse("consultations:published")),
    Shown("consultations:public", VISITOR, _of_consultation("consultations:public")),
    Shown(
        "consultations:public_document",
        VISITOR,
        lambda world: reverse(
            "consultations:public_document",
            args=[
                world.consultation.public_id,
                world.consultation.publications.get().documents.earliest("position").public_id,
            ],
        ),
    ),
    Shown("actors:tokens", COORDINATOR, lambda world: reverse("actors:tokens")),
    Shown("api_docs", VISITOR, lambda world: reverse("api_docs")),
    Shown("consultations:work", COORDINATOR, _of_consultation("consultations:work")),
    Shown("consultations:sample", COORDINATOR, lambda world: _of_sample(world, "consultations:sample")),
    Shown(
        "consultations:sample_label",
        COORDINATOR,
        lambda world: _of_sample(world, "consultations:sample_label"),
    ),
    Shown("consultations:document", VISITOR, _of_submission("consultations:document")),
    Shown(
        "consultations:document",
        VISITOR,
        lambda world: reverse("consultations:document", args=[world.waiting.public_id]),
    ),
    Shown(
        "consultations:statement",
        COORDINATOR,
        lambda world: reverse(
            "consultations:statement",
            args=[world.submission.public_id, world.statement.start, world.statement.end],
        ),
    ),
    Shown("knowledge:evidence_list", VISITOR, lambda world: reverse("knowledge:evidence_list") + "?tema=dho"),
    Shown("knowledge:evidence", VISITOR, lambda world: world.evidence.get_absolute_url()),
    Shown("knowledge:add_evidence", COORDINATOR, lambda world: reverse("knowledge:add_evidence")),
    Shown(
        "knowledge:change_evidence",
        COORDINATOR,
        lambda world: reverse("knowledge:change_evidence", args=[world.evidence.public_id]),
    ),
    Shown("knowledge:import", COORDINATOR, lambda world: reverse("knowledge:import")),
    Shown("knowledge:experience_list", VISITOR, lambda world: reverse("knowledge:experience_list")),
    Shown("knowledge:experience", COORDINATOR, lambda world: world.experience.get_absolute_url()),
    Shown("knowledge:tell_experience", COORDINATOR, lambda world: reverse("knowledge:tell_experience")),
    Shown(
        "knowledge:change_experience",
        COORDINATOR,
        lambda world: reverse("knowledge:change_experience", args=[world.experience.public_id]),
    ),
    Shown("needs:needs", VISITOR, needs.listed()),
    Shown("needs:needs", COORDINATOR, needs.listed("?stand=alle&fylke=99")),
    Shown("needs:need", VISITOR, needs.of(needs.RAISED, "need")),
    Shown("needs:need", COORDINATOR, needs.of(needs.RAISED, "need")),
    Shown("needs:need", COORDINATOR, needs.of(needs.MERGED, "need")),
    Shown("needs:need", COORDINATOR, needs.of(needs.ASKED, "need")),
    Shown("needs:write", COORDINATOR, needs.write),
    Shown("needs:like", VISITOR, needs.like),
    Shown("needs:like_this", COORDINATOR, needs.of(needs.RAISED, "like_this")),
    Shown("needs:from_point", COORDINATOR, _of_point("needs:from_point")),
    Shown("needs:from_statement", COORDINATOR, needs.from_statement),
    Shown("needs:change", COORDINATOR, needs.of(needs.RAISED, "change")),
    Shown("needs:back", COORDINATOR, needs.of(needs.RAISED, "back")),
    Shown("needs:act", COORDINATOR, needs.of(needs.RAISED, "act", word="sla-sammen")),
    Shown("needs:act", COORDINATOR, needs.of(needs.RAISED, "act", word="del")),
    Shown("needs:act", COORDINATOR, needs.of(needs.MERGED, "act", word="skill")),
    Shown("needs:ask", COORDINATOR, needs.of(needs.ASKED, "ask")),
    Shown("needs:known", VISITOR, needs.of(needs.ASKED, "known")),
    Shown(
        "needs:for_evidence",
        VISITOR,
        lambda world: reverse("needs:for_evidence", args=[world.evidence.public_id]),
    ),
    Shown("needs:knowledge_act", COORDINATOR, needs.of(needs.ASKED, "knowledge_act", word="vurder")),
    Shown("needs:knowledge_act", COORDINATOR, needs.of(needs.ASKED, "knowledge_act", word="prosjekt")),
    Shown("needs:sector", VISITOR, needs.sector),
    Shown("needs:pairs", COORDINATOR, needs.pairs),
    Shown("needs:own_list", COORDINATOR, needs.own),
    Shown("needs:own_list_sheet", COORDINATOR, _of_organisation("needs:own_list_sheet")),
    Shown("portfolio:measures", VISITOR, lambda world: reverse("portfolio:measures")),
    Shown("portfolio:measure", VISITOR, _of_measure("measure")),
    Shown("portfolio:measure", COORDINATOR, _of_measure("measure")),
    Shown("portfolio:add_measure", COORDINATOR, lambda world: reverse("portfolio:add_measure")),
    Shown("portfolio:change_measure", COORDINATOR, _of_measure("change_measure")),
    Shown("portfolio:set_stage", COORDINATOR, _of_measure("set_stage")),
    Shown("portfolio:add_duty", COORDINATOR, _of_measure("add_duty")),
    Shown(
        "portfolio:change_duty",
        COORDINATOR,
        lambda world: reverse(
            "portfolio:change_duty", args=[world.measure.public_id, world.measure.duties.get().pk]
        ),
    ),
    Shown("portfolio:set_effort", COORDINATOR, _of_measure("set_effort")),
    Shown("portfolio:add_dependency", COORDINATOR, _of_measure("add_dependency")),
    Shown("portfolio:measure", COORDINATOR, sector.of_measure("measure")),
    Shown("portfolio:wishes", COORDINATOR, sector.of_measure("wishes")),
    Shown("portfolio:wishes", VISITOR, sector.of_measure("wishes", query="?slag=dekker")),
    Shown("portfolio:wish", COORDINATOR, sector.of_measure("wish")),
    Shown("portfolio:tie", COORDINATOR, sector.of_measure("tie")),
    Shown("portfolio:answer_wish", COORDINATOR, sector.answer),
    Shown("portfolio:of_need", VISITOR, sector.of_need("of_need")),
    Shown("portfolio:tie_need", COORDINATOR, sector.of_need("tie_need")),
    Shown("portfolio:sector_roadmap", VISITOR, sector.newest),
    Shown("portfolio:edition", SECRETARY, sector.of_edition("edition")),
    Shown("portfolio:compare", SECRETARY, sector.compared),
    Shown("portfolio:join", SECRETARY, sector.of_edition("join")),
    Shown("portfolio:add_advice", SECRETARY, sector.of_edition("add_advice")),
    Shown("portfolio:advise", SECRETARY, sector.advise),
    Shown("portfolio:roadmap", VISITOR, lambda world: reverse("portfolio:roadmap")),
    Shown("portfolio:edition", COORDINATOR, _of_edition("edition")),
    Shown("portfolio:editions", VISITOR, lambda world: reverse("portfolio:editions")),
    Shown("portfolio:compare", VISITOR, lambda world: reverse("portfolio:compare")),
    Shown("portfolio:add_edition", COORDINATOR, lambda world: reverse("portfolio:add_edition")),
    Shown("portfolio:change_edition", COORDINATOR, _of_edition("change_edition")),
    Shown("portfolio:add_item", COORDINATOR, _of_edition("add_item")),
    Shown(
        "portfolio:change_item",
        COORDINATOR,
        lambda world: reverse(
            "portfolio:change_item",
            args=[world.edition.public_id, world.edition.items.filter(dropped=False)[0].pk],
        ),
    ),
    Shown("portfolio:cycle", VISITOR, lambda world: reverse("portfolio:cycle")),
    Shown("portfolio:activity", COORDINATOR, lambda world: world.activity.get_absolute_url()),
    Shown("portfolio:add_activity", COORDINATOR, lambda world: reverse("portfolio:add_activity")),
    Shown(
        "portfolio:change_activity",
        COORDINATOR,
        lambda world: reverse("portfolio:change_activity", args=[world.activity.public_id]),
    ),
    Shown("portfolio:add_milestone", COORDINATOR, _of_edition("add_milestone")),
    Shown("adoption:index", VISITOR, lambda world: reverse("adoption:index")),
    Shown("adoption:of_measure", VISITOR, _of_measure("of_measure", "adoption")),
    Shown(
        "adoption:of_organisation",
        VISITOR,
        lambda world: reverse(
            "adoption:of_organisation", args=[example_introduction(world).organisation.public_id]
        ),
    ),
    Shown("adoption:introduction", COORDINATOR, _of_introduction("introduction")),
    Shown("adoption:add_introduction", COORDINATOR, lambda world: reverse("adoption:add_introduction")),
    Shown("adoption:change_introduction", COORDINATOR, _of_introduction("change_introduction")),
    Shown("adoption:set_use", COORDINATOR, _of_introduction("set_use")),
    Shown("adoption:waves", VISITOR, lambda world: reverse("adoption:waves")),
    Shown("adoption:add_wave", COORDINATOR, lambda world: reverse("adoption:add_wave")),
    Shown("adoption:wave", VISITOR, waves.of("wave")),
    Shown("adoption:wave", COORDINATOR, waves.of("wave")),
    Shown("adoption:change_wave", COORDINATOR, waves.of("change_wave")),
    Shown("adoption:add_wave_step", COORDINATOR, waves.of("add_wave_step")),
    Shown("adoption:change_wave_step", COORDINATOR, waves.of_step),
    Shown("adoption:join_wave", COORDINATOR, waves.of("join_wave")),
    Shown("adoption:wave_participant", COORDINATOR, waves.of_participant("wave_participant")),
    Shown("adoption:wave_hours", COORDINATOR, waves.of_participant("wave_hours")),
    Shown("adoption:load", VISITOR, waves.of_load),
    Shown("adoption:load", COORDINATOR, waves.of_own_load),
    Shown("adoption:capacity", COORDINATOR, _of_organisation("adoption:capacity")),
    Shown("adoption:employee_years", COORDINATOR, _of_organisation("adoption:employee_years")),
    Shown("adoption:add_holder", COORDINATOR, _of_organisation("adoption:add_holder")),
    Shown("adoption:change_holder", COORDINATOR, waves.of_holder),
    Shown("decisions:cases", VISITOR, lambda world: reverse("decisions:cases")),
    Shown("decisions:cases", SECRETARY, lambda world: reverse("decisions:cases") + "?fase=decided"),
    Shown("decisions:open_case", COORDINATOR, lambda world: reverse("decisions:open_case")),
    Shown("decisions:case", VISITOR, cases.of(cases.decided, "case")),
    Shown("decisions:case", SECRETARY, cases.of(cases.on_its_way, "case")),
    Shown("decisions:case", SECRETARY, cases.of(cases.draft, "case")),
    Shown("decisions:change_case", COORDINATOR, cases.of(cases.draft, "change_case")),
    Shown("decisions:add_proposal", COORDINATOR, cases.of(cases.draft, "add_proposal")),
    Shown("decisions:change_proposal", COORDINATOR, cases.of_part("change_proposal", "proposals")),
    Shown("decisions:add_alternative", COORDINATOR, cases.of(cases.draft, "add_alternative")),
    Shown("decisions:change_alternative", COORDINATOR, cases.of_part("change_alternative", "alternatives")),
    Shown("decisions:consequence", COORDINATOR, cases.of(cases.draft, "consequence", "state", "economy")),
    Shown("decisions:consequence_of_alternative", COORDINATOR, cases.of_alternative),
    Shown("decisions:consultation", COORDINATOR, cases.of(cases.draft, "consultation", "sami")),
    Shown(
        "decisions:find_subject",
        COORDINATOR,
        lambda world: cases.of(cases.draft, "find_subject")(world) + "?sok=e",
    ),
    Shown(
        "decisions:from_point",
        COORDINATOR,
        lambda world: reverse("decisions:from_point", args=[world.point.public_id]),
    ),
    Shown(
        "decisions:from_measure",
        COORDINATOR,
        lambda world: reverse("decisions:from_measure", args=[world.measure.public_id]),
    ),
    Shown("decisions:add_step", COORDINATOR, cases.of(cases.draft, "add_step")),
    Shown("decisions:step_meeting", SECRETARY, cases.of_step_here("step_meeting")),
    Shown("decisions:act", COORDINATOR, cases.of(cases.draft, "act", "send")),
    Shown("decisions:act", SECRETARY, cases.of(cases.on_its_way, "act", "til-vedtak")),
    Shown("decisions:advise", SECRETARY, cases.of_step_here("advise")),
    Shown("decisions:correct_advice", SECRETARY, cases.of_advice),
    Shown("decisions:decide", SECRETARY, cases.of(cases.on_its_way, "decide")),
    Shown("decisions:record_decision", SECRETARY, cases.of(cases.draft, "record_decision")),
    Shown("decisions:correct_decision", SECRETARY, cases.of_decision),
    Shown("decisions:position", VISITOR, cases.of(cases.decided, "position")),
    Shown("decisions:position", SECRETARY, cases.of(cases.on_its_way, "position")),
    Shown("decisions:propose_position", COORDINATOR, cases.of(cases.draft, "propose_position")),
    Shown("decisions:ask_position", COORDINATOR, cases.of(cases.draft, "ask_position")),
    Shown("decisions:comment_position", COORDINATOR, cases.of(cases.on_its_way, "comment_position")),
    Shown("decisions:agree_position", SECRETARY, cases.of(cases.on_its_way, "agree_position")),
    Shown("decisions:drop_position", SECRETARY, cases.of(cases.on_its_way, "drop_position")),
    Shown("decisions:tell_position", SECRETARY, cases.of(cases.decided, "tell_position")),
    Shown("decisions:answers", VISITOR, answered.of_answers),
    Shown("decisions:answers", SECRETARY, answered.of_answers),
    Shown("decisions:answer", VISITOR, answered.of_answer),
    Shown("decisions:answer", SECRETARY, answered.of_answer),
    Shown("overview:happened", VISITOR, lambda world: reverse("overview:happened")),
    Shown("overview:happened", COORDINATOR, lambda world: reverse("overview:happened") + "?q=eksempel"),
    Shown("overview:happened_to", VISITOR, answered.of_sender),
    Shown("overview:happened_consultation", VISITOR, answered.of_consultation),
    Shown("overview:thread_statement", VISITOR, answered.thread("statement")),
    Shown("overview:thread_point", VISITOR, answered.thread("point")),
    Shown("overview:thread_need", VISITOR, answered.thread("need")),
    Shown("overview:thread_measure", VISITOR, answered.thread("measure")),
    Shown("overview:thread_case", VISITOR, answered.thread("case")),
    Shown("overview:thread_decision", VISITOR, answered.thread("decision")),
    Shown("decisions:bodies", VISITOR, lambda world: reverse("decisions:bodies")),
    Shown("decisions:body", VISITOR, cases.of_kind),
    Shown("decisions:body", SECRETARY, cases.of_body("body")),
    Shown("decisions:describe_body", SECRETARY, cases.of_body("describe_body")),
    Shown("decisions:describe_new_body", SECRETARY, cases.of_new_body),
    Shown("decisions:add_seat", SECRETARY, cases.of_body("add_seat")),
    Shown("decisions:end_seat", SECRETARY, cases.of_seat),
    Shown("decisions:add_preparation", SECRETARY, cases.of_body("add_preparation")),
    Shown("decisions:add_meeting", SECRETARY, cases.of_body("add_meeting")),
    Shown("decisions:change_meeting", SECRETARY, cases.of_meeting),
    Shown("overview:municipalities", VISITOR, lambda world: reverse("overview:municipalities")),
    Shown("overview:municipality", VISITOR, _of_municipality),
    Shown("overview:municipality", COORDINATOR, _of_municipality),
    Shown("overview:council_paper", VISITOR, example_paper),
    Shown("overview:council_paper", SECRETARY, example_paper),
    Shown(
        "overview:write_council_paper", SECRETARY, lambda world: example_paper(world, "write_council_paper")
    ),
    Shown(
        "overview:paper_measures",
        SECRETARY,
        lambda world: reverse("overview:paper_measures", args=[example_municipality().number]),
    ),
    Shown("overview:paper_of_measure", VISITOR, _of_measure("paper_of_measure", "overview")),
    Shown(
        "overview:paper_of_case",
        VISITOR,
        lambda world: reverse("overview:paper_of_case", args=[cases.decided().public_id]) + "?sok=eksempelby",
    ),
    Shown("adoption:sheet", COORDINATOR, _of_organisation("adoption:sheet")),
    Shown(
        "overview:several",
        VISITOR,
        lambda world: reverse("overview:several", args=[example_county().public_id]),
    ),
    Shown("overview:calendars", COORDINATOR, _calendars),
    Shown("overview:calendar_of_measure", COORDINATOR, _of_measure_calendar),
    Shown("overview:map", VISITOR, lambda world: reverse("overview:map")),
    Shown("economy:index", VISITOR, lambda world: reverse("economy:index")),
    Shown("economy:example", VISITOR, lambda world: reverse("economy:example")),
    Shown("economy:rates", COORDINATOR, lambda world: reverse("economy:rates")),
    Shown("economy:set_rate", COORDINATOR, economy.of_rate),
    Shown("economy:add_cap", COORDINATOR, lambda world: reverse("economy:add_cap")),
    Shown("economy:of_measure", VISITOR, economy.of_measure("of_measure")),
    Shown("economy:of_measure", COORDINATOR, economy.of_measure("of_measure")),
    Shown("economy:municipalities", VISITOR, economy.of_measure("municipalities")),
    Shown("economy:transfer", VISITOR, economy.of_measure("transfer")),
    Shown("economy:set_frame", COORDINATOR, economy.of_measure("set_frame")),
    Shown("economy:add_item", COORDINATOR, economy.of_measure("add_item")),
    Shown("economy:item", COORDINATOR, economy.of_item("item")),
    Shown("economy:change_item", COORDINATOR, economy.of_item("change_item")),
    Shown("economy:add_curve", COORDINATOR, economy.of_measure("add_curve")),
    Shown("economy:change_curve", COORDINATOR, economy.of_curve),
    Shown("economy:add_effect", COORDINATOR, economy.of_measure("add_effect")),
    Shown("economy:give_figure", COORDINATOR, economy.of_measure("give_figure")),
    Shown("economy:add_scenario", COORDINATOR, economy.of_measure("add_scenario")),
    Shown("economy:scenario", COORDINATOR, economy.of_scenario("scenario")),
    Shown("economy:override", COORDINATOR, economy.of_scenario("override")),
    Shown("economy:national_costs", VISITOR, national.with_cost("national_costs")),
    Shown("economy:national_costs", COORDINATOR, national.with_cost("national_costs")),
    Shown("economy:national_cost", VISITOR, national.of_cost("national_cost")),
    Shown("economy:national_cost", COORDINATOR, national.compared),
    Shown("economy:enter_national_cost", COORDINATOR, national.with_cost("enter_national_cost")),
    Shown("economy:change_national_cost", COORDINATOR, national.of_cost("change_national_cost")),
    Shown("economy:set_parts", COORDINATOR, national.of_cost("set_parts")),
    Shown("economy:set_growth", COORDINATOR, national.of_cost("set_growth")),
    Shown("economy:set_price", COORDINATOR, national.of_measure("set_price")),
    Shown("economy:set_payment", COORDINATOR, national.with_cost("set_payment")),
    Shown("economy:rules", COORDINATOR, national.with_cost("rules")),
    Shown("economy:add_rule", COORDINATOR, national.with_cost("add_rule")),
    Shown("economy:change_rule", COORDINATOR, national.of_rule),
    Shown("economy:of_organisation", VISITOR, national.of_place("of_organisation")),
    Shown("economy:of_organisation", COORDINATOR, national.of_place("of_organisation")),
    Shown("economy:benefits", VISITOR, national.with_cost("benefits")),
    Shown("economy:benefits_of_place", COORDINATOR, national.of_place("benefits_of_place")),
    Shown("economy:benefits_of_measure", VISITOR, national.of_measure("benefits_of_measure")),
    Shown("economy:benefit", VISITOR, national.of_benefit("benefit")),
    Shown("economy:benefit", COORDINATOR, national.of_benefit("benefit")),
    Shown("economy:promise_benefit", COORDINATOR, national.with_cost("promise_benefit")),
    Shown("economy:change_benefit", COORDINATOR, national.of_benefit("change_benefit")),
    Shown("economy:set_due", COORDINATOR, national.of_benefit("set_due")),
    Shown("economy:record_benefit", COORDINATOR, national.of_benefit("record_benefit")),
    Shown("economy:withdraw_benefit", COORDINATOR, national.of_benefit("withdraw_benefit")),
    Shown("adoption:it_operation", COORDINATOR, _of_organisation("adoption:it_operation")),
    Shown("priorities:rounds", COORDINATOR, lambda world: reverse("priorities:rounds")),
    Shown("priorities:add_round", COORDINATOR, lambda world: reverse("priorities:add_round")),
    Shown("priorities:from_need", COORDINATOR, rounds.of_need),
    Shown("priorities:round", COORDINATOR, rounds.of("preparing", "round")),
    Shown("priorities:round", VISITOR, rounds.of("concluded", "round")),
    Shown("priorities:change_round", COORDINATOR, rounds.of("preparing", "change_round")),
    Shown("priorities:criteria", COORDINATOR, rounds.of("preparing", "criteria")),
    Shown("priorities:things", COORDINATOR, rounds.of("preparing", "things")),
    Shown("priorities:takes", COORDINATOR, rounds.of("preparing", "takes", "item")),
    Shown("priorities:overrule", COORDINATOR, rounds.of("preparing", "overrule", "item", "criterion")),
    Shown("priorities:members", COORDINATOR, rounds.of("preparing", "members")),
    Shown("priorities:disqualify", COORDINATOR, rounds.of("preparing", "disqualify", "member")),
    Shown("priorities:score", COORDINATOR, rounds.of("open", "score")),
    Shown("priorities:score_table", COORDINATOR, rounds.of("open", "score_table")),
    Shown("priorities:talk", COORDINATOR, rounds.of("talking", "talk")),
    Shown("priorities:conclude", COORDINATOR, rounds.of("talking", "conclude")),
    Shown("priorities:result", COORDINATOR, rounds.of("talking", "result")),
    Shown("priorities:print", VISITOR, rounds.of("concluded", "print")),
    Shown("site:accessibility", VISITOR, lambda world: reverse("site:accessibility")),
]

# Addresses that show no page of their own, each with the reason.
NO_PAGES = {
    "site:style": "shown to developers only: test_style_page.py",
    "adoption:sheet_template": "answers with a workbook",
    "overview:make_calendar": "takes a form and leads back to the calendars",
    "overview:renew_calendar": "takes a form and leads back to the calendars",
    "overview:remove_calendar": "takes a form and leads back to the calendars",
    "overview:calendar_file": "answers with a calendar file",
    "overview:paper": "answers with a Word file",
    "overview:council_paper_word": "answers with a Word file",
    "overview:council_paper_pdf": "answers with a PDF",
    "overview:restore_council_paper": "takes a form and leads back to what is written",
    "adoption:remove_use": "takes a form and leads back to the introduction",
    "adoption:remove_wave_step": "takes a form and leads back to the wave",
    "adoption:leave_wave": "takes a form and leads back to the wave",
    "adoption:link_introduction": "takes a form and leads to the introduction",
    "adoption:undo_wave_hours": "takes a form and leads back to the hours",
    "adoption:remove_holder": "takes a form and leads back to the load",
    "actors:mark_read": "takes a form and leads back to the inbox",
    "actors:undo_read": "takes a form and leads back to the inbox",
    "actors:logout": "takes a form and leads to the home page",
    "actors:end_membership": "takes a form and leads back to the organisation",
    "actors:withdraw_role": "takes a form and leads back to the people",
    "actors:deactivate": "takes a form and leads back to the people",
    "actors:reset_password": "takes a form and shows the password once",
    "actors:revoke_token": "takes a form and leads back to the keys",
    "api:api-root": "answers with JSON",
    "api:openapi-json": "answers with JSON",
    "api:consultation": "answers with JSON",
    "api:consultations": "answers with JSON",
    "api:overview": "answers with JSON",
    "api:point": "answers with JSON",
    "api:points": "answers with JSON",
    "api:statements": "answers with JSON",
    "api:submissions": "answers with JSON",
    "consultations:summary_word": "answers with a Word file",
    "consultations:summary_save": "takes a form and leads back to the section",
    "consultations:export": "answers with a sheet or JSON",
    "consultations:export_html": "answers with a file",
    "consultations:publish": "takes a form and leads back to the page before",
    "consultations:withdraw": "takes a form and leads back to the page before",
    "consultations:public_text": "answers with a text file",
    "consultations:point_new": "takes a form and leads to the new point",
    "consultations:point_rename": "takes a form and leads back to the point",
    "consultations:point_state": "takes a form and leads back to the point",
    "consultations:point_split": "takes a form and leads to the new point",
    "consultations:point_unmerge": "takes a form and leads back to the point",
    "consultations:point_decide": "takes a form and leads back to the point",
    "consultations:known": "answers the script that sends files",
    "consultations:undo_decision": "takes a form and leads back to the document",
    "consultations:stance": "takes a form and leads back to the document",
    "consultations:original": "answers with the uploaded file",
    "consultations:read_again": "takes a form and leads back to the document",
    "consultations:review": "takes a form and leads back to the statement",
    "consultations:assign": "takes a form and leads back to the work",
    "consultations:draw": "takes a form and leads to the sample",
    "consultations:divide": "takes a form and leads back to the document",
    "consultations:undo_cut": "takes a form and leads back to the document",
    "consultations:hold": "takes a form and leads back to the document",
    "consultations:original_shown": "answers with the uploaded file, for a frame",
    "consultations:next_review": "leads to the next unreviewed statement",
    "knowledge:experience_from_statement": "takes a form and leads to the experience",
    "needs:take_in": "takes a form and leads back to the need",
    "needs:withdraw": "takes a form and leads back to the need",
    "needs:tell_apart": "takes a form and leads back to the pairs",
    "needs:order": "takes a form and leads back to the list",
    "needs:own_list_template": "answers with a workbook",
    "portfolio:untie": "takes a form and leads back to the wishes",
    "portfolio:publish": "takes a form and leads back to the edition",
    "priorities:from_wishes": "shows the page where a round is begun",
    "overview:map_of_economy": "leads to the map",
    "economy:by_code": "leads to the measure's economy",
    "economy:remove_item": "takes a form and leads back to the measure's economy",
    "economy:restore_item": "takes a form and leads back to the measure's economy",
    "economy:undo_item": "takes a form and leads back to the item",
    "economy:remove_effect": "takes a form and leads back to the measure's economy",
    "economy:remove_override": "takes a form and leads back to the scenario",
    "economy:national_costs_of": "leads to the measure's newest year",
    "economy:remove_growth": "takes a form and leads back to the cost",
    "economy:remove_price": "takes a form and leads back to the cost",
    "economy:remove_payment": "takes a form and leads back to the place's economy",
    "economy:remove_due": "takes a form and leads back to the gain",
    "economy:remove_measured": "takes a form and leads back to the gain",
    "economy:expect_benefit_again": "takes a form and leads back to the gain",
    "portfolio:remove_duty": "takes a form and leads back to the measure",
    "portfolio:remove_effort": "takes a form and leads back to the measure",
    "portfolio:remove_dependency": "takes a form and leads back to the measure",
    "decisions:write_answer": "takes a form and leads back to the answers",
    "decisions:publish_answers": "takes a form and leads back to the answers",
    "decisions:reply": "takes a form and leads back to the answer",
    "decisions:hold_reply": "takes a form and leads back to the answer",
    "overview:thread_round": "the same page as overview:thread_case, from a round",
    "decisions:remove_proposal": "takes a form and leads back to the case",
    "decisions:remove_alternative": "takes a form and leads back to the case",
    "decisions:add_subject": "takes a form and leads back to the case",
    "decisions:remove_subject": "takes a form and leads back to the case",
    "decisions:remove_step": "takes a form and leads back to the case",
    "decisions:from_need": "the same page as decisions:from_point, of a need",
    "decisions:from_round": "the same page as decisions:from_point, of a round",
    "decisions:remove_preparation": "takes a form and leads back to the body",
    "decisions:cancel_meeting": "takes a form and leads back to the body",
    "priorities:from_measure": "shows the page of from_need",
    "priorities:move": "takes a form and leads back to the round",
    "priorities:remove_thing": "takes a form and leads back to what is weighed",
    "priorities:remove_member": "takes a form and leads back to who scores",
    "priorities:lift": "takes a form and leads back to who scores",
    "priorities:give": "takes a form and leads to the next to score",
    "priorities:finish": "takes a form and leads back to the round",
    "priorities:note": "takes a form and leads back to the talk",
    "priorities:sheet": "answers with a sheet",
    "set_language": "takes a form and leads back to the page",
}


def names(patterns: list[URLPattern | URLResolver] | None = None, namespace: str = "") -> set[str]:
    """The names of all urls of the program."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found |= names(pattern.url_patterns, inner)
        elif pattern.name:
            found.add(f"{namespace}{pattern.name}")
    return found
