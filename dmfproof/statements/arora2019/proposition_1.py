r"""Proposition 1: no Schatten quasi-norm explains the bias of deep factorization.

There are symmetric, commuting, linearly independent A_1, ..., A_m in every dimension d >= 3, and labels, so that the
limit of Theorem 2, which minimises the nuclear norm over the positive semidefinite solutions, is no local minimiser
of any Schatten-p quasi-norm, 0 < p < 1, over them.  Exhibited: A_1 = q_1 q_1', A_2 = q_2 q_2' with orthonormal q_1,
q_2, ...  The limit is W = y_1 q_1 q_1' + y_2 q_2 q_2': the other eigenvalues stay alpha^N.  Along D = q_1 q_2' + q_2
q_1' all W + eps D with eps^2 <= y_1 y_2 fit the labels; their two positive eigenvalues c + h, c - h have the same
sum and move apart, and

    (c + h)^p + (c - h)^p   strictly falls with h, for every p in (0, 1),

its derivative being p ((c+h)^(p-1) - (c-h)^(p-1)) < 0.  That is an argument for all p at once; the examined points
are a check.

Load-bearing: p < 1 (at p = 1 the trace is the same along D).  Ours: this happens at EVERY commuting problem whose
least solution has two positive eigenvalues.  So the least nuclear norm is then attained by many W, although the
linear programme in the common eigenbasis has one optimum; and where the solution is unique over all positive
semidefinite W it has rank one at most, and minimises every Schatten-p quasi-norm globally: tr W <= tr V <= (sum of
the v_i^p)^(1/p).  Hence the stronger form of it, "the nuclear-norm solution is unique and yet no
local minimiser", is false (a mutant below).
Source: ACHL Proposition 1; the instance is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import Matrix, diagonal, diagonal_of, entries, identity, matrix, scaled
from dmfproof.dynamics.end_to_end import rotation
from dmfproof.dynamics.linear_programme import least_sum
from dmfproof.dynamics.losses import inner
from dmfproof.statements.domain import Between, Domain, RationalMatrix, Spectrum, Whole
from dmfproof.statements.factor_vocabulary import Quantity, exactly, refuse
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement, Step, Witness
from dmfproof.statements.sensing_vocabulary import INDEPENDENT, commuting, sensing_of, x
from dmfproof.statements.spectrum_vocabulary import Entry
from dmfproof.verdict import Verdict

d = sp.Symbol("d", integer=True, positive=True)
c, g, h = sp.symbols("c g h", nonnegative=True)
k = sp.Symbol("k", integer=True, positive=True)
p = k / 12
y, K, eps = sp.symbols("y K epsilon", real=True)
_zero = sp.Integer(0)


def _unit(size: int, i: int, j: int) -> Matrix:
    return matrix([[int({k, m} == {i, j}) for m in range(size)] for k in range(size)])


def _exhibited(point: Mapping[sp.Symbol, Any], budget: Budget, *, nuclear: bool = False) -> Verdict:
    """Check the instance, the optimality of its limit and a better neighbour for all p in (0, 1), in exact rationals.

    A false neighbour: p = 1, the `nuclear` norm, falls as well.
    """
    del budget
    size, q, labels = int(point[d]), rotation(matrix(point[K])), point[y]
    measured = [q * _unit(size, i, i) * q.transpose() for i in range(2)]
    limit = q * diagonal([*labels, *[0] * (size - 2)]) * q.transpose()
    spectra = matrix([diagonal_of(_unit(size, i, i)) for i in range(2)])
    optimum = least_sum(spectra, labels)
    commute = measured[0] * measured[1] == measured[1] * measured[0]
    instance = commute and all(a == a.transpose() for a in measured) and spectra.rank() == 2
    dual = identity(size) - measured[0] - measured[1]  # a projector, hence >= 0; nu = (1, 1)
    optimal = dual * dual == dual and inner(dual, limit) == 0 and optimum.unique and optimum.value == sum(labels)
    neighbour = limit + scaled(q * _unit(size, 0, 1) * q.transpose(), point[eps])
    falls = _falls(neighbour, limit, measured, nuclear=nuclear)
    return exactly(instance and optimal and falls)


def _falls(neighbour: Matrix, limit: Matrix, measured: list[Matrix], *, nuclear: bool = False) -> bool:
    """Say whether a neighbour fits the labels, is >= 0 and has a smaller Schatten-p quasi-norm for all p in (0, 1).

    Of rank 2, it has c + h and c - h for eigenvalues: c > 0 by the trace, h <= c by trace^2 >= the sum of squares,
    and h is larger than before where the sum of squares is.
    """
    fits = all(inner(a, neighbour) == inner(a, limit) for a in measured)
    trace, before = sum(diagonal_of(neighbour)), sum(diagonal_of(limit))
    apart, together = inner(neighbour, neighbour), inner(limit, limit)
    if nuclear:
        return fits and trace < before
    return fits and trace == before > 0 and neighbour.rank() <= 2 and trace**2 >= apart > together


def _dichotomy(point: Mapping[sp.Symbol, Any], budget: Budget, *, unique: bool = False) -> Verdict:
    """Exhibit a better second solution where the rank is two, and compare traces where it is one, in exact rationals.

    A false neighbour: the solution is `unique` and no local minimiser.
    """
    del budget
    problem = sensing_of(point)
    vertex = problem.optimum.vertex
    if not problem.optimum.unique:
        raise refuse("the optimum of the linear programme may not be unique")
    support = [i for i, w in enumerate(vertex) if w > 0]
    if len(support) < 2:
        # Every v >= 0 that fits has a trace of at least w_1, and (sum of v_i^p)^(1/p) >= sum of v_i.
        return exactly(problem.optimum.value <= sum(1 + entry**2 for entry in point[x][0]) and not unique)
    i, j = support
    limit, step = diagonal(vertex), min(vertex[i], vertex[j])
    neighbour = limit + scaled(_unit(len(vertex), i, j), step)
    measured = [diagonal(row) for row in entries(problem.measured)]
    return exactly(_falls(neighbour, limit, measured) and not unique)


_schatten = (c + h) ** p + (c - h) ** p < (c + g) ** p + (c - g) ** p
_below = sp.Lt(Quantity("|W + eps D|_p", r"\|W + \varepsilon D\|_p"), Quantity("|W|_p", r"\|W\|_p"), evaluate=False)
_nuclear_below = sp.Lt(
    Quantity("|W + eps D|_*", r"\|W + \varepsilon D\|_*"), Quantity("|W|_*", r"\|W\|_*"), evaluate=False
)
_unique = Quantity("[W is the only least solution]", r"[W \text{ is the only least solution}]")
_rank = sp.Eq(_unique, Quantity("[rank W <= 1]", r"[\operatorname{rank} W \leq 1]"), evaluate=False)
_read = sp.Eq(
    _unique, Quantity("[W is no local minimiser of |.|_p]", r"[W \text{ is no local minimiser of } \|\cdot\|_p]"),
    evaluate=False,
)  # fmt: skip


def _claim(
    name: str, says: str, form: Form, tag: str, domain: Domain, concludes: sp.Basic | Computed,
    *assumes: sp.Basic | Computed,
    argument: str = "",
) -> Claim:  # fmt: skip
    return Claim(
        name=name, says=says, form=form, tag=tag, domain=domain, assumes=assumes, concludes=concludes,
        load_bearing="p < 1", argument=argument,
    )  # fmt: skip


def _apart(least: int, most: int) -> Domain:
    """Draw p = k/12, a mean c and distances g < h <= c from it."""
    great = sp.Integer(20)
    return (
        Whole(k, least, most), Between(c, _zero, great), Between(g, _zero, c, "left"), Between(h, g, c, "right")
    )  # fmt: skip


_instance: Domain = (
    Whole(d, 3, 5), Spectrum(y, 2, 2, "+"), RationalMatrix(K, d, d, "skew"), Between(eps, _zero, Entry(y, 2), "right")
)  # fmt: skip
_u, _v = sp.symbols("u v", positive=True)
_power = sp.Symbol("p", positive=True)
_ALL_P = "strict concavity of x^p: at equal sum, moving two eigenvalues apart lowers the sum of their p-th powers"

STATEMENT = Statement(
    id="arora2019.proposition_1",
    title="No Schatten quasi-norm explains the bias of deep factorization",
    source=Source("ACHL", "Proposition 1"),
    claims=(
        _claim(
            "no_local_minimiser",
            "the exhibited limit has a better neighbour for every p in (0, 1), as near as one likes",
            Form.PAPER, "paper 80%", _instance, Computed(_below, _exhibited), argument=_ALL_P,
        ),
        _claim(
            "schatten_falls", "eigenvalues that move apart at equal sum lower every Schatten-p quasi-norm (p = k/12)",
            Form.SHARPER, "sharper",
            _apart(1, 11), _schatten, sp.Lt(k, 12),
            argument="the derivation is for all p; the points check it",
        ),
        _claim(
            "unique_means_rank_one",
            "at every commuting problem: the least solution is unique just where it has rank 1 at most, and then it "
            "minimises every Schatten-p quasi-norm; of rank 2 it has a better neighbour for every p in (0, 1)",
            Form.SHARPER, "sharper", commuting((3, 3)), Computed(_rank, _dichotomy), INDEPENDENT,
            argument=_ALL_P,
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "nuclear_norm_falls", "p = 1, the nuclear norm, falls as well", Form.PAPER, "false", _instance,
                Computed(_nuclear_below, partial(_exhibited, nuclear=True)),
            ),
            why="along D the trace is constant: the limit has the least nuclear norm",
        ),
        Mutant(
            claim=_claim(
                "schatten_falls_up_to_one", "for every p in (0, 1], p = 1 included", Form.SHARPER, "false",
                _apart(10, 12), _schatten, sp.Le(k, 12),
            ),
            why="at p = 1 both sides are 2c",
            witness={"k": "12", "c": "1", "g": "0", "h": "1"},
        ),
        Mutant(
            claim=_claim(
                "schatten_falls_beyond_one", "for p in (1, 2) as well", Form.SHARPER, "false", _apart(13, 23),
                _schatten, sp.Gt(k, 12),
            ),
            why="x^p is convex there",
        ),
        Mutant(
            claim=_claim(
                "unique_and_no_local_minimiser",
                "the least solution is unique over all positive semidefinite W, yet no local minimiser for 0 < p < 1",
                Form.PAPER, "false", commuting((3, 3)), Computed(_read, partial(_dichotomy, unique=True)), INDEPENDENT,
            ),
            why="of rank 2 it is not unique, as W + eps D has the same trace; of rank 1 it is a global minimiser",
        ),
    ),
    witnesses=(
        Witness(
            claim="no_local_minimiser", point={"d": "3", "y": "1,1", "K": "0,0,0;0,0,0;0,0,0", "epsilon": "1"},
            says="W = diag(1, 1, 0), A_1 = diag(1, 0, 0), A_2 = diag(0, 1, 0): W + D has the eigenvalues 2, 0, 0",
        ),
    ),
    derivation=(
        Step(
            "with u = c + h and v = c - h, the derivative in h, negative for u > v and 0 < p < 1",
            sp.Derivative(_u**_power, _u) - sp.Derivative(_v**_power, _v),
            _power * (_u ** (_power - 1) - _v ** (_power - 1)),
        ),
        Step(
            "the two eigenvalues w_1, w_2 of the block, moved by eps, keep their sum 2c and have h^2 = g^2 + eps^2",
            (c + h) * (c - h) + (h**2 - g**2), (c + g) * (c - g),
        ),
    ),
)  # fmt: skip
