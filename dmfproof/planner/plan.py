"""Plan early stopping for a symmetric matrix: Theorem 3.5 turned round, beside what really happens.

For every plateau L of the effective rank, r(What_L) = sum_{i<=L} lam_i / lam_1, a plan holds

- the window that Theorem 3.5 guarantees, |r(W(k)) - r(What_L)| <= bound <= gamma, or which inequality leaves it empty;
- the exact window, |r(W(k)) - r(What_L)| <= gamma with the same gamma, by certified iteration of the eigenvalues.

"Certified" is meant for the matrix as it is given: its eigenvalues are enclosed, and every number holds for all
eigenvalues in their enclosures.  It is meant for exact arithmetic; a run in floating point follows it up to rounding.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from dmfproof.arithmetic import kernel
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.planner.exact import exact_window
from dmfproof.planner.perturbed import PairPath, moduli, pair_step_is_admissible, pair_window
from dmfproof.planner.proposal import propose_alpha, propose_eta, propose_pair_eta, rank_of_energy, widest_plateau
from dmfproof.planner.record import Initialisation, Plan, Plateau
from dmfproof.planner.spectrum import EnclosedSpectrum
from dmfproof.planner.theorem import Guarantee, Obstacle, Setting, guarantee, step_is_admissible
from dmfproof.planner.trajectory import Trajectory
from dmfproof.problem import GREATEST_DEPTH, positive
from dmfproof.rational import RationalLike, parse_integer, parse_rational, write

__all__ = ["plan", "plan_spectrum"]

DEFAULT_GAMMA = Fraction(1, 4)
_BUDGET, _BIG_BUDGET = 150_000_000, 1_500_000_000  # steps of single eigenvalues: seconds, and a minute at most
_PAIR_BUDGET = 400_000
_MOST_STEPS, _MOST_NUMPY_STEPS = 20_000_000, 30_000
_FEWEST_STEPS = 2_000
_MOST_EXACT = 80


def plan(
    matrix: Iterable[Iterable[object]],
    *,
    depth: RationalLike,
    rank: RationalLike | None = None,
    gamma: RationalLike | None = None,
    energy: RationalLike | None = None,
    alpha: RationalLike | None = None,
    eta: RationalLike | None = None,
    beta: RationalLike | None = None,
    init: Initialisation = "identical",
    max_steps: RationalLike | None = None,
) -> Plan:
    """Plan early stopping for a symmetric matrix with at least one positive eigenvalue.

    matrix -- rows of exact numbers, text or floats (a float is its exact binary value); symmetric;
    depth -- number of factors, N >= 2;
    rank -- the plateau to stop at; or energy -- the least L whose eigenvalues hold that share of the positive ones;
    else the plateau with the widest gap; gamma -- tolerance of the effective rank, 1/4 where it is not given;
    alpha, eta -- proposed where they are not given: the largest of 1, 2, 5 times a power of ten that opens the
    target's window, and the largest step size of two digits that Theorem 3.5 admits;
    init -- "perturbed" starts one factor at alpha - beta (beta = alpha/N where it is not given);
    max_steps -- how far the certified iteration goes; as far as the windows ask for, within seconds, if not given.

    Raises `InvalidInput`.  Source: CGMR Theorem 3.5, Remark 3.6.
    """
    spectrum = EnclosedSpectrum.of_matrix(matrix)
    return plan_spectrum(
        spectrum,
        depth=depth,
        rank=rank,
        gamma=gamma,
        energy=energy,
        alpha=alpha,
        eta=eta,
        beta=beta,
        init=init,
        max_steps=max_steps,
    )


def plan_spectrum(
    spectrum: EnclosedSpectrum,
    *,
    depth: RationalLike,
    rank: RationalLike | None = None,
    gamma: RationalLike | None = None,
    energy: RationalLike | None = None,
    alpha: RationalLike | None = None,
    eta: RationalLike | None = None,
    beta: RationalLike | None = None,
    init: Initialisation = "identical",
    max_steps: RationalLike | None = None,
) -> Plan:
    """Plan early stopping for a matrix of which the spectrum is known; see `plan`."""
    n = _depth(depth)
    given = {"rank": rank, "gamma": gamma, "alpha": alpha, "eta": eta}
    tolerance = DEFAULT_GAMMA if gamma is None else positive(gamma, "gamma", "the tolerance of the effective rank")
    steps = None if max_steps is None else parse_integer(max_steps, "max-steps", least=1)
    if rank is not None and energy is not None:
        raise InvalidInput("energy", energy, "given beside a rank", "either of them chooses the plateau", "Drop one")
    if init not in ("identical", "perturbed"):
        raise InvalidInput("init", init, "unknown", 'it is "identical" or "perturbed"', "Choose one of these")
    if beta is not None and init == "identical":
        raise InvalidInput("beta", beta, "without a meaning", "it belongs to init=perturbed", "Drop it, or set init")
    sizes = moduli(spectrum) if init == "perturbed" else spectrum
    _check_spectrum(sizes, init)
    share = None if energy is None else parse_rational(energy, "energy")
    target = _target(sizes, rank, share, tolerance)
    start = None if alpha is None else positive(alpha, "alpha", "the initial scale")
    step = None if eta is None else positive(eta, "eta", "the step size")
    if energy is not None:
        del given["rank"]
    proposed = tuple(name for name, value in given.items() if value is None)
    opened = True
    if start is None:
        start, opened = propose_alpha(sizes, target, n, tolerance, step)
    notes = _notes(spectrum, sizes, init)
    if init == "perturbed":
        spread = start / n if beta is None else positive(beta, "beta", "the perturbation")
        proposed += ("beta",) if beta is None else ()
        return _perturbed(spectrum, sizes, n, start, spread, step, tolerance, target, proposed, notes, steps)
    step = propose_eta(spectrum, n, start) if step is None else step
    if not opened:
        notes.append(f"no alpha down to 1e-30 opens the window of L = {target}; this one satisfies (65) for gamma only")
    return _identical(spectrum, Setting(n, start, step, tolerance), target, proposed, notes, steps)


def _identical(
    spectrum: EnclosedSpectrum,
    setting: Setting,
    target: int,
    proposed: tuple[str, ...],
    notes: list[str],
    max_steps: int | None,
) -> Plan:
    promises = {rank: guarantee(spectrum, rank, setting) for rank in sorted({*spectrum.gaps(), target})}
    last = _horizon(spectrum, promises, target) if max_steps is None else max_steps
    path, unseen = None, ""
    if step_is_admissible(spectrum, setting.depth, setting.alpha, setting.eta):
        try:
            path = Trajectory(spectrum, depth=setting.depth, alpha=setting.alpha, eta=setting.eta, last=last)
            curve = tuple((k, *path.at(k)) for k in path.steps)
        except Unsupported as reason:
            unseen = str(reason)
    else:
        unseen = "beyond eta < 1/((3N-2) M^(2N-2)) the iterates need not be monotone, so nothing is certified"
    plateaus = []
    sought = _sought(promises, target)
    for rank, promise in promises.items():
        promised = promise if isinstance(promise, Guarantee) else None
        size = spectrum.truncated_rank(rank)
        window = None if path is None or rank not in sought else exact_window(path, size, setting.gamma, promised)
        why = "" if window else unseen or f"no step found up to k = {last}"
        if not (window or unseen) and promised and promised.start > last:
            why = f"not followed beyond k = {last}"
        if rank not in sought:
            why = f"not sought: exact windows are given for {_MOST_EXACT} plateaus"
        obstacle = promise if isinstance(promise, Obstacle) else None
        plateaus.append(Plateau(rank, size, promised, obstacle, window, why))
    return Plan(
        depth=setting.depth,
        init="identical",
        alpha=setting.alpha,
        beta=None,
        eta=setting.eta,
        gamma=setting.gamma,
        target=target,
        proposed=proposed,
        plateaus=tuple(plateaus),
        followed=last if path else 0,
        notes=tuple(notes),
        spectrum=spectrum,
        curve=curve if path else (),
    )


def _perturbed(
    spectrum: EnclosedSpectrum,
    sizes: EnclosedSpectrum,
    depth: int,
    alpha: Fraction,
    beta: Fraction,
    eta: Fraction | None,
    gamma: Fraction,
    target: int,
    proposed: tuple[str, ...],
    notes: list[str],
    max_steps: int | None,
) -> Plan:
    if beta >= alpha:
        raise InvalidInput("beta", write(beta), "not below alpha", f"alpha = {write(alpha)}", "Choose a smaller beta")
    step = propose_pair_eta(spectrum, depth, alpha, beta) if eta is None else eta
    admissible = pair_step_is_admissible(spectrum, depth, alpha, beta, step)
    last = max(_FEWEST_STEPS, _PAIR_BUDGET // len(spectrum.clusters)) if max_steps is None else max_steps
    notes.append(
        "Theorem 3.5 is for identical initialisation: no window is guaranteed, only what was followed is known"
    )
    if not admissible:
        notes.append("eta is beyond 1/(N (cM)^(2N-2)), Lemma 2.12: convergence is not guaranteed")
    path = PairPath.follow(spectrum, depth=depth, alpha=alpha, beta=beta, eta=step, last=last)
    none = Obstacle("no theorem", "Theorem 3.5 is for identical initialisation")
    plateaus = []
    for rank in sorted({*sizes.gaps(), target}):
        size = sizes.truncated_rank(rank)
        window = pair_window(path, size, gamma)
        plateaus.append(Plateau(rank, size, None, none, window, "" if window else f"no step up to k = {path.last}"))
    every = max(1, path.last // 1000)
    curve = [(k, float(path.low[k]), float(path.high[k])) for k in range(0, path.last + 1, every)]
    return Plan(
        depth=depth,
        init="perturbed",
        alpha=alpha,
        beta=beta,
        eta=step,
        gamma=gamma,
        target=target,
        proposed=proposed,
        plateaus=tuple(plateaus),
        followed=path.last,
        notes=tuple(notes),
        spectrum=spectrum,
        curve=tuple(curve),
    )


def _depth(depth: RationalLike) -> int:
    n = parse_integer(depth, "depth", least=1)
    if n == 1:
        holds = "with one factor all eigenvalues converge at the same rate, and there are no plateaus"
        raise InvalidInput("depth", depth, "too small for early stopping", holds, "Choose depth >= 2")
    if n > GREATEST_DEPTH:
        raise InvalidInput("depth", depth, "too large", f"depths up to {GREATEST_DEPTH} are treated", "Choose less")
    return n


def _check_spectrum(sizes: EnclosedSpectrum, init: str) -> None:
    """Refuse a spectrum that has no plateau."""
    if sizes.positive:
        return
    largest = sizes.clusters[0]
    if largest.low == largest.high == 0 and len(sizes.clusters) == 1:
        holds = "descent shrinks to 0 and its effective rank stays n: there is no plateau"
        raise InvalidInput("matrix", "0", "all zero", holds, "Give a matrix with a positive eigenvalue")
    if largest.high > 0:
        holds = f"its largest eigenvalue is only known to lie in [{float(largest.low):.3g}, {float(largest.high):.3g}]"
        raise InvalidInput("matrix", "as given", "not certified to have a positive eigenvalue", holds, "Scale it")
    holds = "identical initialisation never reaches a negative eigenvalue (Lemma 2.2), so W(k) tends to 0"
    advice = "Choose init=perturbed, or plan for the negative of the matrix"
    raise InvalidInput("matrix", f"lam_1 <= {float(largest.high):.3g}", "negative semidefinite", holds, advice)


def _target(sizes: EnclosedSpectrum, rank: RationalLike | None, share: Fraction | None, gamma: Fraction) -> int:
    if share is not None:
        return rank_of_energy(sizes, share)
    if rank is None:
        return widest_plateau(sizes, gamma)
    chosen = parse_integer(rank, "rank", least=1)
    if chosen > sizes.positive:
        holds = f"{sizes.positive} of the {sizes.size} eigenvalues are certified to be in reach"
        raise InvalidInput("rank", rank, "too large", holds, f"Choose at most {sizes.positive}")
    return chosen


def _notes(spectrum: EnclosedSpectrum, sizes: EnclosedSpectrum, init: str) -> list[str]:
    notes = []
    negative = sum(cluster.count for cluster in spectrum.clusters if cluster.high < 0)
    if spectrum.size == 1:
        notes.append("a 1 x 1 matrix has effective rank 1 at every step: there is nothing to plan")
    if negative and init == "identical":
        them = "one eigenvalue is negative" if negative == 1 else f"{negative} eigenvalues are negative"
        notes.append(
            f"{them}: identical initialisation never reaches them; What_L means the positive part's truncation"
        )
    loose = sum(1 for cluster in sizes.clusters if cluster.count > 1 and not cluster.single)
    if loose:
        one = "one cluster of eigenvalues is" if loose == 1 else f"{loose} clusters of eigenvalues are"
        notes.append(f"{one} not resolved: no plateau lies within it")
    return notes


def _sought(promises: dict[int, Guarantee | Obstacle], target: int) -> set[int]:
    """Choose the plateaus whose exact windows are sought: the target, those with a guarantee, the lowest ranks."""
    order = sorted(promises, key=lambda rank: (rank != target, not isinstance(promises[rank], Guarantee), rank))
    return set(order[:_MOST_EXACT])


def _horizon(spectrum: EnclosedSpectrum, promises: dict[int, Guarantee | Obstacle], target: int) -> int:
    """Choose how far the certified iteration goes: twice as far as every window asks for, within the budget."""
    lanes = len({end for cluster in spectrum.clusters for end in (cluster.low, cluster.high)})
    wanted = {}
    for rank, promise in promises.items():
        if isinstance(promise, Guarantee):
            wanted[rank] = 2 * (promise.start if promise.end is None else promise.end)
        else:
            wanted[rank] = 2 * (promise.begin or 0)
    everything = min(max(wanted.values()), _BUDGET // lanes)
    this = min(wanted[target], _BIG_BUDGET // lanes)
    most = _MOST_STEPS if kernel.backend() is kernel.Backend.C else _MOST_NUMPY_STEPS
    return min(most, max(_FEWEST_STEPS, everything, this))
