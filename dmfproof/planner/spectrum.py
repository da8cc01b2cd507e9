"""Hold the enclosed spectrum of a symmetric matrix, as the planner asks for it: one interval an eigenvalue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from dmfproof.arithmetic.spectrum import EnclosedEigenvalue, eigenvalues

__all__ = ["Cluster", "EnclosedSpectrum"]

_DIGITS = 20
_MOST_BITS = 160


@dataclass(frozen=True, slots=True)
class Cluster:
    """`count` eigenvalues that share one enclosure; `single` says that they are one eigenvalue, repeated."""

    low: Fraction
    high: Fraction
    count: int
    single: bool


@dataclass(frozen=True, slots=True)
class EnclosedSpectrum:
    """All eigenvalues of a symmetric matrix, descending: disjoint clusters, and where each eigenvalue lies.

    What is certified for every choice of eigenvalues in their enclosures is certified for the matrix.
    """

    clusters: tuple[Cluster, ...]
    _ranks: tuple[tuple[Fraction, Fraction], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out r(What_L) once: a plan asks for it often."""
        object.__setattr__(self, "_ranks", tuple(self._truncated_ranks()))

    @classmethod
    def of_matrix(cls, matrix: Iterable[Iterable[object]]) -> EnclosedSpectrum:
        """Enclose the eigenvalues of a symmetric matrix.  Raises `InvalidInput` where it is none."""
        return cls.of_enclosures(eigenvalues(matrix, digits=_DIGITS))

    @classmethod
    def of_enclosures(cls, enclosed: Sequence[EnclosedEigenvalue]) -> EnclosedSpectrum:
        """Take enclosures that are disjoint and descending; long ends are rounded outward."""
        ends = [(_shorter(value.low, up=False), _shorter(value.high, up=True)) for value in enclosed]
        pairs = zip(ends, enclosed, strict=True)
        return cls(tuple(Cluster(low, high, value.multiplicity, value.single) for (low, high), value in pairs))

    @classmethod
    def of_values(cls, values: Iterable[Fraction]) -> EnclosedSpectrum:
        """Take exact eigenvalues in any order."""
        ordered = sorted(values, reverse=True)
        distinct = sorted(set(ordered), reverse=True)
        return cls(tuple(Cluster(value, value, ordered.count(value), True) for value in distinct))

    @property
    def size(self) -> int:
        """Return n, the number of eigenvalues counted with multiplicity."""
        return sum(cluster.count for cluster in self.clusters)

    def place(self, i: int) -> Cluster:
        """Return the cluster of the i-th largest eigenvalue, i = 1, ..., n."""
        for cluster in self.clusters:
            i -= cluster.count
            if i <= 0:
                return cluster
        raise IndexError("there are fewer eigenvalues")

    @property
    def positive(self) -> int:
        """Return how many eigenvalues are certified to be > 0."""
        return sum(cluster.count for cluster in self.clusters if cluster.low > 0)

    @property
    def greatest_modulus(self) -> Fraction:
        """Bound the operator norm from above."""
        return max(abs(self.clusters[0].high), abs(self.clusters[-1].low))

    def gaps(self) -> tuple[int, ...]:
        """Return every L such that lam_L > lam_(L+1) is certified and lam_L > 0; also L = n."""
        found, before = [], 0
        for cluster in self.clusters:
            before += cluster.count
            if cluster.low > 0:
                found.append(before)
        return tuple(found)

    def truncated_rank(self, rank: int) -> tuple[Fraction, Fraction]:
        """Enclose r(What_L) = sum_{i<=L} lam_i / lam_1, for L at most the number of positive eigenvalues.

        Each quotient lies between low_i/high_1 and high_i/low_1; eigenvalues that are certainly lam_1 count 1.
        """
        return self._ranks[rank - 1]

    def _truncated_ranks(self) -> Iterator[tuple[Fraction, Fraction]]:
        """Yield the enclosure for L = 1, 2, ..., as long as lam_L > 0 is certified."""
        first = self.clusters[0]
        low = high = Fraction(0)
        for cluster in self.clusters:
            if cluster.low <= 0:
                return
            if cluster is first and cluster.single:
                shares = Fraction(1), Fraction(1)
            else:
                shares = cluster.low / first.high, min(cluster.high / first.low, Fraction(1))
            for _ in range(cluster.count):
                low, high = low + shares[0], high + shares[1]
                yield max(low, Fraction(1)), high


def _shorter(value: Fraction, *, up: bool) -> Fraction:
    """Round outward to about 160 bits where the fraction is longer than that."""
    size = value.numerator.bit_length() - value.denominator.bit_length()
    if value.numerator.bit_length() + value.denominator.bit_length() <= 2 * _MOST_BITS:
        return value
    unit = Fraction(2) ** (size - _MOST_BITS)
    scaled = value / unit
    whole = -((-scaled.numerator) // scaled.denominator) if up else scaled.numerator // scaled.denominator
    return whole * unit
