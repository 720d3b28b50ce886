"""The translations are whole, and the tool that says so finds what is not."""

import gettext
import io
from pathlib import Path

import pytest

from samstyring.site import translations
from samstyring.site.translations import catalogues
from samstyring.site.translations.extraction import Message, messages


def test_every_text_is_translated() -> None:
    assert translations.missing() == []


def put(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_texts_are_found_in_code_and_templates(tmp_path: Path) -> None:
    put(
        tmp_path,
        "views.py",
        "a = _('One')\nb = gettext_lazy('Two')\nc = translation.ngettext('%(n)d reply', '%(n)d replies', n)\n"
        "d = pgettext_lazy('the loop', 'said')\ne = gettext(variable)\nf = other('Not this')\n",
    )
    put(
        tmp_path,
        "templates/a.html",
        "{% load i18n %}{% translate 'Three' %} {% translate \"It's four\" as four %} Nor {{ _('Five') }}"
        "{% blocktranslate count n=n trimmed %}\n  {{ n }} thing\n"
        "{% plural %}\n  {{ n }} things\n{% endblocktranslate %}"
        "{% blocktranslate with a=b|filesizeformat %}Size {{ a }} (100 %){% endblocktranslate %}"
        "{% translate 'Home' context 'place' %}{# {% translate 'Hidden' %} #}",
    )
    put(tmp_path, "static/a.html", "{% translate 'Not served as a template' %}")
    assert set(messages(tmp_path)) == {
        Message("One"),
        Message("Two"),
        Message("%(n)d reply", "%(n)d replies"),
        Message("said", context="the loop"),
        Message("Three"),
        Message("It's four"),
        Message("Five"),
        Message("%(n)s thing", "%(n)s things"),
        Message("Size %(a)s (100 %%)"),
        Message("Home", context="place"),
    }


def test_text_put_together_before_it_is_marked_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "views.py", "a = _(f'Hello {name}')\n")
    with pytest.raises(ValueError, match=r"views\.py:1: mark a text before"):
        messages(tmp_path)


CATALOGUE: catalogues.Catalogue = {
    Message('A “quoted” "text"\nof two lines'): catalogues.Translation(['En «sitert» "tekst"\npå to linjer']),
    Message("%(n)s reply", "%(n)s replies"): catalogues.Translation(["%(n)s svar", "%(n)s svar i alt"]),
    Message("said", context="the loop"): catalogues.Translation(["sagt"]),
    Message("unsure"): catalogues.Translation(["usikker"], fuzzy=True),
    Message("empty"): catalogues.Translation([""]),
}


def test_catalogue_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    catalogues.write(path, CATALOGUE, "nb")
    assert catalogues.read(path) == CATALOGUE


def test_compiled_catalogue_is_what_python_loads() -> None:
    loaded = gettext.GNUTranslations(io.BytesIO(catalogues.compiled(CATALOGUE, "nb")))
    assert loaded.gettext('A “quoted” "text"\nof two lines') == 'En «sitert» "tekst"\npå to linjer'
    assert loaded.ngettext("%(n)s reply", "%(n)s replies", 1) == "%(n)s svar"
    assert loaded.ngettext("%(n)s reply", "%(n)s replies", 2) == "%(n)s svar i alt"
    assert loaded.pgettext("the loop", "said") == "sagt"
    # What nobody has confirmed or translated is shown in English.
    assert loaded.gettext("unsure") == "unsure"
    assert loaded.gettext("empty") == "empty"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of two texts, both translated in both languages."""
    used = {Message("One"): ["a.py"], Message("%(n)s of <b>two</b>"): ["a.py"]}
    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    monkeypatch.setattr(translations, "messages", lambda: used)
    whole: catalogues.Catalogue = {
        Message("One"): catalogues.Translation(["Én"]),
        Message("%(n)s of <b>two</b>"): catalogues.Translation(["%(n)s av <b>to</b>"]),
    }
    for language in translations.LANGUAGES:
        catalogues.write(translations.path_of(language), whole, language)
    translations.update()
    assert translations.missing() == []
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgstr "Én"', 'msgstr ""', "nb: “One” (a.py) has no translation."),
        ('#: a.py\nmsgid "One"', '#, fuzzy\nmsgid "One"', "marked as unsure"),
        ("%(n)s av", "%(antall)s av", "other placeholders or markup"),
        ("<b>to</b>", "to", "other placeholders or markup"),
        ('msgid "One"', 'msgid "Old"', "“Old” is translated but used nowhere"),
        ("Én", "Ein", "django.mo is not made from django.po as it is now"),
    ],
)
def test_what_is_wrong_is_said(before: str, after: str, fault: str, small: Path) -> None:
    path = translations.path_of("nb")
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    assert any(fault in said for said in translations.missing())


def test_update_keeps_translations_and_takes_out_what_is_not_used(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = {Message("One"): ["b.py"], Message("New"): ["b.py"]}
    monkeypatch.setattr(translations, "messages", lambda: used)
    translations.update()
    assert catalogues.read(translations.path_of("nn")) == {
        Message("One"): catalogues.Translation(["Én"], places=["b.py"]),
        Message("New"): catalogues.Translation([""], places=["b.py"]),
    }
