"""Propose what the user leaves open: the plateau, the step size, the initial scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import log10

from dmfproof.errors import InvalidInput
from dmfproof.planner.perturbed import pair_step_is_admissible
from dmfproof.planner.spectrum import EnclosedSpectrum
from dmfproof.planner.theorem import Guarantee, Setting, guarantee, step_is_admissible
from dmfproof.rational import write

__all__ = ["propose_alpha", "propose_eta", "propose_pair_eta", "rank_of_energy", "widest_plateau"]

_SMALLEST = -30  # no alpha below 10^-30 of the largest root is proposed


def widest_plateau(spectrum: EnclosedSpectrum, gamma: Fraction) -> int:
    """Return the L with the greatest ratio lam_L/lam_(L+1).

    Eigenvalues that are too small to move the effective rank by gamma/3, all n - L of them together, count as that
    small and not smaller; so a tiny last eigenvalue makes no plateau.
    """
    first, ratios = spectrum.clusters[0].high, {}
    for rank in spectrum.gaps():
        floor = gamma * first / (3 * max(1, spectrum.size - rank))
        following = spectrum.place(rank + 1).high if rank < spectrum.size else Fraction(0)
        ratios[rank] = spectrum.place(rank).low / max(following, floor)
    return max(ratios, key=lambda rank: ratios[rank])


def rank_of_energy(spectrum: EnclosedSpectrum, energy: Fraction) -> int:
    """Return an L with sum_{i<=L} lam_i >= energy * (sum of the positive eigenvalues), certified, the least such.

    Where the enclosures leave two candidates, the larger one.  Raises `InvalidInput` unless 0 < energy <= 1.
    """
    if not 0 < energy <= 1:
        holds = "the share of the positive eigenvalues must lie in (0, 1]"
        raise InvalidInput("energy", write(energy), "not a share", holds, "Give 0.9, say")
    total = sum((cluster.count * max(cluster.high, Fraction(0)) for cluster in spectrum.clusters), Fraction(0))
    held, rank = Fraction(0), 0
    while rank < spectrum.positive and held < energy * total:
        rank += 1
        held += spectrum.place(rank).low
    return rank


def propose_eta(spectrum: EnclosedSpectrum, depth: int, alpha: Fraction) -> Fraction:
    """Return the largest number of two digits with eta < 1/((3N-2) M^(2N-2)), decided exactly."""
    scale = max(alpha**depth, spectrum.greatest_modulus)
    near = -log10(3 * depth - 2) - (2 - 2 / depth) * _log10(scale)
    return _largest(near, lambda eta: step_is_admissible(spectrum, depth, alpha, eta))


def propose_pair_eta(spectrum: EnclosedSpectrum, depth: int, alpha: Fraction, beta: Fraction) -> Fraction:
    """Return the largest number of two digits with eta <= 1/(N (cM)^(2N-2)) (Lemma 2.12), decided exactly."""
    scale = max(alpha**depth, spectrum.greatest_modulus)
    # c^(2N-2) lies below N^2, and is not much smaller: the search begins above.
    near = -log10(depth) - (2 - 2 / depth) * _log10(scale)
    return _largest(near, lambda eta: pair_step_is_admissible(spectrum, depth, alpha, beta, eta))


def _largest(near: float, admissible: Callable[[Fraction], bool]) -> Fraction:
    """Return the largest admissible number of two digits; every admissible one is below about 10^near."""
    exponent = int(near // 1) - 1
    digits = int(10 ** (near - exponent)) + 2
    while True:
        while digits > 9:
            if admissible(digits * Fraction(10) ** exponent):
                return digits * Fraction(10) ** exponent
            digits -= 1
        digits, exponent = 99, exponent - 1


def propose_alpha(
    spectrum: EnclosedSpectrum, rank: int, depth: int, gamma: Fraction, eta: Fraction | None
) -> tuple[Fraction, bool]:
    """Return the largest alpha of the form 1, 2 or 5 times a power of ten that opens the window of plateau L.

    The second entry is False where none down to 1e-30 of lam_1^(1/N) does; the alpha is then the largest that
    satisfies Remark 3.6's bound alpha^N <= gamma lam_1/(6n).  Raises `InvalidInput` where there is none.
    """
    fallback = None
    for alpha in _grid(spectrum, depth):
        if alpha**depth * 6 * spectrum.size > gamma * spectrum.clusters[0].low:
            continue
        fallback = fallback or alpha
        setting = Setting(depth, alpha, eta or propose_eta(spectrum, depth, alpha), gamma)
        if isinstance(guarantee(spectrum, rank, setting), Guarantee):
            return alpha, True
    if fallback is None:
        holds = "even 1e-30 of lam_1^(1/N) is no alpha with alpha^N <= gamma lam_1/(6n)"
        raise InvalidInput("gamma", write(gamma), "too small to propose alpha", holds, "Give alpha, or a larger gamma")
    return fallback, False


def _grid(spectrum: EnclosedSpectrum, depth: int) -> Iterator[Fraction]:
    """Yield 5, 2, 1 times powers of ten, falling, from lam_1^(1/N) on."""
    top = int(_log10(spectrum.clusters[0].high) / depth // 1)
    for exponent in range(top, top + _SMALLEST - 1, -1):
        for digit in (5, 2, 1):
            yield digit * Fraction(10) ** exponent


def _log10(value: Fraction) -> float:
    """Return log10 of a positive rational of any size."""
    exponent = value.numerator.bit_length() - value.denominator.bit_length()
    scaled = value / Fraction(2) ** exponent
    return log10(scaled.numerator / scaled.denominator) + exponent * log10(2)
