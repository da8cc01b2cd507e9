"""Hunt for counterexamples and show the tightest points, where the points lie, and what was not decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from dmfproof.cli.catalogue import STATEMENTS
from dmfproof.cli.terminal import ExitCode, leave, note, print_json, print_text, progress_bar
from dmfproof.errors import InvalidInput

__all__ = ["COMMANDS", "RECORD", "SCHEDULER", "WORKERS"]

RECORD = typer.Option("--record", metavar="FILE", help="The record; by default in your data folder.")
SCHEDULER = typer.Option(metavar="ADDRESS", help="Use the workers of the dask scheduler at tcp://HOST:PORT.")
WORKERS = typer.Option(metavar="W", help="Processes; all cores by default.")
_BAR = 24
_MOST_WORKERS, _MOST_EXAMPLES, _MOST_MINUTES = 512, 10**12, 5_256_000  # the last are ten years


def hunt(
    identifier: Annotated[str | None, typer.Argument(metavar="[ID]", help="A statement, or your own file.")] = None,
    claim_names: Annotated[
        list[str] | None, typer.Argument(metavar="[CLAIM]...", help="Claims or mutants; all claims if none.")
    ] = None,
    examples: Annotated[str | None, typer.Option(metavar="N", help="Draws for each claim; 1000 by default.")] = None,
    minutes: Annotated[str | None, typer.Option(metavar="M", help="A limit of time instead of draws.")] = None,
    seed: Annotated[str | None, typer.Option(metavar="S", help="The seed, a whole number; 0 by default.")] = None,
    workers: Annotated[str | None, WORKERS] = None,
    scheduler: Annotated[str | None, SCHEDULER] = None,
    statements: Annotated[Path | None, STATEMENTS] = None,
    resume: Annotated[str | None, typer.Option(metavar="RUN", help="Continue a run of `dmfproof runs list`.")] = None,
    record: Annotated[Path | None, RECORD] = None,
    timeout: Annotated[
        str, typer.Option(metavar="SECONDS", help="A point that takes longer is skipped, and said to be.")
    ] = "120",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Hunt for a counterexample.

    Hypothesis steers towards tight points, seeded draws cover the domain, and a numeric optimiser starts from the
    tightest points found.  Every point is exact and examined in certified arithmetic.  A counterexample is simplified;
    the command that examines it again is printed.

    The points depend on the seed, not on the number of workers.  Every certified point is put on record; a run that
    was stopped, by Ctrl-C or otherwise, continues with --resume.

    Example:
      dmfproof hunt scalar.theorem_2_4 upper_both_phases --examples 2000
      dmfproof hunt scalar.theorem_2_4 no_delay
      dmfproof hunt --resume 1
    """
    import os

    from dmfproof.campaign.hunt import hunt as begin
    from dmfproof.campaign.hunt import resume as continue_run
    from dmfproof.rational import parse_integer
    from dmfproof.statements.catalogue import resolve

    given = None if workers is None else parse_integer(workers, "workers", least=1, most=_MOST_WORKERS)
    processes = given or os.cpu_count() or 1
    seconds = float(parse_integer(timeout, "timeout", least=1, most=60 * _MOST_MINUTES))
    most = None if examples is None else parse_integer(examples, "examples", least=1, most=_MOST_EXAMPLES)
    limit = None if minutes is None else _limit(minutes)
    if most is not None and limit is not None:
        holds = "a hunt ends after so many draws or so much time"
        raise InvalidInput("--minutes", minutes, "one limit too many", holds, "Drop it, or --examples")
    options: dict[str, Any] = {"workers": processes, "scheduler": scheduler, "record": record, "timeout": seconds}
    with progress_bar() as progress:
        options["progress"] = progress
        if resume is not None:
            chosen_anew = {"ID": identifier, "--statements": statements, "--examples": examples,
                           "--minutes": minutes, "--seed": seed}  # fmt: skip
            for name, value in chosen_anew.items():
                if value is not None:
                    holds = "a run knows what it hunts, and how"
                    raise InvalidInput(name, value, "given with --resume", holds, "Drop one of them")
            found = continue_run(parse_integer(resume, "--resume", least=1), **options)
        elif identifier is None and statements is None:
            holds = "a statement to hunt is needed"
            raise InvalidInput("ID", "none", "missing", holds, "Run `dmfproof list` to see them, or give --resume RUN")
        else:
            chosen = parse_integer("0" if seed is None else seed, "seed", least=0)
            wanted = resolve([] if identifier is None else [identifier], statements)
            found = begin(wanted, claim_names or (), examples=most, minutes=limit, seed=chosen, **options)
    if as_json:
        print_json(found)
    else:
        print_text("\n".join(report_lines(found)))
    if found["interrupted"]:
        note(f"Interrupted: what was done is on record; `dmfproof hunt --resume {found['run']}` continues.")
    leave(_exit_code(found))


def _limit(minutes: str) -> float:
    from dmfproof.rational import parse_rational

    limit = parse_rational(minutes, "minutes")
    if limit <= 0:
        raise InvalidInput("minutes", minutes, "not positive", "a limit of time must be > 0", "Give a larger one")
    if limit > _MOST_MINUTES:
        holds = f"at most {_MOST_MINUTES} (ten years) are counted"
        raise InvalidInput("minutes", minutes, "too large", holds, "Give a smaller one; --resume continues any run")
    return float(limit)


def _exit_code(found: Mapping[str, Any]) -> ExitCode:
    claims = found["claims"]
    if any(claim["outcome"] == "refuted" for claim in claims):
        return ExitCode.REFUTED
    if found["interrupted"]:
        return ExitCode.INTERRUPTED
    unknown = any(claim["outcome"] != "certified" or claim["skipped"] or claim["faults"] for claim in claims)
    return ExitCode.UNDECIDED if unknown else ExitCode.AS_CLAIMED


def report_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the report of a hunt, line after line."""
    for claim in found["claims"]:
        yield f"{claim['statement']}: {claim['claim']} [{claim['tag']}]"
        yield from (f"  {line}" for line in _claim_lines(claim))
        yield ""
    examined = sum(claim["examined"] for claim in found["claims"])
    rate = f", {examined / found['seconds']:.0f} a second" if found["seconds"] >= 1 else ""
    yield f"run {found['run']}, seed {found['seed']}: {examined} points examined in {found['seconds']} s{rate}"


def _claim_lines(claim: Mapping[str, Any]) -> Iterator[str]:
    counter = claim["counterexample"]
    if counter is not None:
        ways = {"aim": "steering", "witness": "the statement's witness", "draws": "drawing", "polish": "polishing"}
        how = ways[counter["found_by"]]
        yield f"refuted  {counter['why']} (found by {how}, then simplified)"
        yield f"again    {counter['examine']}"
    elif claim["certified_points"]:
        yield f"none in {claim['certified_points']} certified points"
    elif claim.get("vacuous"):
        yield "vacuous: no point that was drawn is one that the claim speaks of"
    else:
        yield "undecided: no point was certified"
    yield (
        f"examined {claim['examined']} points, {claim['seeded_draws']} of them seeded draws: "
        f"{claim['undecided_points']} undecided, {claim['outside_points']} outside, {claim['empty_draws']} empty"
    )
    for reason, count in list(claim["undecided_reasons"].items())[:3]:
        yield f"         {count} x {reason}"
    for skipped in claim["skipped"]:
        what = "a task" if skipped["draw"] is None else f"draw {skipped['draw']}"
        yield f"skipped  {what}: {skipped['why']}"
    yield from _fault_lines(claim)
    for index, best in enumerate(claim["tightest"]):
        at = " ".join(f"{name}={value}" for name, value in best["point"].items())
        yield f"{'tightest' if index == 0 else '        '} {best['tightness']:.4g}  {at}"
    yield from _region_lines(claim)


def _fault_lines(claim: Mapping[str, Any]) -> Iterator[str]:
    """Yield one line for each kind of error, with the first draws that raised it."""
    draws: dict[str, list[str]] = {}
    for fault in claim["faults"]:
        draws.setdefault(fault["why"], []).append("steering" if fault["draw"] is None else f"draw {fault['draw']}")
    own = claim["statement"].endswith(".py")
    whose = "an error of the file's own, or a bug in dmfproof" if own else "a bug in dmfproof: please report it"
    for why, places in draws.items():
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        yield f"FAULT    {', '.join(places[:3])}{more}: {why} ({whose})"


def _region_lines(claim: Mapping[str, Any]) -> Iterator[str]:
    """Yield histograms of the certified draws."""
    regions, coverage = claim["regions"], claim["coverage"]
    for title, counts in (("case", regions["cases"]), ("depth", regions["depths"])):
        yield from _histogram(title, list(counts.items()))
    if regions["zones"]:
        heads = ["position in its interval", *claim["zones"]]
        yield "  ".join(heads)
        for name, counts in regions["zones"].items():
            cells = [f"  {name:<{len(heads[0]) - 2}}", *map(str, counts)]
            yield "  ".join(cell.rjust(len(head)) for cell, head in zip(cells, heads, strict=True))
    if coverage["cells"] and claim["seeded_draws"]:
        reached, cells = coverage["reached"], coverage["cells"]
        yield f"covered  {reached} of {cells} cells (depth, zone, zone) by seeded draws, {reached / cells:.0%}"


def _histogram(title: str, rows: list[tuple[str, int]]) -> Iterator[str]:
    most = max((count for _, count in rows), default=0)
    if most == 0:
        return
    yield title
    width = max(len(name) for name, _ in rows)
    for name, count in rows:
        yield f"  {name:<{width}}  {count:>7}  {'#' * -(-_BAR * count // most)}".rstrip()


COMMANDS = (hunt,)
