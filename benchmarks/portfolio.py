"""How fast portfolio, introduction and “min kommune” answer: `./samstyring bench portfolio`.

Fills a database of its own (SQLite, or PostgreSQL with `--postgres`) with measures, roadmaps, introductions
and years of monthly use, starts the web server as `./samstyring run` does, lets users ask for pages, and
prints the times beside the goal. At full size every one of today's 357 municipalities introduces each of 200
measures, and each introduction has a figure of use for every month of ten years: 8,568,000 figures.
`--share 0.3` lets three in ten pairs of municipality and measure have an introduction; each that has one has
all its months. `--keep FOLDER` uses a folder that stays, so that a second run needs not fill it (SQLite).
"""

import argparse

from _load import Page, processor, run
from _serving import arguments, database, say, serving
from _watching import machine, processor_seconds_of_started

GOAL = 150.0  # milliseconds, the 95th percentile


def main() -> None:
    """Measure in a folder of its own, so that no installation is touched."""
    parser = arguments(__doc__, seconds=60)
    parser.set_defaults(statements=4_000)
    parser.add_argument("--measures", type=int, default=200)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--share", type=float, default=1.0, help="of municipality × measure, from 0 to 1")
    options = parser.parse_args()
    with database(postgres=options.postgres, keep=options.keep), serving(lambda: fill(options)) as address:
        say(machine())
        pages = pages_of_the_portfolio()
        run(address, pages, users=4, seconds=max(3, options.seconds / 10), pause=0)
        spent = processor(address, pages, spent=processor_seconds_of_started)
        alone = run(address, pages, users=1, seconds=max(3, options.seconds / 6), pause=0)
        say(f"one user\n{alone.table(processor=spent)}")
        many = run(address, pages, users=options.users, seconds=options.seconds, pause=options.pause)
        say(f"\n{options.users} users, {options.pause} s of reading between two pages")
        say(many.table(processor=spent, goal=GOAL))
        say("\n".join(sorted(set(alone.faults + many.faults))) or "every answer was 200")


def fill(options: argparse.Namespace) -> None:
    """A hearing, needs, measures and roadmaps, introductions and their use."""
    import _consultations
    import _portfolio_rows
    import _thread_rows

    _consultations.fill(replies=400, statements=options.statements, say=say)
    _thread_rows.needs(2_000)
    measures = _portfolio_rows.portfolio(options.measures)
    _portfolio_rows.experiences()
    count = _portfolio_rows.introductions(measures, share=options.share)
    say(f"{len(measures)} measures, {count:,} introductions ({options.share:.0%} of municipality × measure)")
    figures = _portfolio_rows.use(12 * options.years, say)
    say(f"{figures:,} figures of use: {12 * options.years} months of each introduction")


def pages_of_the_portfolio() -> list[Page]:
    """The pages of portfolio, introduction and municipalities, as people use them."""
    from django.urls import reverse

    from samstyring.apps.actors.models import Organisation
    from samstyring.apps.adoption.models import Introduction
    from samstyring.apps.consultations.models import Consultation
    from samstyring.apps.portfolio.models import Edition, Measure

    municipalities = Organisation.objects.filter(kind="municipality", valid_to=None).order_by("pk")
    numbers = list(municipalities.values_list("number", flat=True)[::6])
    own = list(municipalities.values_list("public_id", flat=True)[::6])
    counties = Organisation.objects.filter(kind="county", valid_to=None).values_list("public_id", flat=True)
    networks = Organisation.objects.filter(kind="network").values_list("public_id", flat=True)
    measures = list(Measure.objects.filter(introductions__isnull=False).distinct().order_by("pk"))
    codes, ids = [one.code for one in measures], [one.public_id for one in measures]
    some = Introduction.objects.order_by("pk").values_list("public_id", flat=True)[:2_000:50]
    hearing = Consultation.objects.latest("pk").public_id
    editions = list(Edition.objects.order_by("-year").values_list("public_id", flat=True))
    chart = reverse("overview:map")

    def each(name: str, keys: list[object]) -> list[str]:
        return [reverse(name, args=[key]) for key in keys]

    of_measure = each("adoption:of_measure", list(ids))
    return [
        Page("a municipality", each("overview:municipality", list(numbers))),
        Page("a county", each("overview:several", list(counties))),
        Page("a network", each("overview:several", list(networks))),
        Page("the map, a figure", [f"{chart}?vis={key}" for key in ("innbyggere", "alder", "sentralitet")]),
        Page("the map, a measure", [f"{chart}?vis=tiltak-{code}" for code in codes]),
        Page("the map, use", [f"{chart}?vis=bruk-{code}" for code in codes]),
        Page("the map, a hearing", [f"{chart}?vis=horing-{hearing}"]),
        Page("the timeline", [reverse("portfolio:roadmap"), f"{reverse('portfolio:roadmap')}?gruppe=slag"]),
        Page("an earlier edition", each("portfolio:edition", list(editions[1:]))),
        Page("editions compared", [reverse("portfolio:compare")]),
        Page("annual cycle", [reverse("portfolio:cycle")]),
        Page("measures", [reverse("portfolio:measures")]),
        Page("a measure", each("portfolio:measure", list(ids))),
        Page("introductions", [reverse("adoption:index"), f"{reverse('adoption:index')}?side=4"]),
        Page("who has introduced it", of_measure),
        Page("who has introduced it, filtered", [f"{one}?status=in_use&side=3" for one in of_measure]),
        Page("what is introduced here", each("adoption:of_organisation", list(own))),
        Page("an introduction", each("adoption:introduction", list(some))),
    ]


if __name__ == "__main__":
    main()
