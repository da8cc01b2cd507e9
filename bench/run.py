"""Measure dmfproof against its alternatives, as ratios within one interleaved run; write reports/benchmarks.{json,md}.

Every round runs every contender once, so that a slow minute of the machine slows all of them; a ratio is the median
over the rounds of the quotient within the round.  Run by `make bench`.
"""

from __future__ import annotations

import json
import math
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import Any

from contenders import (
    NUMPY,
    PLAIN,
    REFERENCE,
    Contender,
    contenders,
    kernel_name,
    perturbed_in_balls,
    perturbed_in_binary64,
)

from dmfproof.arithmetic import kernel
from dmfproof.arithmetic.evaluator import enclose
from dmfproof.arithmetic.evaluator_mpmath import sketch
from dmfproof.arithmetic.fast_forward import fast_forward
from dmfproof.arithmetic.kernel import c_kernel
from dmfproof.arithmetic.kernel import perturbed as perturbed_kernel
from dmfproof.dynamics.batch import hitting_times
from dmfproof.dynamics.cost import predicted_steps
from dmfproof.problem import Problem, StepSize
from dmfproof.statements import count_bounds
from dmfproof.statements.vocabulary import N, alpha, eps, eta, lam
from dmfproof.verdict import Outcome

REPORTS = Path(__file__).parent.parent / "reports"
DEPTHS = (2, 3, 4, 6, 10)
ROUNDS = 5
DRAWS, MEAN_STEPS = 10_000, 20_000.0
FORWARD_DEPTHS = range(3, 11)
FORWARD_EXPONENTS = (10, 20, 35, 50, 100, 200, 400)
DIGITS = (50, 100, 1000)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds of processor time that the work took (others may use the machine, too), and its result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def measure_steps(all_contenders: dict[str, Contender]) -> dict[str, dict[str, list[float]]]:
    """Return the ratio to the reference, as [least, median, greatest] over the rounds, by contender and depth."""
    ratios: dict[str, dict[str, list[float]]] = {name: {} for name in all_contenders}
    for depth in DEPTHS:
        rounds = []
        for _ in range(ROUNDS):
            speeds = {}
            for name, contender in all_contenders.items():
                seconds, steps = timed(lambda contender=contender, depth=depth: contender(depth))
                speeds[name] = steps / seconds
            rounds.append(speeds)
        for name in all_contenders:
            values = sorted(speeds[name] / speeds[REFERENCE] for speeds in rounds)
            ratios[name][str(depth)] = [values[0], statistics.median(values), values[-1]]
        print(f"steps, N = {depth}: done", file=sys.stderr)
    return ratios


def measure_perturbed() -> dict[str, list[float]]:
    """Return by how much the perturbed kernel steps faster than balls: [least, median, greatest] by depth."""
    table: dict[str, list[float]] = {}
    for depth in DEPTHS if perturbed_kernel.available() else ():
        ratios = []
        for _ in range(ROUNDS):
            slow, few = timed(lambda depth=depth: perturbed_in_balls(depth))
            fast, many = timed(lambda depth=depth: perturbed_in_binary64(depth))
            ratios.append(many / fast * slow / few)
        table[str(depth)] = [min(ratios), statistics.median(ratios), max(ratios)]
    print("perturbed pairs: done", file=sys.stderr)
    return table


def random_draw(rng: random.Random) -> Problem:
    """Draw a problem of any sign and side whose predicted hitting time is about MEAN_STEPS on average."""
    while True:
        n = rng.randint(2, 6)
        truth = Fraction(rng.choice((1, 1, 1, 0, -1)) * rng.randint(10**5, 10**7), 10**6)
        root = float(abs(truth)) ** (1 / n) if truth else 1.0
        start = Fraction(round(root * rng.choice((rng.uniform(0.05, 0.95), rng.uniform(1.05, 3))) * 10**6), 10**6)
        step = Fraction(round(1e12 / (n * max(root, float(start)) ** (2 * n - 2))), 10**12)
        gap = Problem(depth=n, lam=truth, alpha=start, eta=step).gap
        accuracy = Fraction(round(float(gap) * 10 ** rng.uniform(-9 if truth > 0 else -2, -0.1) * 1e15), 10**15)
        if not 0 < accuracy < gap:
            continue
        target = MEAN_STEPS * rng.uniform(0.05, 2.3)
        fast = Problem(depth=n, lam=truth, alpha=start, eta=step, eps=accuracy)
        predicted = predicted_steps(fast)
        step = Fraction(round(float(step) * predicted / target * 1e15), 10**15)
        if predicted < target and step > 0:
            drawn = Problem(depth=n, lam=truth, alpha=start, eta=step, eps=accuracy)
            if drawn.admissible(StepSize.LEMMA_2_2):
                return drawn


def measure_draws() -> dict[str, Any]:
    """Certify many random draws end to end, from exact rationals to certified hitting times."""
    rng = random.Random(20_000)
    problems = [random_draw(rng) for _ in range(DRAWS)]
    hitting_times(problems[:100])
    seconds, answers = timed(lambda: hitting_times(problems))
    counts = [answer.k for answer in answers if answer.k is not None]
    print("draws: done", file=sys.stderr)
    return {
        "draws": DRAWS,
        "per_second": DRAWS / seconds,
        "mean_k": statistics.mean(counts),
        "greatest_k": max(counts),
        "undecided": sum(answer.outcome is Outcome.UNDECIDED for answer in answers),
        "tiers": dict(Counter(answer.method.split(",")[0] for answer in answers)),
        "escalated": sum("then" in answer.method for answer in answers),
    }


def measure_fast_forward() -> dict[str, Any]:
    """Time fast forward against log10(1/alpha), lam = 1, eta = 1/100, eps = 1/1000 (median of three)."""
    table: dict[str, dict[str, dict[str, Any]]] = {}
    for depth in FORWARD_DEPTHS:
        table[str(depth)] = {}
        for exponent in FORWARD_EXPONENTS:
            problem = Problem(depth=depth, lam=1, alpha=f"1e-{exponent}", eta="1/100", eps="1/1000")
            runs = [timed(lambda problem=problem: fast_forward(problem)) for _ in range(3)]
            k = runs[0][1].k
            size = None if k is None else len(str(k))
            milliseconds = 1000 * statistics.median(seconds for seconds, _ in runs)
            table[str(depth)][str(exponent)] = {"milliseconds": milliseconds, "digits_of_k": size}
    near = [cell["milliseconds"] for row in table.values() for e, cell in row.items() if int(e) <= 50]
    first, last = 50, FORWARD_EXPONENTS[-1]
    growth = [
        math.log(row[str(last)]["milliseconds"] / row[str(first)]["milliseconds"]) / math.log(last / first)
        for row in table.values()
    ]
    print("fast forward: done", file=sys.stderr)
    return {
        "table": table,
        "undecided": sum(cell["digits_of_k"] is None for row in table.values() for cell in row.values()),
        "median_milliseconds_to_1e-50": statistics.median(near),
        "growth_exponent": {"median": statistics.median(growth), "greatest": max(growth), "from": first, "to": last},
    }


def measure_bounds() -> dict[str, dict[str, float]]:
    """Time the certified enclosure of T_N^Id (Theorem 2.4) and mpmath's uncertified value, by depth and digits."""
    table: dict[str, dict[str, float]] = {}
    for depth in (3, 6):
        point = {N: depth, lam: Fraction(1), alpha: Fraction(1, 7), eta: Fraction(1, 60), eps: Fraction(1, 10**6)}
        table[str(depth)] = {}
        for digits in DIGITS:
            bits = int(digits * 3.33) + 8
            quotients = []
            for _ in range(ROUNDS):
                certified, _ = timed(lambda point=point, bits=bits: enclose(count_bounds.t_id, point, bits=bits))
                plain, _ = timed(lambda point=point, digits=digits: sketch(count_bounds.t_id, point, digits=digits))
                quotients.append(plain / certified)
            table[str(depth)][str(digits)] = statistics.median(quotients)
    print("bounds: done", file=sys.stderr)
    return table


def machine() -> dict[str, Any]:
    """Describe the machine without naming it."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    packages = {name: version(name) for name in ("numpy", "python-flint", "mpmath", "gmpy2", "sympy")}
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "kernel": kernel.describe(),
        **packages,
    }


def judge(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Compare what was measured with the targets; an absent contender is reported as not measured."""
    steps, draws, forward = found["steps"], found["draws"], found["fast_forward"]
    best = c_kernel.level()

    def ratio(name: str | None, pick: Callable[[list[float]], float] = min) -> float | None:
        return pick([cell[1] for cell in steps[name].values()]) if name in steps else None

    widest, plain = (None if best is None else kernel_name(best)), ratio(PLAIN)
    per_step = None
    if widest in steps and plain is not None:
        per_step = max(steps[PLAIN][n][1] / steps[widest][n][1] for n in steps[PLAIN])
    rows = [
        ("C kernel, widest instruction set, over the arb loop (least over N)", ratio(widest), ">=", 300),
        ("C kernel, SSE2, over the arb loop (least over N)", ratio(kernel_name(1)), ">=", 100),
        ("NumPy kernel in blocks over the arb loop (least over N)", ratio(NUMPY), ">=", 40),
        ("time of the C kernel per step over plain scalar C (greatest over N)", per_step, "<=", 4),
        (
            "perturbed kernel over the perturbed pair in balls (least over N)",
            min((cell[1] for cell in found["perturbed"].values()), default=None),
            ">=",
            50,
        ),
        ("draws per second, end to end", draws["per_second"], ">=", 5000),
        ("undecided draws", draws["undecided"], "<=", 0),
        (
            "fast forward, median milliseconds, alpha >= 1e-50, N = 3..10",
            forward["median_milliseconds_to_1e-50"],
            "<=",
            50,
        ),
        ("fast forward, undecided", forward["undecided"], "<=", 0),
        ("fast forward, greatest exponent of growth in log(1/alpha)", forward["growth_exponent"]["greatest"], "<=", 4),
    ]
    targets = []
    for name, value, sense, bound in rows:
        met = None if value is None else (value >= bound if sense == ">=" else value <= bound)
        targets.append({"what": name, "measured": value, "target": f"{sense} {bound}", "met": met})
    return targets


def number(value: float | None) -> str:
    """Write a measured number with the figures that it has."""
    if value is None:
        return "not measured"
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def spread(cell: list[float]) -> str:
    """Write a median with the least and the greatest value."""
    low, mid, high = map(number, cell)
    return f"{mid} ({low} to {high})"


def as_markdown(found: dict[str, Any]) -> str:
    """Write the tables."""
    lines = ["<!-- Generated by `make bench`; do not edit. -->", "# Benchmarks", ""]
    lines += [", ".join(f"{name}: {value}" for name, value in found["machine"].items()) + ".", ""]
    lines += ["## Targets", "", "| what | measured | target | met |", "|---|---|---|---|"]
    words = {True: "yes", False: "NO", None: "not measured"}
    for row in found["targets"]:
        lines.append(f"| {row['what']} | {number(row['measured'])} | {row['target']} | {words[row['met']]} |")
    lines += ["", "## Steps per second with a hitting test, as a ratio to the arb loop", ""]
    lines += [
        f"Median of {ROUNDS} interleaved rounds (least to greatest); processor time of one core, as everywhere.",
        "",
    ]
    lines += ["| | " + " | ".join(f"N = {n}" for n in DEPTHS) + " |", "|---" * (len(DEPTHS) + 1) + "|"]
    for name, cells in found["steps"].items():
        values = [cells[str(n)] for n in DEPTHS]
        lines.append(f"| {name} | {' | '.join(map(spread, values))} |")
    lines += ["", "## The perturbed pair: steps per second of its kernel over those of balls, with a hitting test", ""]
    lines += ["| " + " | ".join(f"N = {n}" for n in found["perturbed"]) + " |", "|---" * len(found["perturbed"]) + "|"]
    lines += ["| " + " | ".join(map(spread, found["perturbed"].values())) + " |"]
    draws = found["draws"]
    tiers = ", ".join(f"{name}: {count}" for name, count in sorted(draws["tiers"].items()))
    lines += ["", "## Random draws, end to end", ""]
    lines += [
        f"{draws['draws']} draws of all signs and sides, N = 2..6, mean k = {draws['mean_k']:.0f}, greatest k = "
        f"{draws['greatest_k']}: {draws['per_second']:.0f} draws per second, {draws['undecided']} undecided, "
        f"{draws['escalated']} escalated from the kernel. Tiers: {tiers}.",
        "",
        "## Fast forward: milliseconds (digits of k) against log10(1/alpha)",
        "",
        "lam = 1, eta = 1/100, eps = 1/1000.",
        "",
        "| N | " + " | ".join(str(e) for e in FORWARD_EXPONENTS) + " |",
        "|---" * (len(FORWARD_EXPONENTS) + 1) + "|",
    ]
    for depth, row in found["fast_forward"]["table"].items():
        cells = [f"{number(row[str(e)]['milliseconds'])} ({row[str(e)]['digits_of_k']})" for e in FORWARD_EXPONENTS]
        lines.append(f"| {depth} | " + " | ".join(cells) + " |")
    lines += ["", "## T_N^Id of Theorem 2.4: time of mpmath (no error bound) over time of the certified enclosure", ""]
    lines += ["| N | " + " | ".join(f"{d} digits" for d in DIGITS) + " |", "|---" * (len(DIGITS) + 1) + "|"]
    for depth, row in found["bounds"].items():
        lines.append(f"| {depth} | " + " | ".join(number(row[str(d)]) for d in DIGITS) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure everything and write both reports."""
    with tempfile.TemporaryDirectory() as folder:
        steps = measure_steps(contenders(Path(folder)))
    found: dict[str, Any] = {
        "generated": "by `make bench`; do not edit",
        "machine": machine(),
        "steps": steps,
        "perturbed": measure_perturbed(),
        "draws": measure_draws(),
        "fast_forward": measure_fast_forward(),
        "bounds": measure_bounds(),
    }
    found["targets"] = judge(found)
    REPORTS.mkdir(exist_ok=True)
    (REPORTS / "benchmarks.json").write_text(json.dumps(found, indent=1) + "\n")
    text = as_markdown(found)
    (REPORTS / "benchmarks.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
