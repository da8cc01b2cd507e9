"""Enclose singular values, singular vectors and fractional powers of a rational matrix in balls.

The squared singular values are the roots of the characteristic polynomial of W'W (or WW', whichever is smaller),
isolated exactly; the projector on the eigenvectors of a root lam_r is Lagrange's product of (W'W - lam_s)/(lam_r -
lam_s) over the other roots.  So every enclosure shrinks as the precision grows, and no guess of a vector has to be
trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, arb_mat, fmpq_poly

from dmfproof.arithmetic.ball import ball, hull, working_precision
from dmfproof.arithmetic.rational_matrix import Matrix, entries, identity, shape
from dmfproof.arithmetic.spectrum import EnclosedEigenvalue, eigenvalues
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.verdict import Outcome

__all__ = [
    "BallMatrix",
    "SingularSystem",
    "agree",
    "ball_diagonal",
    "characteristic_slopes",
    "exact_slopes_agree",
    "fractional_powers",
    "has_distinct_positive_singular_values",
    "in_balls",
    "logistic",
    "range_projector",
    "row_of_balls",
    "singular_system",
    "singular_value_slopes",
    "small_gram",
]

BallMatrix = arb_mat

_DIGITS_A_BIT = 0.30103


@dataclass(frozen=True, slots=True)
class SingularSystem:
    """Singular values in descending order, and matrices whose r-th columns are the vectors u_r and v_r."""

    values: tuple[arb, ...]
    left: BallMatrix
    right: BallMatrix


def in_balls(a: Matrix, bits: int) -> BallMatrix:
    """Enclose a rational matrix, entry by entry, at `bits` bits."""
    with working_precision(bits):
        return arb_mat(a)


def ball_diagonal(values: Sequence[arb]) -> BallMatrix:
    """Make a square matrix of balls with the given diagonal."""
    made = arb_mat(len(values), len(values))
    for i, value in enumerate(values):
        made[i, i] = value
    return made


def row_of_balls(values: Sequence[arb]) -> BallMatrix:
    """Make a matrix of one row."""
    return arb_mat([list(values)])


def small_gram(w: Matrix) -> Matrix:
    """Return W'W or WW', whichever is smaller (W'W for a square W): its eigenvalues are the squared singular values."""
    rows, columns = shape(w)
    return w.transpose() * w if columns <= rows else w * w.transpose()


def has_distinct_positive_singular_values(w: Matrix) -> bool:
    """Decide exactly whether all min(rows, columns) singular values differ from each other and from zero."""
    polynomial = small_gram(w).charpoly()
    return bool(polynomial[0] != 0 and polynomial.gcd(polynomial.derivative()).degree() == 0)


def singular_system(w: Matrix, bits: int) -> SingularSystem:
    """Enclose the singular values and vectors of W at a working precision of `bits` bits.

    The sign of v_r is arbitrary; u_r = W v_r / sigma_r.  Raises `InvalidInput` where singular values are repeated or
    zero: their vectors are not determined.
    """
    if not has_distinct_positive_singular_values(w):
        holds = "singular vectors are determined only for distinct positive singular values"
        raise InvalidInput("W", f"{shape(w)}", "degenerate", holds, "Perturb it, or ask for fractional powers instead")
    wide = shape(w)[1] > shape(w)[0]
    tall = w.transpose() if wide else w
    with working_precision(bits):
        gram = small_gram(w)
        squares = _roots(gram, bits)
        projectors = _projectors(gram, squares)
        right = _columns([_unit_vector(projector) for projector in projectors])
        values = tuple(square.sqrt() for square in squares)
        left = arb_mat(tall) * right * ball_diagonal([1 / value for value in values])
    return SingularSystem(values, right, left) if wide else SingularSystem(values, left, right)


def fractional_powers(gram: Matrix, depth: int, bits: int) -> list[BallMatrix]:
    """Enclose A^0 = I, A^(1/N), ..., A^((N-1)/N) for a positive semidefinite rational A and N = `depth`.

    Repeated and zero eigenvalues are welcome.  Raises `InvalidInput` for a matrix that has a negative eigenvalue, or is
    not symmetric.
    """
    one = identity(gram.nrows())
    if depth == 1:
        return [in_balls(one, bits)]
    with working_precision(bits):
        found = _enclosed(gram, bits)
        if any(eigenvalue.low < 0 for eigenvalue in found):
            advice = "Give a Gram matrix, W'W"
            raise InvalidInput("A", f"{shape(gram)}", "not positive semidefinite", "its power is not real", advice)
        squares = [hull(eigenvalue.low, eigenvalue.high) for eigenvalue in found]
        projectors, roots = _projectors(gram, squares), [_root(square, depth) for square in squares]
        powers = [arb_mat(one)]
        for k in range(1, depth):
            terms = [projector * root**k for projector, root in zip(projectors, roots, strict=True)]
            powers.append(sum(terms[1:], terms[0]))
        return powers


def range_projector(gram: Matrix) -> Matrix:
    """Return the orthogonal projector on the range of a symmetric A exactly: I - r(A)/r(0), x r minimal for A."""
    one, polynomial = identity(gram.nrows()), _minimal(gram)
    if polynomial[0] != 0:
        return one
    rest = polynomial.coeffs()[1:]
    value = one * rest[-1]
    for coefficient in reversed(rest[:-1]):
        value = value * gram + one * coefficient
    return one - value * (1 / rest[0])


def singular_value_slopes(w: Matrix, velocity: Matrix, bits: int) -> tuple[arb, ...]:
    """Enclose d sigma_r/dt along dW/dt = `velocity`, descending in sigma_r, without any singular vector.

    lam = sigma^2 is a root of p(x, t) = det(x - M(t)), M the small Gram matrix, so dlam/dt = -p_t/p_x; by Jacobi's
    formula p_t = -tr(adj(x - M) dM/dt).  Raises `InvalidInput` as `singular_system` does.
    """
    if not has_distinct_positive_singular_values(w):
        holds = "a singular value has a derivative of its own only where it is simple and positive"
        raise InvalidInput("W", f"{shape(w)}", "degenerate", holds, "Choose a point with distinct singular values")
    gram, moved = small_gram(w), _gram_velocity(w, velocity)
    above, below = characteristic_slopes(gram, moved), gram.charpoly().derivative()
    with working_precision(bits):
        squares = _roots(gram, bits)
        return tuple(_at(above, x) / _at(below, x) / (2 * x.sqrt()) for x in squares)


def characteristic_slopes(gram: Matrix, direction: Matrix) -> fmpq_poly:
    """Return tr(adj(x - M) D) as a polynomial in x, exactly (Faddeev and LeVerrier's recursion)."""
    n = gram.nrows()
    polynomial, term, coefficients = gram.charpoly(), identity(n), []
    for k in range(n):
        coefficients.append(_trace(term * direction))
        term = gram * term + identity(n) * polynomial[n - 1 - k]
    return fmpq_poly(coefficients[::-1])


def _gram_velocity(w: Matrix, velocity: Matrix) -> Matrix:
    """Return d/dt of the small Gram matrix."""
    rows, columns = shape(w)
    half = velocity.transpose() * w if columns <= rows else velocity * w.transpose()
    return half + half.transpose()


def exact_slopes_agree(
    w: Matrix, velocity: Matrix, slope: Matrix, root_gram: Matrix, depth: int, *, factor: int, power: int
) -> int:
    """Decide sigma dsigma/dt = -factor mu^power <G, W P> exactly, for every distinct singular value sigma > 0 at once.

    dsigma/dt is summed over the singular values that equal sigma, and P projects on their right vectors.  With M the
    small Gram matrix, the left side is half of the residue of tr((x - M)^-1 dM/dt) at sigma^2, and <G, W P> is that
    of <G, W (x - M)^-1>; both have the minimal polynomial of M for denominator.  mu = sigma^(2/N) are the
    eigenvalues of `root_gram`, whose N-th power is M: so both sides, times one and the same number, are polynomials
    in mu, and they are equal for every mu just where the squarefree polynomial of the mu divides their difference
    over Q.

    Returns how many distinct values agree, or -1 where one does not.  Raises `InvalidInput` where `root_gram` is no
    root.
    """
    gram = small_gram(w)
    if root_gram**depth != gram:
        holds = f"its power {depth} must be the small Gram matrix of W"
        raise InvalidInput("root_gram", f"{shape(root_gram)}", "no root", holds, "Check that the factors are balanced")
    moduli = _minimal(root_gram)
    if moduli[0] == 0:
        moduli = fmpq_poly(moduli.coeffs()[1:])
    aligned = slope.transpose() * w if shape(w)[1] <= shape(w)[0] else slope * w.transpose()
    repeated, substitute = gram.charpoly() // _minimal(gram), fmpq_poly([0] * depth + [1])
    moving = (characteristic_slopes(gram, _gram_velocity(w, velocity)) // repeated)(substitute) / 2
    reduced = (characteristic_slopes(gram, aligned) // repeated)(substitute)
    differs = ((moving + fmpq_poly([0] * power + [factor]) * reduced) % moduli).degree() >= 0
    return -1 if differs else int(moduli.degree())


def _minimal(gram: Matrix) -> fmpq_poly:
    """Return the minimal polynomial of a symmetric matrix, the squarefree part of the characteristic one.

    (flint's own minpoly is not used: of diag(10^19, 0) it gives x^2 - 776627963145224163 x.)
    """
    polynomial = gram.charpoly()
    return polynomial // polynomial.gcd(polynomial.derivative())


def agree(difference: Callable[[int], BallMatrix], *, digits: int, max_bits: int) -> tuple[Outcome, int]:
    """Decide whether every entry of a matrix is at most 10^-digits in modulus; return the bits that decided.

    `difference(bits)` encloses the matrix at that working precision.  REFUTED where an entry certainly exceeds it.
    """
    bits = 128
    while True:
        with working_precision(bits + 64):
            threshold = arb(10) ** -digits
            sizes = [abs(entry) for entry in difference(bits).entries()]
            if any(size > threshold for size in sizes):
                return Outcome.REFUTED, bits
            if all(size <= threshold for size in sizes):
                return Outcome.CERTIFIED, bits
        if bits >= max_bits:
            return Outcome.UNDECIDED, bits
        bits = min(max_bits, max(2 * bits, int(digits / _DIGITS_A_BIT) + 64))


def logistic(argument: Fraction, bits: int) -> arb:
    """Enclose 1/(1 + e^-x)."""
    with working_precision(bits):
        return 1 / (1 + (-ball(argument)).exp())


def _enclosed(gram: Matrix, bits: int) -> tuple[EnclosedEigenvalue, ...]:
    found = eigenvalues(entries(gram), digits=max(1, int(bits * _DIGITS_A_BIT)))
    if not all(eigenvalue.single for eigenvalue in found):
        raise Unsupported("the entries are too long for the eigenvalues to be told apart, so there are no projectors")
    return found


def _root(square: arb, depth: int) -> arb:
    """Return the N-th root of a non-negative ball; Arb's own root of an exact zero is not finite."""
    return arb(0) if square == 0 else square.root(depth)


def _roots(gram: Matrix, bits: int) -> list[arb]:
    """Enclose the eigenvalues, descending and disjoint, at the working precision."""
    return [hull(eigenvalue.low, eigenvalue.high) for eigenvalue in _enclosed(gram, bits)]


def _projectors(gram: Matrix, roots: Sequence[arb]) -> list[BallMatrix]:
    """Enclose the projector on each eigenspace, given all distinct eigenvalues."""
    shifted = [arb_mat(gram) - arb_mat(identity(gram.nrows())) * root for root in roots]
    made = []
    for r, root in enumerate(roots):
        projector = arb_mat(identity(gram.nrows()))
        for s, other in enumerate(roots):
            if s != r:
                projector = projector * shifted[s] * (1 / (root - other))
        made.append(projector)
    return made


def _unit_vector(projector: BallMatrix) -> list[arb]:
    """Return v, up to its sign, from v v': the column whose diagonal entry, v_j^2, is largest."""
    n = projector.nrows()
    j = max(range(n), key=lambda i: projector[i, i].mid())
    norm = projector[j, j].sqrt()
    return [projector[i, j] / norm for i in range(n)]


def _columns(vectors: Sequence[Sequence[arb]]) -> BallMatrix:
    return arb_mat([list(row) for row in zip(*vectors, strict=True)])


def _trace(a: Matrix) -> Any:
    return sum((a[i, i] for i in range(1, a.nrows())), a[0, 0])


def _at(polynomial: fmpq_poly, x: arb) -> arb:
    """Evaluate by Horner's rule in balls."""
    value = arb(0)
    for coefficient in reversed(polynomial.coeffs()):
        value = value * x + arb(coefficient)
    return value
