"""What the state of a case allows of answers. Each check raises `NotPossible`, a sentence for the user."""

from django.utils.translation import gettext as _

from samstyring.apps.actors.policies import NotPossible

from .choices import Phase

LONGEST_REASON = 4_000
LONGEST_REPLY = 4_000
# Where answers can be published: what is decided is known.
SETTLED = frozenset({Phase.DECIDED, Phase.ANSWERED})


def check_reason(reason: str) -> str:
    """The reason, tidied. Raises NotPossible at the field where there is none, or too much of it."""
    tidy = reason.strip()
    if not tidy:
        raise NotPossible(
            _("Write the reason in plain words: those who raised it will read it."), field="reason"
        )
    if len(tidy) > LONGEST_REASON:
        raise NotPossible(
            _("Use at most %(longest)d characters.") % {"longest": LONGEST_REASON}, field="reason"
        )
    return tidy


def check_answering(phase: str) -> None:
    """Answers can be written as long as the case is not withdrawn. Raises NotPossible."""
    if phase == Phase.WITHDRAWN:
        raise NotPossible(_("The case is withdrawn: what it treated is answered in another case."))


def check_publishing(phase: str) -> None:
    """Answers are published when the decision is known. Raises NotPossible."""
    if phase not in SETTLED:
        raise NotPossible(
            _("The case is in the phase “%(phase)s”. Answers are published when it is decided.")
            % {"phase": Phase(phase).label}
        )


def check_reply(text: str, *, is_current: bool, concerned: bool, replied: bool) -> str:
    """The text of a reply, tidied. Raises NotPossible, at the field where it is about the text."""
    if not is_current:
        raise NotPossible(_("This answer has been replaced by a new one. Reply to that instead."))
    if not concerned:
        raise NotPossible(_("Those who raised it, or back it, can reply."))
    if replied:
        raise NotPossible(_("The organisation has replied already. Each can reply once to an answer."))
    tidy = text.strip()
    if not tidy:
        raise NotPossible(_("Write the reply."), field="text")
    if len(tidy) > LONGEST_REPLY:
        raise NotPossible(_("Use at most %(longest)d characters.") % {"longest": LONGEST_REPLY}, field="text")
    return tidy
