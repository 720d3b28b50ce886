"""Why the program proposes what it does, in the reader's language.

The engine names what decided, and the words that it saw: `lead-in asks for proposals: “Vi ber om”`.
"""

import re

from django.utils.translation import gettext as _

REASON = re.compile(r"(?P<what>.*?)(?:: “(?P<words>.*)”)?", re.DOTALL)


def explained(reason: str) -> str:
    """The engine's reason in words; empty where it gave none."""
    found = REASON.fullmatch(reason)
    what, words = (found["what"], found["words"]) if found else (reason, None)
    if what.startswith("lead-in") and words:
        return _("The list begins with “%(words)s”.") % {"words": words}
    if what.startswith("heading") and words:
        return _("It stands under a heading with “%(words)s”.") % {"words": words}
    if what == "learned from labelled examples":
        return _("The sentence is like others that people have given this type.")
    if what == "cut":
        return _("A person cut it out of the text; its type and theme are those of what it was cut from.")
    if what == "question":
        return _("It is a question.")
    if what == "very short":
        return _("It is only a few words.")
    if what == "no cue":
        return _("Nothing in it points to another type.")
    if words:
        return _("It says “%(words)s”.") % {"words": words}
    return what
