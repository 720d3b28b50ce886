"""How fast the pages of a large consultation answer: `./samstyring bench consultation`.

Fills a database of its own (SQLite, or PostgreSQL with `--postgres`) with a made-up consultation, starts the
web server as `./samstyring run` does, lets users ask for pages, and prints the times and the exports'.
`--keep FOLDER` uses a folder that stays, so that a second run needs not fill it again (SQLite).
"""

import argparse
import time
import urllib.request

from _load import Page, run
from _serving import arguments, database, say, serving


def main() -> None:
    """Measure in a folder of its own, so that no installation is touched."""
    parser = arguments(__doc__, seconds=90)
    parser.add_argument("--replies", type=int, default=400)
    parser.add_argument("--review-every", type=float, default=5, help="seconds between two reviews; 0: none")
    options = parser.parse_args()
    with database(postgres=options.postgres, keep=options.keep):
        from _consultations import fill

        def filled() -> None:
            fill(replies=options.replies, statements=options.statements, say=say)

        with serving(filled) as address:
            measure(address, options)


def measure(address: str, options: argparse.Namespace) -> None:
    """Ask for the pages, first one by one and then by many users, and print both tables.

    Every second user is a visitor, every other an analyst who has logged in. All users are threads of this
    process, which shares the machine's cores with the server and its database. A first round warms both
    processes of the server: each reads the statements once after a start, which takes it about a second.
    """
    from _consultations import logged_in, reviewing

    pages = pages_of_the_largest()
    analyst = logged_in()
    run(address, pages, users=4, seconds=options.seconds / 6, pause=0, headers=[{}, analyst])
    alone = run(address, pages, users=1, seconds=max(3, options.seconds / 6), pause=0, headers=[analyst])
    say(f"one analyst, without a rest\n{alone.table()}")
    many = run(
        address,
        pages,
        users=options.users,
        seconds=options.seconds,
        pause=options.pause,
        headers=[{}, analyst],
        act=reviewing() if options.review_every else None,
        act_every=options.review_every,
    )
    say(
        f"\n{options.users} users, half of them logged in, {options.pause} s of reading between two pages;"
        f" a statement reviewed every {options.review_every} s\n{many.table()}"
    )
    faults = sorted(set(alone.faults + many.faults))
    say("\n".join(faults) or "every answer was 200")
    for name, path in exports():
        began = time.perf_counter()
        with urllib.request.urlopen(address + path, timeout=600) as answer:  # noqa: S310 - our own server
            answer.read(1)
            first = time.perf_counter() - began
            size = 1 + len(answer.read())
        whole = time.perf_counter() - began
        say(f"{name:32} {whole:6.1f} s, first byte after {first:.1f} s, {size / 1e6:.1f} MB")


def pages_of_the_largest() -> list[Page]:
    """The pages of the consultation, with the filters that people use."""
    from django.urls import reverse

    from samstyring.apps.consultations.models import Consultation, Statement

    consultation = Consultation.objects.latest("pk")
    at = [consultation.public_id]
    documents = list(consultation.submissions.values_list("public_id", flat=True)[:60])
    places = Statement.objects.filter(reading__submission__consultation=consultation).values_list(
        "reading__submission__public_id", "start", "end"
    )[:60_000:1000]
    points = list(consultation.points.order_by("pk").values_list("public_id", flat=True)[:60])
    statements = reverse("consultations:statements", args=at)
    summary = reverse("consultations:summary", args=at)
    overview = reverse("consultations:overview", args=at)
    return [
        Page("consultations", [reverse("consultations:list")]),
        Page("documents", [reverse("consultations:consultation", args=at)]),
        Page("overview", [overview]),
        Page("overview, filtered", [f"{overview}?fylke=46", f"{overview}?avsenderslag=municipality"]),
        Page("statements", [statements]),
        Page("statements, by type", [f"{statements}?type={kind}" for kind in ("proposal", "example")]),
        Page("statements, by county", [f"{statements}?fylke={county}&type=proposal" for county in (46, 56)]),
        Page("statements, far page", [f"{statements}?side=1500", f"{statements}?side=700"]),
        Page(
            "statements, search", [f"{statements}?sok={word}" for word in ("journal", "pasient", "bemanning")]
        ),
        Page("document", [reverse("consultations:document", args=[one]) for one in documents]),
        Page(
            "statement",
            [
                f"{reverse('consultations:document', args=[document])}?utsagn={start}-{end}"
                for document, start, end in places
            ],
        ),
        Page("alike", [reverse("consultations:alike", args=place) for place in places[:20]]),
        Page("points", [reverse("consultations:points", args=at)]),
        Page("point", [reverse("consultations:point", args=[one]) for one in points]),
        Page("summary", [summary]),
        Page("summary, one theme", [f"{summary}?del=theme-{theme}" for theme in ("staffing", "funding")]),
        Page("take away", [reverse("consultations:exports", args=at)]),
        Page("needs a hand", [reverse("consultations:hands", args=at)]),
        Page("work", [reverse("consultations:work", args=at)]),
    ]


def exports() -> list[tuple[str, str]]:
    """Whole files to fetch once: name and address."""
    from django.urls import reverse

    from samstyring.apps.consultations.models import Consultation

    at = Consultation.objects.latest("pk").public_id
    return [
        ("Word summary", reverse("consultations:summary_word", args=[at])),
        ("statements as XLSX", reverse("consultations:export", args=[at, "utsagn", "xlsx"])),
        ("statements as CSV", reverse("consultations:export", args=[at, "utsagn", "csv"])),
        ("statements as JSON", reverse("consultations:export", args=[at, "utsagn", "json"])),
        ("texts as HTML", reverse("consultations:export_html", args=[at])),
    ]


if __name__ == "__main__":
    main()
