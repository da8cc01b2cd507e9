"""Specify early-stopping plans: Theorem 3.5's windows, and the exact ones to the step, against brute force."""

import json
import random
import re
from fractions import Fraction
from itertools import islice

import numpy as np
import pytest

from dmfproof.arithmetic import kernel
from dmfproof.arithmetic.ball import ball, ends, working_precision
from dmfproof.arithmetic.ball_descent import ball_iterates
from dmfproof.arithmetic.evaluator import enclose
from dmfproof.arithmetic.pair_descent import ball_pairs
from dmfproof.bounds import flow_time
from dmfproof.bundled import load
from dmfproof.dynamics.effective_rank import descent_values, effective_rank
from dmfproof.dynamics.ensemble import Ensemble
from dmfproof.errors import InvalidInput, ToolFault, Unsupported
from dmfproof.planner import EnclosedSpectrum, plan, plan_spectrum, theorem
from dmfproof.planner.exact import Border, exact_window
from dmfproof.planner.perturbed import moduli
from dmfproof.planner.proposal import rank_of_energy, widest_plateau
from dmfproof.planner.spectrum import Cluster
from dmfproof.planner.theorem import Guarantee, Obstacle, Setting, guarantee, step_is_admissible
from dmfproof.planner.trajectory import Trajectory
from dmfproof.problem import Problem
from dmfproof.statements import count_bounds
from dmfproof.statements.vocabulary import N, alpha, eps, eta, lam

F = Fraction


def spectrum_of(*values):
    return EnclosedSpectrum.of_values([F(value) for value in values])


def ranks_by_brute_force(values, setting, last, bits=256):
    """Iterate every eigenvalue in balls, step by step, and return enclosures of r(W(k)) as rationals."""
    problems = [Problem(depth=setting.depth, lam=v, alpha=setting.alpha, eta=setting.eta) for v in values]
    with working_precision(bits):
        orbits = zip(*(ball_iterates(problem) for problem in problems), strict=True)
        rows = [[d**setting.depth for d in row] for row in islice(orbits, last + 1)]
        return [ends(effective_rank(row, bits=bits)) for row in rows]


def run_by_brute_force(inside, start):
    """Return the first and last step of the run of steps inside that holds `start`."""
    first = last = start
    while first > 0 and inside[first - 1]:
        first -= 1
    while last + 1 < len(inside) and inside[last + 1]:
        last += 1
    return first, last


# --- brute force -----------------------------------------------------------------------------------------------------
CASES = [
    (2, "1/10", "1/50", "1/5", ("3", "1", "1/10", "0")),
    (3, "1/5", "1/160", "1/4", ("10", "3", "2", "1/10", "0")),
    (4, "1/4", "1/100", "1/3", ("2", "3/4", "3/4", "1/100", "-1")),
    (3, "1/10", "1/60", "1/10", ("2", "1/1000", "1/1000")),
    (6, "1/2", "1/100", "1/4", ("1", "1/3", "1/64", "1/65")),
]


@pytest.mark.parametrize(("depth", "start", "step", "gamma", "values"), CASES)
def test_exact_windows_are_those_of_brute_force_to_the_step(depth, start, step, gamma, values):
    last = 1500
    spectrum, setting = spectrum_of(*values), Setting(depth, F(start), F(step), F(gamma))
    ranks = ranks_by_brute_force([F(v) for v in values], setting, last)
    found = plan_spectrum(spectrum, depth=depth, alpha=start, eta=step, gamma=gamma, max_steps=last)
    seen = 0
    for plateau in found.plateaus:
        goal = plateau.effective_rank[0]
        inside = [max(high - goal, goal - low) <= setting.gamma for low, high in ranks]
        certain = [
            inside[k] or min(abs(high - goal), abs(goal - low)) > setting.gamma for k, (low, high) in enumerate(ranks)
        ]
        assert all(certain)
        if plateau.exact is None:
            assert not any(inside) or plateau.guarantee.start > last
            continue
        seen += 1
        end = last if plateau.exact.end is None else plateau.exact.end
        assert run_by_brute_force(inside, plateau.exact.start) == (plateau.exact.start, end)
        assert plateau.exact.before in (Border.EXACT, Border.FIRST)
        assert plateau.exact.after in (Border.EXACT, Border.NEVER, Border.FOLLOWED)
    assert seen


@pytest.mark.parametrize(("depth", "start", "step", "gamma", "values"), CASES)
def test_guaranteed_windows_lie_inside_and_the_bound_holds_at_each_of_their_steps(depth, start, step, gamma, values):
    last = 1500
    setting = Setting(depth, F(start), F(step), F(gamma))
    ranks = ranks_by_brute_force([F(v) for v in values], setting, last)
    found = plan_spectrum(spectrum_of(*values), depth=depth, alpha=start, eta=step, gamma=gamma, max_steps=last)
    guaranteed = [plateau for plateau in found.plateaus if plateau.guarantee]
    assert guaranteed
    for plateau in guaranteed:
        promise, goal = plateau.guarantee, plateau.effective_rank[0]
        assert promise.bound <= setting.gamma
        for low, high in ranks[promise.start : last + 1 if promise.end is None else promise.end + 1]:
            assert max(high - goal, goal - low) <= promise.bound


def test_the_windows_end_where_the_formulas_of_theorem_3_5_end_to_the_step():
    setting, values = Setting(3, F(1, 5), F(1, 160), F(1, 4)), [F(10), F(3), F(1, 10)]
    spectrum = spectrum_of(*values)
    for rank in (1, 2):
        promise = guarantee(spectrum, rank, setting)
        e = promise.accuracy
        starts = []
        for value in values[:rank]:
            point = {N: 3, lam: value, alpha: setting.alpha, eta: setting.eta, eps: e * value}
            low, high = ends(enclose(count_bounds.t_id, point, bits=128))
            starts.append((low, high))
        low, high = max(starts)
        assert promise.start - 1 < low <= high <= promise.start
        if promise.end is not None:
            with working_precision(128):
                near, far = ends(ball(promise.cap).root(3))
            given = {"depth": 3, "lam": values[rank], "start": setting.alpha}
            low = F(flow_time(end=near, **given).low) / setting.eta
            high = F(flow_time(end=far, **given).high) / setting.eta
            assert promise.end <= low <= high < promise.end + 1


@pytest.mark.parametrize("depth", [2, 3, 4, 5, 9])
def test_the_flow_time_agrees_with_the_statements(depth):
    for truth, start, end in (("7/3", "1/100", "9/10"), ("1/50", "1/100", "1/10"), ("9", "1/2", "1")):
        known = flow_time(depth=depth, lam=truth, start=start, end=end)
        with working_precision(256):
            low, high = ends(theorem._flow_time(depth, ball(F(truth)), ball(F(start)), ball(F(end))))
        assert F(known.low) <= high
        assert low <= F(known.high)
        assert high - low < F(1, 10**30) * high


# --- random spectra --------------------------------------------------------------------------------------------------
def draw(seed):
    """Draw depth, alpha, gamma and a spectrum with gaps, clusters, zeros, negative ones and some near alpha^N."""
    source = random.Random(seed)
    depth, start = source.choice([2, 2, 3, 3, 4, 5]), F(source.choice([2, 5, 10, 20, 30]), 100)
    values = [F(source.choice([1, 3, 10]))]
    for _ in range(source.randint(0, 6)):
        kind, last = source.randrange(7), values[-1]
        if kind <= 1:
            values.append(last / source.choice([2, 5, 20]))
        elif kind == 2:
            values.append(last * (1 - F(1, 10 ** source.choice([1, 3, 9, 15]))))
        elif kind == 3:
            values.append(last)
        elif kind == 4:
            values.append(F(0))
        elif kind == 5:
            values.append(start**depth * (1 + F(source.choice([-1, 0, 1]), source.choice([10, 10**6, 10**15]))))
        else:
            values.append(-values[0] * F(source.randint(1, 99), 100))
    return depth, start, F(source.choice([1, 2, 5, 10]), 19), values


def violations(seeds):
    """Return what is wrong: a guaranteed window outside the exact one, or a bound that fails at an end of it."""
    wrong, windows, open_ends = [], 0, 0
    for seed in seeds:
        depth, start, gamma, values = draw(seed)
        found = plan_spectrum(spectrum_of(*values), depth=depth, alpha=start, gamma=gamma, max_steps=20_000)
        for plateau in found.plateaus:
            promise, exact = plateau.guarantee, plateau.exact
            if promise is None or promise.start > found.followed:
                continue
            windows += 1
            open_ends += exact.after is Border.UNDECIDED or exact.before is Border.UNDECIDED
            end = found.followed if promise.end is None else min(promise.end, found.followed)
            last = found.followed if exact.end is None else exact.end
            if not exact.start <= promise.start <= end <= last:
                wrong.append((seed, plateau.rank, "outside the exact window"))
            for k in {promise.start, end}:
                if k > 600:
                    continue
                ranks = effective_rank(descent_values(depth=depth, spectrum=values, alpha=start, eta=found.eta, k=k))
                distance = [abs(one - plateau.effective_rank[0]) for one in ends(ranks)]
                if max(distance) > promise.bound:
                    wrong.append((seed, plateau.rank, "the bound fails", k))
    return wrong, windows, open_ends


def test_guaranteed_windows_lie_inside_the_exact_ones_on_random_spectra():
    wrong, windows, open_ends = violations(range(50))
    assert (wrong, open_ends) == ([], 0)
    assert windows > 40


def test_the_bound_holds_at_both_ends_of_a_window_of_10_to_the_33_steps():
    values, given = [F(4), F(1), F(1, 100)], {"depth": 6, "alpha": "1e-8"}
    found = plan_spectrum(EnclosedSpectrum.of_values(values), max_steps=2000, **given)
    promise = found.plateau(1).guarantee
    assert promise.end > 10**33
    for k in (promise.start, promise.end):
        ranks = effective_rank(descent_values(spectrum=values, eta=found.eta, k=k, bits=30, **given))
        assert all(abs(end - 1) <= promise.bound for end in ends(ranks))


@pytest.mark.deep
def test_guaranteed_windows_lie_inside_the_exact_ones_on_a_thousand_random_spectra():
    wrong, windows, open_ends = violations(range(1000))
    assert (wrong, open_ends) == ([], 0)
    assert windows > 800


def test_a_rank_that_tends_to_the_border_itself_is_undecided_not_rounded_to_a_side():
    found = plan_spectrum(spectrum_of(3, "3/20"), depth=2, alpha="1/10", gamma="1/20", max_steps=20_000)
    assert found.plateau(1).exact.after is Border.UNDECIDED


def test_a_guarantee_that_begins_later_than_was_followed_leaves_the_run_open():
    found = plan_spectrum(spectrum_of(10, 3, "1/10"), depth=3, alpha="1/5", eta="1/160", max_steps=100)
    assert found.plateau(2).guarantee.start > 100
    assert found.plateau(2).exact is None
    assert found.plateau(2).unseen == "not followed beyond k = 100"
    assert found.plateau(1).exact.after is Border.FOLLOWED


@pytest.mark.parametrize("mutation", ["early", "late", "for ever"])
def test_a_false_guarantee_is_caught(mutation):
    setting, spectrum = Setting(3, F(1, 5), F(1, 160), F(1, 4)), spectrum_of(10, 3, "1/10")
    path = Trajectory(spectrum, depth=3, alpha=setting.alpha, eta=setting.eta, last=2000)
    promise, rank = guarantee(spectrum, 1, setting), spectrum.truncated_rank(1)
    exact = exact_window(path, rank, setting.gamma, promise)
    start = exact.start - 1 if mutation == "early" else promise.start
    end = {"early": promise.end, "late": exact.end + 1, "for ever": None}[mutation]
    false = Guarantee(start, end, promise.bound, promise.accuracy, promise.cap)
    with pytest.raises(ToolFault, match=r"Theorem 3\.5 promises"):
        exact_window(path, rank, setting.gamma, false)


def test_without_the_delay_the_guarantee_would_begin_too_early(monkeypatch):
    spectrum = spectrum_of(1, "1/2000")
    setting = Setting(2, F(1, 100), F(24, 100), F(1, 500))
    right = guarantee(spectrum, 1, setting).start
    monkeypatch.setattr(theorem, "_count", theorem._count.__wrapped__)  # not from its cache
    assert guarantee(spectrum, 1, setting).start == right
    monkeypatch.setattr(theorem, "_speed", lambda n, lam, x: ball(1))
    assert guarantee(spectrum, 1, setting).start < right


def test_without_the_maximum_over_all_eigenvalues_the_guarantee_would_begin_too_early():
    spectrum, setting = spectrum_of(10, F(1, 48) + F(1, 10**6)), Setting(2, F(1, 8), F(1, 50), F(1, 4))
    right, last = guarantee(spectrum, 2, setting).start, spectrum.place(2)
    assert theorem._lowest_start(last, guarantee(spectrum, 2, setting).accuracy, setting) < right


# --- the theorem's inequalities --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("values", "rank", "setting", "name", "says"),
    [
        ((1, 1, "1/2"), 1, (2, "1/10", "1/10", "1/4"), "no eigenvalue gap", "lam_1 and lam_2 are equal"),
        ((1, "1/2"), 1, (2, "1/10", "1/4", "1/4"), "step too large", r"eta < 1/\(\(3N-2\) M\^\(2N-2\)\) fails"),
        ((1, "1/2"), 2, (2, "7/10", "1/10", "1/4"), "alpha too large", r"alpha\^N < \(1-e\) lam_2 fails"),
        ((1, "1/2"), 1, (2, "7/10", "1/10", "1/4"), "alpha too large", r"alpha\^N < e'|gamma leaves no room"),
        ((1, "1/2", "1/4"), 1, (2, "1/10", "1/10", "1/1000"), "alpha too large", "no room"),
        ((1, "1/100"), 1, (2, "1/8", "1/10", "1/200"), "alpha too large", r"leaves \(64\) at 0\.02"),
        ((1, "99/100"), 1, (2, "1/10", "1/10", "1/4"), "gap too small for this alpha", r"lam_1/lam_2 = 1\.01"),
    ],
)
def test_each_inequality_that_leaves_a_window_empty_is_named(values, rank, setting, name, says):
    depth, *numbers = setting
    found = guarantee(spectrum_of(*values), rank, Setting(depth, *map(F, numbers)))
    assert isinstance(found, Obstacle)
    assert found.name == name
    assert re.search(says, found.says)


def test_the_step_size_is_strict_and_knows_of_negative_eigenvalues():
    assert not step_is_admissible(spectrum_of(1), 2, F(1, 10), F(1, 4))
    assert step_is_admissible(spectrum_of(1), 2, F(1, 10), F(1, 4) - F(1, 10**30))
    assert not step_is_admissible(spectrum_of(1, -4), 2, F(1, 10), F(1, 10))


def test_no_upper_end_is_needed_for_eigenvalues_below_alpha_or_below_the_cap():
    below_alpha = guarantee(spectrum_of(1, "1/1000"), 1, Setting(2, F(1, 10), F(1, 10), F(1, 4)))
    below_cap = guarantee(spectrum_of(1, "1/50"), 1, Setting(2, F(1, 10), F(1, 10), F(1, 4)))
    assert (below_alpha.end, below_alpha.cap) == (None, None)
    assert (below_cap.end, below_cap.cap) == (None, F(1, 50))


def test_enclosures_make_a_guarantee_no_better_and_what_holds_for_them_holds_within():
    setting = Setting(3, F(1, 5), F(1, 160), F(1, 4))
    wide = EnclosedSpectrum(
        (Cluster(F(99, 10), F(10), 1, True), Cluster(F(29, 10), F(3), 2, False), Cluster(F(0), F(1, 10), 1, True))
    )
    found = plan_spectrum(wide, depth=3, alpha=setting.alpha, eta=setting.eta, max_steps=1500)
    for values in (("10", "3", "3", "1/10"), ("99/10", "29/10", "29/10", "0"), ("99/10", "3", "59/20", "1/20")):
        inner = plan_spectrum(spectrum_of(*values), depth=3, alpha=setting.alpha, eta=setting.eta, max_steps=1500)
        for rank in (1, 3):
            mine, theirs = found.plateau(rank), inner.plateau(rank)
            assert theirs.guarantee.start <= mine.guarantee.start
            assert theirs.exact.start <= mine.exact.start
            assert theirs.guarantee.end is None or mine.guarantee.end <= theirs.guarantee.end
            assert theirs.exact.end is None or mine.exact.end <= theirs.exact.end


# --- trajectories ----------------------------------------------------------------------------------------------------
def test_the_ensemble_holds_the_iterates_at_every_depth_and_sign():
    values = [F(2), F(1), F(1, 2), F(0), F(-1), F(1, 10**6), F(1, 100)]
    for depth in (2, 3, 4):
        ensemble = Ensemble(depth=depth, spectrum=values, alpha=F(1, 10), eta=F(1, 100))
        for steps in (0, 1, 30, 969):
            state = ensemble.save()
            ensemble.advance(steps)
            ensemble.restore(state)
            ensemble.advance(steps)
            exact = descent_values(depth=depth, spectrum=values, alpha="1/10", eta="1/100", k=ensemble.k)
            for low, high, value in zip(*ensemble.values(), exact, strict=True):
                least, most = (end / F(2) ** ensemble.unit for end in ends(value))
                assert F(low) <= most
                assert least <= F(high)
                assert high - low <= 1e-9 * high


def test_the_ensemble_keeps_what_is_known_of_converged_eigenvalues():
    ensemble = Ensemble(depth=2, spectrum=[F(1), F(-1), F(1, 4)], alpha=F(1, 2), eta=F(1, 8))
    ensemble.advance(10**6)
    low, high = ensemble.values()
    scale = 2.0**-ensemble.unit
    assert low[0] <= scale <= high[0]
    assert low[1] == 0 < high[1] < 1e-30
    assert low[2] <= scale / 4 <= high[2]
    assert np.all(high - low < 1e-14)


def test_the_ensemble_refuses_what_the_kernel_does_not_treat():
    with pytest.raises(Unsupported, match="depths 2 to 16"):
        Ensemble(depth=17, spectrum=[F(1)], alpha=F(1, 2), eta=F(1, 100))


# --- plans -----------------------------------------------------------------------------------------------------------
def test_a_plan_proposes_what_is_not_given():
    found = plan(np.diag([4.0, 1.0, 0.0]), depth=3)
    assert set(found.proposed) == {"rank", "gamma", "alpha", "eta"}
    assert found.plateau(found.target).guarantee
    assert step_is_admissible(found.spectrum, 3, found.alpha, found.eta)
    assert not step_is_admissible(found.spectrum, 3, found.alpha, found.eta * F(12, 11))


def test_the_proposed_alpha_opens_the_window_and_the_next_larger_one_does_not():
    spectrum = spectrum_of(4, 3, 1)
    found = plan_spectrum(spectrum, depth=2, rank=1)
    assert found.plateau(1).guarantee
    factor = {1: 2, 2: F(5, 2), 5: 2}[int(str(found.alpha.numerator)[0] if found.alpha < 1 else found.alpha)]
    larger = plan_spectrum(spectrum, depth=2, rank=1, alpha=found.alpha * factor)
    assert larger.plateau(1).guarantee is None


def test_the_step_size_that_is_proposed_is_the_largest_of_two_digits():
    for values, depth in (((1,), 2), ((F(7, 3), -9), 3), ((10**40, 1), 5), ((F(1, 10**40),), 2)):
        spectrum = spectrum_of(*values)
        found = plan_spectrum(spectrum, depth=depth, max_steps=1)
        unit = F(1)
        while unit > found.eta:
            unit /= 10
        while unit * 10 <= found.eta:
            unit *= 10
        assert (found.eta / unit * 10).denominator == 1
        assert not step_is_admissible(spectrum, depth, found.alpha, found.eta + unit / 10)


def test_a_tiny_last_eigenvalue_makes_no_plateau():
    assert widest_plateau(spectrum_of(10, 1, "9/10", "8/10", "1/10000"), F(1, 4)) == 1
    assert widest_plateau(spectrum_of(10, 9, "1/10000"), F(1, 4)) == 2
    assert widest_plateau(spectrum_of(1, 1), F(1, 4)) == 2


def test_the_energy_chooses_the_least_rank_that_holds_it():
    spectrum = spectrum_of(6, 3, 1, 0, -5)
    for energy, rank in ((F(6, 10), 1), (F(61, 100), 2), (F(9, 10), 2), (F(1), 3)):
        assert rank_of_energy(spectrum, energy) == rank
    assert plan_spectrum(spectrum, depth=2, energy="9/10").target == 2


def test_a_stopper_stops_at_the_first_step_of_the_window():
    found = plan(np.diag([4.0, 1.0, 0.0]), depth=3, rank=1)
    stopper, start = found.stopper(), found.plateau(1).guarantee.start
    assert next(k for k in range(10**6) if stopper(k)) == start == found.stop_at()


def test_a_stopper_falls_back_on_the_exact_window_and_else_refuses():
    found = plan_spectrum(spectrum_of(4, "5/2"), depth=2, alpha="1/10", eta="1/20")
    assert found.plateau(1).guarantee is None
    assert found.stop_at(1) == found.plateau(1).exact.start
    with pytest.raises(InvalidInput, match="rank=2 is without a window"):
        plan_spectrum(spectrum_of(4, 4), depth=2, alpha="1/10", eta=1).stop_at()
    with pytest.raises(InvalidInput, match="rank=7 is not a plateau"):
        found.stop_at(7)


def test_repeated_eigenvalues_have_no_plateau_within_but_one_above():
    found = plan_spectrum(spectrum_of(4, 1, 1, "1/100"), depth=3)
    assert [plateau.rank for plateau in found.plateaus] == [1, 3, 4]
    chosen = plan_spectrum(spectrum_of(4, 1, 1), depth=3, rank=2)
    assert chosen.plateau(2).obstacle.name == "no eigenvalue gap"


def test_clusters_that_are_not_resolved_are_named():
    wide = EnclosedSpectrum((Cluster(F(4), F(4), 1, True), Cluster(F(1), F(101, 100), 2, False)))
    found = plan_spectrum(wide, depth=2, rank=2)
    assert "not told apart" in found.plateau(2).obstacle.says
    assert any("not resolved" in text for text in found.notes)


def test_a_matrix_of_one_entry_and_multiples_of_the_identity_have_one_plateau_for_ever():
    for values in ((5,), (3, 3, 3)):
        found = plan_spectrum(spectrum_of(*values), depth=2)
        [plateau] = found.plateaus
        assert plateau.rank == len(values)
        assert (plateau.exact.start, plateau.exact.end, plateau.guarantee.end) == (0, None, None)


def test_without_a_compiler_fewer_steps_are_followed_and_the_windows_are_the_same(monkeypatch):
    given = {"depth": 3, "alpha": "1/5", "eta": "1/160", "max_steps": 1500}
    compiled = plan_spectrum(spectrum_of(10, 3, "1/10"), **given)
    monkeypatch.setattr(kernel, "backend", lambda: kernel.Backend.NUMPY)
    assert plan_spectrum(spectrum_of(10, 3, "1/10"), **given) == compiled
    assert plan_spectrum(spectrum_of(10, 3, "1/100000"), depth=5, alpha="1/10", rank=2).followed == 30_000


def test_beyond_depth_16_the_guarantee_stands_alone():
    found = plan_spectrum(spectrum_of(10, 3), depth=17)
    assert found.plateau(1).guarantee
    assert "depths 2 to 16" in found.plateau(1).unseen


def test_negative_eigenvalues_are_mentioned_and_do_not_count():
    found = plan_spectrum(spectrum_of(4, 1, -9), depth=3)
    assert any("one eigenvalue is negative" in text for text in found.notes)
    assert [plateau.rank for plateau in found.plateaus] == [1, 2]


def test_an_inadmissible_step_size_leaves_everything_open():
    found = plan_spectrum(spectrum_of(4, 1), depth=2, alpha="1/10", eta=1)
    assert all(plateau.guarantee is None and plateau.exact is None for plateau in found.plateaus)
    assert found.plateaus[0].obstacle.name == "step too large"
    assert "nothing is certified" in found.plateaus[0].unseen


@pytest.mark.parametrize(
    ("values", "given", "says"),
    [
        ((0, 0), {}, "all zero"),
        ((-1, -2), {}, "negative semidefinite.*Lemma 2.2"),
        ((0, -2), {}, "negative semidefinite"),
        ((1,), {"depth": 1}, "too small for early stopping"),
        ((1,), {"depth": 2000}, "too large"),
        ((1, -1), {"rank": 2}, "1 of the 2 eigenvalues"),
        ((1,), {"rank": 1, "energy": "1/2"}, "given beside a rank"),
        ((1,), {"energy": 2}, "not a share"),
        ((1,), {"gamma": 0}, "gamma=0 is not positive"),
        ((1,), {"alpha": -1}, "alpha=-1 is not positive"),
        ((1,), {"eta": 0}, "eta=0 is not positive"),
        ((1,), {"beta": 1}, "without a meaning"),
        ((1,), {"init": "random"}, "init=random is unknown"),
        ((1,), {"init": "perturbed", "alpha": 1, "beta": 2}, "not below alpha"),
    ],
)
def test_what_cannot_be_planned_is_refused_in_words(values, given, says):
    with pytest.raises(InvalidInput, match=says):
        plan_spectrum(spectrum_of(*values), **({"depth": 2} | given))


def test_an_eigenvalue_that_may_be_zero_is_not_taken_for_positive():
    with pytest.raises(InvalidInput, match="not certified to have a positive eigenvalue"):
        plan_spectrum(EnclosedSpectrum((Cluster(F(-1, 10), F(1, 10), 2, False),)), depth=2)


def test_a_plan_as_json_can_be_written_and_names_its_criterion():
    found = plan_spectrum(spectrum_of(4, 1, 1, 0), depth=3).as_json()
    assert json.loads(json.dumps(found))["criterion"] == "|r(W(k)) - r(What_L)| <= gamma"
    assert found["schema"] == "dmfproof.plan/1"


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_the_bundled_graph_of_77_characters_is_planned(depth):
    found = plan(load("les_miserables").entries, depth=depth, max_steps=3000)
    assert found.plateau(found.target).guarantee
    assert found.plateau(1).exact.before is found.plateau(1).exact.after is Border.EXACT


# --- perturbed initialisation ----------------------------------------------------------------------------------------
def test_moduli_are_sorted_and_merged_where_they_meet():
    sizes = moduli(spectrum_of(3, 1, 0, -1, -4))
    assert [(one.low, one.count, one.single) for one in sizes.clusters] == [
        (4, 1, True),
        (3, 1, True),
        (1, 2, True),
        (0, 1, True),
    ]
    straddling = EnclosedSpectrum((Cluster(F(1), F(2), 1, True), Cluster(F(-3, 2), F(1, 2), 1, True)))
    assert [(one.low, one.high, one.count, one.single) for one in moduli(straddling).clusters] == [(0, 2, 2, False)]


@pytest.mark.parametrize("depth", [2, 3])
def test_perturbed_windows_are_those_of_brute_force_to_the_step(depth):
    values, start, spread, step = [F(3), F(-2), F(1, 2)], F(1, 5), F(1, 10), F(1, 300)
    found = plan_spectrum(
        EnclosedSpectrum.of_values(values),
        depth=depth,
        init="perturbed",
        alpha=start,
        beta=spread,
        eta=step,
        max_steps=900,
    )
    with working_precision(1500):
        runs = [ball_pairs(depth, ball(v), (ball(start - spread), ball(start)), ball(step)) for v in values]
        rows = [[a * b ** (depth - 1) for a, b in map(next, runs)] for _ in range(found.followed + 1)]
        ranks = [ends(effective_rank(row, bits=128)) for row in rows]
    assert found.plateau(2).effective_rank == (F(5, 3), F(5, 3))
    for plateau in found.plateaus:
        goal, end = plateau.effective_rank[0], plateau.exact.end
        inside = [max(high - goal, goal - low) <= found.gamma for low, high in ranks]
        last = found.followed if end is None else end
        assert run_by_brute_force(inside, plateau.exact.start) == (plateau.exact.start, last)
        assert plateau.guarantee is None
        assert plateau.obstacle.name == "no theorem"


def test_perturbed_plans_reach_negative_definite_matrices_and_propose_beta():
    found = plan_spectrum(spectrum_of(-4, -1), depth=2, init="perturbed", max_steps=4000)
    assert "beta" in found.proposed
    assert found.plateau(2).exact.after is Border.NEVER
    assert any("no window is guaranteed" in text for text in found.notes)


def test_beyond_the_step_size_of_lemma_2_12_nothing_is_said_of_later_steps():
    found = plan_spectrum(spectrum_of(1), depth=2, init="perturbed", alpha="1/10", eta=1, max_steps=30)
    assert found.plateau(1).exact.after is Border.FOLLOWED
    assert any("convergence is not guaranteed" in text for text in found.notes)
