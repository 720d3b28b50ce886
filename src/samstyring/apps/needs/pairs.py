"""Which two of very many needs are most alike: for a coordinator who merges. Plain numbers, no database."""

import numpy as np

from samstyring.apps.consultations.likeness import Floats, Numbers, Rows
from samstyring.engines.text_analysis.likeness import likeness

# Each need is paired with so many at most, so that a need that is like everything fills no list.
EACH = 3
AT_A_TIME = 512


def likeliest_pairs(rows: Rows, *, least: float, most: int) -> tuple[Numbers, Floats]:
    """The numbers of two rows each, shape (pairs, 2), the lower first, and how alike they are (0 to 1), the
    likeliest first.

    `least` is the likeness below which nothing is paired. The work is the square of the rows, some rows at a
    time: three seconds of one processor for 20,000.
    """
    count = len(rows.rows)
    found: dict[tuple[int, int], float] = {}
    for start in range(0, count, AT_A_TIME):
        block = np.asarray(rows.rows[start : start + AT_A_TIME])
        products = block @ rows.rows.T
        alike = likeness(products) if rows.by_meaning else np.clip(products, 0, 1)
        alike[np.arange(len(block)), np.arange(start, start + len(block))] = 0
        each = min(EACH, count)
        best = np.argpartition(-alike, each - 1, axis=1)[:, :each]
        for at, others in enumerate(best.tolist()):
            for other in others:
                if (score := float(alike[at, other])) >= least:
                    found[min(start + at, other), max(start + at, other)] = score
    ordered = sorted(found, key=lambda pair: (-round(found[pair], 4), pair))[:most]
    numbers = np.array(ordered, np.int64).reshape(-1, 2)
    return numbers, np.array([found[pair] for pair in ordered], np.float32)
