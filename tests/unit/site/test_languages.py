"""Which language a browser is met in."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from samstyring.site.languages import LanguageMiddleware


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("nb-NO,nb;q=0.9,en;q=0.8", "nb"),
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nn"),
        ("en-GB,en;q=0.9", "en"),
        ("no,en;q=0.8", "nb"),
        ("no-NO,en;q=0.8", "nb"),
        ("se-NO,en;q=0.8", "nb"),
        ("sma, nn;q=0.5", "nb"),
        ("de", "nb"),
        ("", "nb"),
        ("en;q=0.9, nn;q=1", "nn"),
        ("nonsense;;q=,", "nb"),
    ],
)
def test_language_of_the_answer(asked: str, answered: str) -> None:
    request = RequestFactory().get("/", headers={"accept-language": asked})
    request.COOKIES = {}
    with translation.override("nb"):
        middleware = LanguageMiddleware(lambda _: HttpResponse(translation.get_language()))
        assert middleware(request).content.decode() == answered


def test_visitors_own_choice_comes_first() -> None:
    request = RequestFactory().get("/", headers={"accept-language": "no"})
    request.COOKIES["django_language"] = "en"
    with translation.override("nb"):
        middleware = LanguageMiddleware(lambda _: HttpResponse(translation.get_language()))
        assert middleware(request).content == b"en"
