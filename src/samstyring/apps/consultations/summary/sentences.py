"""Words for counts and names: enumerations, long lists cut short, kinds of sender in the right number."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext, ngettext, pgettext

from ..models import PRIVATE_PERSON, SENDER_KINDS
from .material import Reply

# So many names stand in a sentence; the rest are counted there and named in the table at the end.
NAMES_IN_SENTENCE = 8


def enumerated(parts: Sequence[str]) -> str:
    """The parts as one reads them aloud: “A”, “A and B”, “A, B and C”. Empty for none."""
    if len(parts) < 2:
        return "".join(parts)
    return pgettext("enumeration", "%(all_but_last)s and %(last)s") % {
        "all_but_last": ", ".join(parts[:-1]),
        "last": parts[-1],
    }


def cut(names: Sequence[str], most: int = NAMES_IN_SENTENCE) -> list[str]:
    """At most `most` names, and how many others there are. One name too many is named rather than counted."""
    if len(names) <= most + 1:
        return list(names)
    left = len(names) - most
    return [*names[:most], ngettext("%(count)d other", "%(count)d others", left) % {"count": left}]


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def of_kind(kind: str, count: int) -> str:
    """So many senders of a kind: “1 municipality”, “8 municipalities”. Unknown kinds are “senders”."""
    n = count
    forms = {
        "municipality": lambda: ngettext("%(count)d municipality", "%(count)d municipalities", n),
        "county": lambda: ngettext("%(count)d county", "%(count)d counties", n),
        "network": lambda: ngettext("%(count)d network", "%(count)d networks", n),
        "cooperation": lambda: ngettext(
            "%(count)d inter-municipal cooperation", "%(count)d inter-municipal cooperations", n
        ),
        "body": lambda: ngettext("%(count)d body", "%(count)d bodies", n),
        "ministry": lambda: ngettext("%(count)d ministry", "%(count)d ministries", n),
        "agency": lambda: ngettext("%(count)d state agency", "%(count)d state agencies", n),
        "regional_health_trust": lambda: ngettext(
            "%(count)d regional health trust", "%(count)d regional health trusts", n
        ),
        "health_trust": lambda: ngettext("%(count)d health trust", "%(count)d health trusts", n),
        "county_governor": lambda: ngettext("%(count)d county governor", "%(count)d county governors", n),
        "sametinget": lambda: gettext("the Sámi Parliament"),
        "trade_union": lambda: ngettext("%(count)d trade union", "%(count)d trade unions", n),
        "patient_organisation": lambda: ngettext(
            "%(count)d patient organisation", "%(count)d patient organisations", n
        ),
        "research": lambda: ngettext("%(count)d research institution", "%(count)d research institutions", n),
        "supplier": lambda: ngettext("%(count)d supplier", "%(count)d suppliers", n),
        "ks": lambda: gettext("KS"),
        "other": lambda: ngettext("%(count)d other organisation", "%(count)d other organisations", n),
        PRIVATE_PERSON: lambda: ngettext("%(count)d private person", "%(count)d private persons", n),
    }
    form = forms.get(kind, lambda: ngettext("%(count)d unknown sender", "%(count)d unknown senders", n))()
    return form % {"count": count} if "%" in form else form


def kinds_of(replies: Sequence[Reply]) -> str:
    """The senders of the replies by kind: “3 municipalities, 1 ministry and 2 private persons”.

    A joint reply counts each of its senders; one organisation counts once.
    """
    seen = {sender.key: sender.kind for reply in replies for sender in reply.senders}
    counted = Counter(seen.values())
    unknown = sum(not reply.senders for reply in replies)
    order = [value for value, _label in SENDER_KINDS]
    parts = [of_kind(kind, counted[kind]) for kind in order if counted[kind]]
    if unknown + counted[""]:
        parts.append(of_kind("", unknown + counted[""]))
    return enumerated(parts)


def names_of(replies: Sequence[Reply]) -> list[str]:
    """The names of all senders of the replies, each once; private persons and unknown senders as a number."""
    named: dict[str, str] = {}
    private, unknown = set(), 0
    for reply in replies:
        unknown += not reply.senders
        for sender in reply.senders:
            if sender.kind == PRIVATE_PERSON:
                private.add(sender.key)
            else:
                named.setdefault(sender.key, sender.name)
    names = list(named.values())
    if private:
        names.append(of_kind(PRIVATE_PERSON, len(private)))
    if unknown:
        names.append(of_kind("", unknown))
    return names


def said_by(replies: Sequence[Reply]) -> str:
    """The senders as the subject of a sentence, cut where there are many."""
    return capital(enumerated(cut(names_of(replies))))


def sender_label(reply: Reply) -> str:
    """Who one reply is from, as it may be printed: private persons are not named."""
    return enumerated(
        [
            gettext("private person") if sender.kind == PRIVATE_PERSON else sender.name
            for sender in reply.senders
        ]
    ) or gettext("sender not recognised")
