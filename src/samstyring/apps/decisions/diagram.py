"""The diagram of phases in the docs, drawn from the table in `policies`. Plain text in, plain text out."""

from collections import defaultdict

from .choices import Act, Phase, Task
from .policies import TRANSITIONS, Transition

DIAGRAM_BEGINS = "<!-- The diagram of phases begins: drawn from policies.TRANSITIONS -->"
DIAGRAM_ENDS = "<!-- The diagram of phases ends -->"
# The words of the docs, which are in English whatever the reader's language.
PHASES = {
    Phase.DRAFT: "Being prepared",
    Phase.ADVICE: "With a body for advice",
    Phase.DECISION: "Waiting for a decision",
    Phase.DECIDED: "Decided",
    Phase.ANSWERED: "Decided and answered",
    Phase.WITHDRAWN: "Withdrawn",
}
ACTS = {
    Act.SEND: "send",
    Act.PASS_ON: "pass on",
    Act.SUBMIT: "send to decide",
    Act.RETURN: "send back",
    Act.DECIDE: "decide",
    Act.RECORD: "record a decision from outside",
    Act.ANSWER: "answer",
    Act.WITHDRAW: "withdraw",
    Act.TAKE_UP: "take up again",
}


def diagram() -> str:
    """The table as a Mermaid state diagram and, for those who cannot see it, as rows."""
    return f"{drawing()}\n\n{rows()}\n"


def drawing() -> str:
    """A Mermaid state diagram: one arrow between two phases, with all acts that go there."""
    arrows: dict[tuple[Phase, Phase], list[str]] = defaultdict(list)
    for one in TRANSITIONS:
        arrows[one.before, one.after].append(ACTS[one.act])
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{words}" as {phase.value}' for phase, words in PHASES.items()]
    lines += [f"    [*] --> {Phase.DRAFT.value}"]
    lines += [
        f"    {before.value} --> {after.value}: {', '.join(acts)}" for (before, after), acts in arrows.items()
    ]
    return "\n".join([*lines, "```"])


def rows() -> str:
    """The same as a table, with what each act asks for."""
    head = "| from | act | to | what must be there | permission |\n| --- | --- | --- | --- | --- |\n"
    return head + "\n".join(f"| {' | '.join(_row(one))} |" for one in TRANSITIONS)


def _row(one: Transition) -> tuple[str, ...]:
    return PHASES[one.before], ACTS[one.act], PHASES[one.after], _asked(one), f"`{one.permission}`"


def _asked(one: Transition) -> str:
    asked = []
    if one.proposal:
        asked.append("a proposed decision")
    if one.next_task:
        asked.append(
            "a body ahead that advises" if one.next_task == Task.ADVISE else "one ahead that decides"
        )
    if one.act in {Act.PASS_ON, Act.SUBMIT} and one.before == Phase.ADVICE:
        asked.append("the body's advice, or a reason to go on without it")
    if one.reason:
        asked.append("a reason")
    return "; ".join(asked) or "–"
