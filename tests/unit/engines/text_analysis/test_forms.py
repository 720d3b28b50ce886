"""Forms: questions, ticks, answers; what is not the sender's own words."""

from samstyring.engines.text_analysis.forms import options

from . import samples

FORM = """Høringsskjema

Vi ønsker tilbakemelding fra dere på tre spørsmål. Fyll ut skjemaet og send det inn.

Høringsinstans: Fjellvik kommune
Kontaktperson: Ola Eksempelsen

1) Støtter dere målet om felles journal?

☒ Ja, utdyp gjerne  ☐ Nei, utdyp gjerne  ☐ Vet ikke

Kommunen støtter målet fullt ut.

2) Er finansieringen tydelig?

[ ] Ja
[x] Nei

Kommentar: Finansieringen er uklar for de små kommunene.

3) Andre innspill?

"""


def test_questions_options_and_instructions_are_not_statements() -> None:
    document = samples.reading(FORM)
    assert [s.quote for s in document.statements] == [
        "Kommunen støtter målet fullt ut.",
        "Finansieringen er uklar for de små kommunene.",
    ]
    assert [s.question for s in document.statements] == ["1", "2"]


def test_answers_with_ticks_and_empty_ones() -> None:
    one, two, three = samples.reading(FORM).answers
    assert (one.ticked, one.unticked) == (("Ja",), ("Nei", "Vet ikke"))
    assert (two.ticked, two.unticked) == (("Nei",), ("Ja",))
    assert (three.start, three.end) == (None, None)


def test_stance_per_question() -> None:
    stances = {s.question: s.value.value for s in samples.reading(FORM).stances}
    assert stances["1"] == "support"
    assert stances["2"] == "opposition"


def test_options_in_every_writing() -> None:
    assert options("☑ Ja ☐ Nei") == (["Ja"], ["Nei"])
    assert options("[X] Delvis enig [ ] Uenig") == (["Delvis enig"], ["Uenig"])
    assert options("\uf0fe Kommune \uf0a8 Privatperson") == (["Kommune"], ["Privatperson"])


def test_an_answer_with_only_a_dash_is_empty() -> None:
    text = "1) Hva mener dere?\n\nAlt er bra.\n\n2) Noe mer å si?\n\n-\n\n3) Er det noe annet?\n\nNei.\n"
    answers = samples.reading(text).answers
    assert answers[0].start is not None
    assert answers[1].start is None
    assert answers[2].start is None
