"""What the engine names as its reason, as a sentence for the person who looks at it."""

import pytest
from django.utils import translation

from samstyring.apps.consultations.explanations import explained
from samstyring.engines.text_analysis.types import LEARNED, Context, classify


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("advice: “bør”", "It says “bør”."),
        ("lead-in asks for proposals: “Vi ber om”", "The list begins with “Vi ber om”."),
        (
            "heading asks for challenges of a list: “Utfordring”",
            "It stands under a heading with “Utfordring”.",
        ),
        ("no cue", "Nothing in it points to another type."),
        (LEARNED, "The sentence is like others that people have given this type."),
        ("", ""),
        ("something that a later version says", "something that a later version says"),
    ],
)
def test_reasons_become_sentences(reason: str, sentence: str) -> None:
    with translation.override("en"):
        assert explained(reason) == sentence


def test_the_engines_own_reasons_name_the_words_that_decided() -> None:
    with translation.override("en"):
        assert explained(classify(Context("Staten bør betale.")).reason) == "It says “bør”."
