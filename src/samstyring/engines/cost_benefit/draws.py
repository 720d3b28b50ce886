"""Draws that depend on the seed and the name of what is drawn, and on nothing else.

Not on the order of the items, nor on how many processes share the work: each name has a stream of its own, a
counter-based generator (Philox, Salmon et al., SC11, 2011) keyed by a hash of seed and name.
"""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np

from samstyring.engines.cost_benefit.correlation import Correlation
from samstyring.engines.cost_benefit.distributions import Floats
from samstyring.engines.cost_benefit.normal import normal_quantile, normal_share

_EDGE = 1e-12


def uniform(seed: int, name: str, count: int) -> Floats:
    """`count` probabilities strictly between 0 and 1 for the variable `name`: the first of an endless row."""
    digest = hashlib.sha256(f"{seed}\0{name}".encode()).digest()
    generator = np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:16], "big")))
    return np.clip(generator.random(count), _EDGE, 1 - _EDGE)


def uniforms(
    seed: int, names: Sequence[str], count: int, correlations: Sequence[Correlation] = ()
) -> Mapping[str, Floats]:
    """Probabilities for each of `names`; those in a correlation hang together by a Gaussian copula.

    Names without a correlation keep the draws that they would have alone.
    """
    drawn = {name: uniform(seed, name, count) for name in names}
    for correlation in correlations:
        known = [name for name in correlation.names if name in drawn]
        if len(known) < 2:
            continue
        factor = correlation.among(known).factor()
        independent = np.stack([normal_quantile(uniform(seed, name, count)) for name in known])
        for name, row in zip(known, factor @ independent, strict=True):
            drawn[name] = np.clip(normal_share(row), _EDGE, 1 - _EDGE)
    return drawn
