"""How fast the pages along the thread answer: `./samstyring bench thread`.

Fills a database of its own (SQLite, or PostgreSQL with `--postgres`) with a made-up consultation, needs,
cases and events, starts the web server as `./samstyring run` does, lets users ask for pages, and prints the
times.
`--keep FOLDER` uses a folder that stays, so that a second run needs not fill it again (SQLite).
"""

import argparse

from _load import Page, run
from _serving import arguments, database, say, serving


def main() -> None:
    """Measure in a folder of its own, so that no installation is touched."""
    parser = arguments(__doc__, seconds=60)
    parser.add_argument("--needs", type=int, default=20_000)
    parser.add_argument("--cases", type=int, default=5_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    options = parser.parse_args()
    with database(postgres=options.postgres, keep=options.keep), serving(lambda: fill(options)) as address:
        pages = pages_of_the_thread()
        alone = run(address, pages, users=1, seconds=max(3, options.seconds / 6), pause=0)
        say(f"one user\n{alone.table()}")
        many = run(address, pages, users=options.users, seconds=options.seconds, pause=options.pause)
        say(f"\n{options.users} users, {options.pause} s of reading between two pages\n{many.table()}")
        say("\n".join(sorted(set(alone.faults + many.faults))) or "every answer was 200")


def fill(options: argparse.Namespace) -> None:
    """A consultation, needs and cases that stand on it, and a long ledger."""
    import _consultations
    import _events
    import _thread_cases
    import _thread_rows

    _consultations.fill(replies=400, statements=options.statements, say=say)
    _thread_rows.needs(options.needs)
    say(f"{options.needs:,} needs")
    _thread_cases.cases(options.cases)
    say(f"{options.cases:,} cases")
    _events.fill(options.events)
    say(f"{options.events:,} events")


def pages_of_the_thread() -> list[Page]:
    """The pages along the thread, with the filters that people use."""
    from django.urls import reverse

    from samstyring.apps.actors.models import Organisation
    from samstyring.apps.consultations.models import Consultation
    from samstyring.apps.decisions.models import Case
    from samstyring.apps.needs.models import Need

    needs, cases = reverse("needs:needs"), reverse("decisions:cases")
    some_needs = Need.objects.order_by("pk").values_list("public_id", flat=True)[:2_000:50]
    some_cases = Case.objects.order_by("pk").values_list("public_id", flat=True)[:2_000:50]
    municipalities = Organisation.objects.filter(kind="municipality", valid_to=None)
    at = [Consultation.objects.latest("pk").public_id]
    return [
        Page("needs", [needs]),
        Page("needs, by county", [f"{needs}?fylke={county}" for county in (46, 56)]),
        Page("needs, words", [f"{needs}?sok={word}" for word in ("journal", "opplæring")]),
        Page("needs, far page", [f"{needs}?side=300"]),
        Page("what municipalities put first", [reverse("needs:sector")]),
        Page("a need", [reverse("needs:need", args=[one]) for one in some_needs]),
        Page("rounds", [reverse("priorities:rounds")]),
        Page("cases", [cases]),
        Page("cases, words", [f"{cases}?sok={word}" for word in ("journal", "innføring")]),
        Page("cases, far page", [f"{cases}?side=150"]),
        Page("a case", [reverse("decisions:case", args=[one]) for one in some_cases]),
        Page("bodies", [reverse("decisions:bodies")]),
        Page(
            "what happened, an organisation",
            [
                reverse("overview:happened_to", args=[one])
                for one in municipalities.values_list("public_id", flat=True)[:60]
            ],
        ),
        Page("what happened, a consultation", [reverse("overview:happened_consultation", args=at)]),
        Page("the thread of a need", [reverse("overview:thread_need", args=[one]) for one in some_needs]),
        Page("the thread of a case", [reverse("overview:thread_case", args=[one]) for one in some_cases]),
        Page(
            "a municipality",
            [
                reverse("overview:municipality", args=[number])
                for number in municipalities.values_list("number", flat=True)[:60]
            ],
        ),
        Page("the map", [reverse("overview:map")]),
    ]


if __name__ == "__main__":
    main()
