"""Error pages, each with its status and a sentence that says what to do."""

import logging

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from samstyring.site import errors

pytestmark = pytest.mark.django_db


def test_missing_page(client: Client) -> None:
    answer = client.get("/finnes-ikke/", headers={"accept-language": "nn"})
    assert answer.status_code == 404
    assert "Vi finn ikkje sida" in answer.content.decode()


def test_form_of_another_site_is_refused_and_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/i18n/setlang/", {"language": "en"})
    assert answer.status_code == 403
    assert "last siden på nytt" in answer.content.decode()


@pytest.fixture
def asked(rf: RequestFactory, client: Client) -> HttpRequest:
    request = rf.get("/")
    answer = client.get("/")
    request.user = answer.wsgi_request.user
    request.session = answer.wsgi_request.session
    request.resolver_match = answer.resolver_match
    return request


def test_refusal_says_its_own_sentence(asked: HttpRequest) -> None:
    said = errors.forbidden(asked, PermissionDenied("Bare koordinatoren kan gjøre dette. <b>"))
    assert said.status_code == 403
    assert "Bare koordinatoren kan gjøre dette. &lt;b&gt;" in said.content.decode()


@pytest.mark.parametrize("exception", [RequestDataTooBig("x"), TooManyFilesSent("x")])
def test_request_that_django_finds_too_large(exception: Exception, asked: HttpRequest) -> None:
    answer = errors.bad_request(asked, exception)
    assert answer.status_code == 413
    assert "for stort" in answer.content.decode()


def test_larger_request_than_the_installation_takes(client: Client, settings: Settings) -> None:
    settings.REQUEST_MAX_BYTES = 1000
    answer = client.post("/i18n/setlang/", {"language": "e" * 2000})
    assert answer.status_code == 413
    assert "1000" in answer.content.decode()
    assert client.post("/i18n/setlang/", {"language": "en"}).status_code == 302


def test_length_that_is_nonsense_is_no_length(client: Client) -> None:
    assert client.get("/", CONTENT_LENGTH="mye").status_code == 200


def test_broken_page_needs_neither_request_nor_database(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with translation.override("nb"), django_assert_num_queries(0):
        answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Noe gikk galt hos oss" in answer.content.decode()


def test_broken_error_page_still_answers(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("no templates")

    monkeypatch.setattr(errors, "render_to_string", broken)
    with caplog.at_level(logging.ERROR):
        answer: HttpResponse = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "ikke borte" in answer.content.decode()
    assert "could not be made" in caplog.text
