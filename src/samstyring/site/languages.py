"""Chooses the language of an answer.

A browser set to Norwegian may ask for "no", and one set to a Sámi language often has English as its next
choice. Both are met in bokmål rather than in English, unless the visitor has chosen a language on the page.
"""

import re

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware

# "no", and the Sámi languages and Kven, which the program does not speak yet.
MET_IN_BOKMAL = re.compile(
    r"(?<![\w-])(?:no|se|sma|smj|sme|sms|fkv)(?:-\w+)?(?=\s*(?:[,;]|$))", re.IGNORECASE
)


class LanguageMiddleware(LocaleMiddleware):
    """Django's choice (the visitor's own, then the browser's), with Norwegian browsers understood."""

    def process_request(self, request: HttpRequest) -> None:
        asked = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
        request.META["HTTP_ACCEPT_LANGUAGE"] = MET_IN_BOKMAL.sub("nb", asked)
        super().process_request(request)
