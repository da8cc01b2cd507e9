"""The ways to step that are compared; each takes a depth and returns how many steps it took."""

from __future__ import annotations

import ctypes
import random
import shutil
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from flint import arb, ctx, fmpq
from mpmath import iv

from dmfproof.arithmetic import kernel
from dmfproof.arithmetic.ball_descent import first_hit
from dmfproof.arithmetic.kernel import Backend, c_kernel
from dmfproof.arithmetic.kernel import perturbed as perturbed_kernel
from dmfproof.arithmetic.pair_descent import first_pair_hit
from dmfproof.perturbed_problem import PerturbedProblem
from dmfproof.problem import Problem

Contender = Callable[[int], int]
REFERENCE = "arb loop, 128 bits"
PLAIN = "plain C, one draw, no bounds"
NUMPY = "dmfproof pair kernel, NumPy"
BITS = 128
_BLOCK = 8192
_ETA, _EPS = Fraction(1, 200_003), Fraction(1, 10**9)


def kernel_name(level: int) -> str:
    """Return how the C kernel with one instruction set is called in the tables."""
    return f"dmfproof pair kernel, C, {c_kernel.LEVELS[level]}"


def contenders(folder: Path) -> dict[str, Contender]:
    """Return the contenders by name; `folder` takes the compiled yardstick."""
    found: dict[str, Contender] = {
        REFERENCE: arb_loop,
        "mpmath iv loop, 128 bits": interval_loop,
        "dmfproof balls (mean-value form), 128 bits": ball_tier,
        NUMPY: lambda depth: pairs(depth, _BLOCK, 1000, Backend.NUMPY, None),
    }
    level = c_kernel.level()
    for each in range(level + 1) if level is not None else ():
        found[kernel_name(each)] = lambda depth, each=each: pairs(depth, 256, 60_000 * (1 + each), Backend.C, each)
    plain = compile_plain(folder)
    if plain is not None:
        found[PLAIN] = lambda depth: plain(depth, 1.0, 0.2, float(_ETA) / 50, 1e-9, 10_000_000)
    return found


def arb_loop(depth: int, steps: int = 40_000) -> int:
    """Step and test in balls, written as fast as python-flint allows."""
    before, ctx.prec = ctx.prec, BITS
    lam, d, eta, eps = arb(1), arb(fmpq(1, 5)), arb(fmpq(1, 200_003)), arb(fmpq(1, 10**9))
    exponent = depth - 1
    for _ in range(steps):
        power = d**exponent
        w = lam - power * d
        if not w > eps:
            raise AssertionError("the loop must not hit")
        d = d + eta * power * w
    ctx.prec = before
    return steps


def interval_loop(depth: int, steps: int = 3_000) -> int:
    """Step and test in mpmath's intervals."""
    iv.prec = BITS
    lam, d, eta, eps = iv.mpf(1), iv.mpf(1) / 5, iv.mpf(1) / 200_003, iv.mpf(1) / 10**9
    for _ in range(steps):
        power = d ** (depth - 1)
        w = lam - power * d
        if not w > eps:
            raise AssertionError("the loop must not hit")
        d = d + eta * power * w
    return steps


def perturbed_problem(depth: int) -> PerturbedProblem:
    """Return a perturbed pair that does not hit for millions of steps."""
    return PerturbedProblem(depth=depth, lam=1, alpha="1/5", beta="1/50", eta=_ETA / 50, eps=_EPS)


def perturbed_in_balls(depth: int, steps: int = 10_000) -> int:
    """Step and test the perturbed pair in balls."""
    return first_pair_hit(perturbed_problem(depth), bits=BITS, max_steps=steps).step


def perturbed_in_binary64(depth: int, steps: int = 2_000_000) -> int:
    """Step and test the perturbed pair in its kernel."""
    run = perturbed_kernel.enter(perturbed_problem(depth), perturbed_kernel.Event.HITTING)
    assert isinstance(run, perturbed_kernel.Run)
    run.advance(steps)
    return run.step


def ball_tier(depth: int, steps: int = 10_000) -> int:
    """Use dmfproof's own ball tier."""
    problem = Problem(depth=depth, lam=1, alpha=Fraction(1, 5), eta=_ETA, eps=_EPS)
    return first_hit(problem, bits=BITS, max_steps=steps).step


def pairs(depth: int, draws: int, steps: int, use: Backend, level: int | None) -> int:
    """Run the pair kernel on many draws at once."""
    rng = random.Random(1)
    few = [Problem(depth=depth, lam=1, alpha=Fraction(rng.uniform(0.1, 0.5)), eta=_ETA, eps=_EPS) for _ in range(16)]
    starts = [start for start in map(kernel.enter, few) if isinstance(start, kernel.Start)] * (draws // 16)
    return sum(answer.step for _, answer in kernel.run(starts, max_steps=steps, use=use, use_level=level))


def compile_plain(folder: Path) -> Callable[..., int] | None:
    """Compile the yardstick with the flags of the kernel; None where there is no C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    built = folder / "plain.so"
    source = Path(__file__).with_name("plain.c")
    subprocess.run([compiler, "-O3", "-ffp-contract=off", "-fPIC", "-shared", "-o", built, source], check=True)
    hit = ctypes.CDLL(str(built)).plain_hit
    hit.restype = ctypes.c_int64
    hit.argtypes = [ctypes.c_int, *[ctypes.c_double] * 4, ctypes.c_int64]
    return hit
