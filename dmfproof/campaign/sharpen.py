"""Push named constants at many depths, each push in a process of its own choosing, and gather one table."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from fractions import Fraction
from typing import Any

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign.push import push
from dmfproof.campaign.verification import seed_of
from dmfproof.errors import InvalidInput
from dmfproof.rational import write
from dmfproof.replay import replay_command
from dmfproof.statements.catalogue import find
from dmfproof.statements.domain import Depth
from dmfproof.statements.formula import expression_text
from dmfproof.statements.model import Constant, Statement

__all__ = ["MAIN", "find_constant", "sharpen", "table"]

# The constants of the committed report: those that the papers print, as far as a minute or two allows.
MAIN = (
    ("scalar.lemma_2_2", "step_nonnegative"),
    ("scalar.lemma_2_2", "step_negative"),
    ("scalar.lemma_b_1", "root"),
    ("scalar.lemma_b_1", "not_positive"),
    ("scalar.theorem_2_4", "lower_numerator"),
    ("perturbed.lemma_d_2", "nine"),
    ("perturbed.remark_1_4", "c"),
    ("perturbed.remark_1_4", "cube"),
)


def find_constant(statement: Statement, name: str) -> Constant:
    """Return a constant of a statement; raises `InvalidInput` naming those it has."""
    for constant in statement.constants:
        if constant.name == name:
            return constant
    named = ", ".join(constant.name for constant in statement.constants)
    holds = f"{statement.id} names {named}" if named else f"{statement.id} names no constants"
    raise InvalidInput("--constant", name, "not named there", holds, "`dmfproof sharpen ID` lists its constants")


def sharpen(
    identifier: str, name: str, depth: int, *, examples: int, seed: int, budget: Budget, share: Fraction
) -> dict[str, Any] | None:
    """Push one constant at one depth and return a JSON-ready row, None where its claim does not speak of the depth."""
    statement = find(identifier)
    constant = find_constant(statement, name)
    least, most, stride = next((d.least, d.most, d.stride) for d in constant.claim.domain if isinstance(d, Depth))
    if not (least <= depth <= most and (depth - least) % stride == 0):
        return None
    own_seed = seed_of(seed, statement.id, name, str(depth))
    found = push(constant, depth, examples=examples, seed=own_seed, budget=budget, share=share)
    witness = found.witness
    command = None if witness is None else replay_command(statement.id, f"constant:{name}", witness)
    ends = {key: None if value is None else write(value)
            for key, value in (("survived", found.survived), ("refuted", found.refuted))}  # fmt: skip
    return {"N": depth, "stated": write(found.stated), **ends, "points": found.points, "witness": witness,
            "command": command}  # fmt: skip


def table(
    wanted: Sequence[tuple[str, str]],
    depths: Iterable[int],
    *,
    examples: int,
    seed: int,
    budget: Budget,
    share: Fraction,
    workers: int | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> dict[str, Any]:
    """Push constants, given as (statement, name), at all depths.

    The numbers depend on the seed, not on the number of processes.  On Ctrl-C what is done is returned, with
    ``"interrupted": true``.  Raises `InvalidInput` for an unknown statement or constant.
    """
    from dmfproof import __version__

    constants = {pair: find_constant(find(pair[0]), pair[1]) for pair in wanted}
    jobs = [(*pair, depth) for pair in wanted for depth in depths]
    found: dict[tuple[str, str, int], dict[str, Any] | None] = {}
    interrupted = False
    options: dict[str, Any] = {"examples": examples, "seed": seed, "budget": budget, "share": share}
    count = min(workers or os.cpu_count() or 1, len(jobs))
    with ProcessPoolExecutor(max_workers=count, mp_context=multiprocessing.get_context("spawn")) as pool:
        if progress is not None:
            progress(0, len(jobs), "a worker starts")
        pending = {pool.submit(sharpen, *job, **options): job for job in jobs}
        try:
            for future in as_completed(pending):
                job = pending[future]
                found[job] = future.result()
                if progress is not None:
                    progress(len(found), len(jobs), f"{job[0]}: {job[1]}, N = {job[2]}")
        except KeyboardInterrupt:
            interrupted = True
            pool.shutdown(wait=False, cancel_futures=True)
    rows = [_constant_row(pair, constants[pair], [found.get((*pair, depth)) for depth in depths]) for pair in wanted]
    return {"schema": "dmfproof.sharpen/1", "version": __version__, "seed": seed, "draws": examples,
            "share": write(share), "interrupted": interrupted, "constants": rows}  # fmt: skip


def _constant_row(
    pair: tuple[str, str], constant: Constant, rows: Iterable[dict[str, Any] | None]
) -> dict[str, Any]:
    return {
        "statement": pair[0],
        "constant": pair[1],
        "says": constant.says,
        "claim": constant.claim.says,
        "stated": expression_text(constant.value),
        "stronger": constant.stronger,
        "known": constant.known,
        "rows": [row for row in rows if row is not None],
    }
