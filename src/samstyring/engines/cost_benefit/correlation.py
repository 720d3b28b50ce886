"""How uncertain numbers hang together: correlation matrices, checked, and mended where they are none."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samstyring.engines.cost_benefit.distributions import Floats
from samstyring.engines.cost_benefit.errors import InvalidInput

_SMALL = 1e-8
_ROUNDS = 2000


class NotACorrelation(InvalidInput):
    """A matrix that no variables can have; `nearest` is the one closest to it that they can."""

    def __init__(self, field: str, nearest: Floats) -> None:
        super().__init__(
            field,
            "not_a_correlation",
            "These correlations contradict each other: no variables can have all of them at once. "
            "The nearest set that is possible is offered.",
        )
        self.nearest = nearest


@dataclass(frozen=True)
class Correlation:
    """Correlations among named variables, of the normal scores behind them (a Gaussian copula).

    `matrix` is symmetric with ones on the diagonal. Raises InvalidInput where it has another shape or values
    outside -1 to 1, and NotACorrelation, with the nearest one, where it is not positive semidefinite.
    """

    names: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...]

    def __post_init__(self) -> None:
        values = np.asarray(self.matrix, dtype=float)
        size = len(self.names)
        if values.shape != (size, size):
            raise InvalidInput(
                "matrix", "not_square", f"Give {size} rows of {size} correlations, one for each variable."
            )
        if not np.allclose(values, values.T, atol=_SMALL) or not np.allclose(np.diag(values), 1, atol=_SMALL):
            raise InvalidInput(
                "matrix",
                "not_symmetric",
                "The correlation of A with B must be that of B with A, and of each with itself 1.",
            )
        if np.abs(values).max(initial=0) > 1 + _SMALL:
            raise InvalidInput("matrix", "outside", "A correlation lies between -1 and 1.")
        if np.linalg.eigvalsh(values).min(initial=0) < -_SMALL:
            raise NotACorrelation("matrix", nearest_correlation(values))

    def among(self, names: Sequence[str]) -> "Correlation":
        """The correlations among some of the variables, in the order given."""
        places = [self.names.index(name) for name in names]
        return Correlation(tuple(names), tuple(tuple(self.matrix[a][b] for b in places) for a in places))

    def factor(self) -> Floats:
        """L with L Lᵀ = matrix; also where variables hang together wholly, so that Cholesky would fail."""
        values, vectors = np.linalg.eigh(np.asarray(self.matrix, dtype=float))
        # By QR of the symmetric root, so that the first variable keeps its own draws.
        root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
        upper = np.linalg.qr(root)[1]
        signs = np.where(np.diag(upper) < 0, -1.0, 1.0)
        lower: Floats = (upper * signs[:, None]).T
        return lower


def nearest_correlation(matrix: Floats) -> Floats:
    """The correlation matrix nearest to a symmetric one in the Frobenius norm.

    Alternating projections with Dykstra's correction (Higham, IMA Journal of Numerical Analysis 22, 2002,
    329-343).
    """
    result = (matrix + matrix.T) / 2
    correction = np.zeros_like(result)
    for _ in range(_ROUNDS):
        before = result
        lowered = result - correction
        values, vectors = np.linalg.eigh(lowered)
        projected = (vectors * np.maximum(values, 0)) @ vectors.T
        correction = projected - lowered
        result = projected.copy()
        np.fill_diagonal(result, 1)
        if np.abs(result - before).max() < _SMALL / 10:
            break
    # The last step may leave a hair below zero: draw it towards the identity by as much.
    lowest = np.linalg.eigvalsh(result).min()
    if lowest < 0:
        result = (result - lowest * np.eye(len(result))) / (1 - lowest)
    return np.clip(result, -1, 1)
