"""Read a user's own statement: a Python file that defines STATEMENT, as the files of the catalogue do.

The file is run, as any Python file that its owner names; what it defines is then held against what a statement must
be, so that a mistake is reported with its line instead of failing inside a campaign.  The id of a user's statement is
its path as it was given: other processes find it by that.
"""

from __future__ import annotations

import ast
import linecache
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import sympy as sp
from sympy.core.relational import Relational

from dmfproof.errors import InvalidInput, shorten
from dmfproof.statements.domain import Between, Depth, Draw, GroundTruth, RationalMatrix, Spectrum, Whole
from dmfproof.statements.model import Claim, Computed, ForEveryStep, Form, Mutant, Statement, Witness, x, x_next

__all__ = ["docstring", "is_path", "load", "paths_in"]

_SUFFIX = ".py"
_DRAWS = (Between, Depth, GroundTruth, RationalMatrix, Spectrum, Whole)


def is_path(identifier: str) -> bool:
    """Say whether an identifier names a file, not a statement of the catalogue."""
    return identifier.endswith(_SUFFIX) or "/" in identifier or os.sep in identifier


def paths_in(folder: Path) -> list[str]:
    """Return the statement files of a folder by name, those that assign STATEMENT; raises `InvalidInput` if none do."""
    try:
        found = [path for path in sorted(folder.glob(f"*{_SUFFIX}")) if "STATEMENT" in _read(path)]
    except OSError as error:
        raise InvalidInput("folder", folder, "not readable", str(error.strerror), "Name another one") from None
    if not found:
        wrong = "without statements" if folder.is_dir() else "no folder"
        advice = "Write a first statement with `dmfproof new FILE.py`"
        raise InvalidInput("folder", folder, wrong, "a folder with files that define STATEMENT is needed", advice)
    return [path.as_posix() for path in found]


def load(path: str) -> Statement:
    """Run a statement file and return its statement, `path` being its id.

    Raises `InvalidInput`, naming the line, for a file that cannot be read or run and for what is no statement.
    """
    return _loaded(path, _stamp(path))[0]


def docstring(path: str) -> str:
    """Return the docstring of a statement file, "" if it has none."""
    return _loaded(path, _stamp(path))[1].__doc__ or ""


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def _stamp(path: str) -> tuple[int, int]:
    """Return what changes when the file does; raises `InvalidInput` if there is no such file."""
    try:
        status = os.stat(path)
    except OSError as error:
        holds = f"it cannot be read ({error.strerror})"
        raise InvalidInput("FILE", path, "no file", holds, f"`dmfproof new {path}` writes one to start from") from None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=64)
def _loaded(path: str, stamp: tuple[int, int]) -> tuple[Statement, ModuleType]:
    del stamp  # the file as it is now: a changed one is read anew
    try:
        source = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("FILE", path, "not readable", f"it must be UTF-8 text ({error})", "Save it anew") from None
    module, tree = _run(path, source)
    statement = _Checked(path, tree, module).statement()
    return replace(statement, id=path), module


def _wrong(path: str, line: int | None, wrong: str, advice: str) -> NoReturn:
    place = f"{path}:{line}" if line else path
    raise InvalidInput("FILE", place, "no statement", wrong, advice)


def _run(path: str, source: str) -> tuple[ModuleType, ast.Module]:
    """Run the file in a module of its own.  Python's errors become `InvalidInput` with their line."""
    module = ModuleType(f"dmfproof_user.{Path(path).stem}")
    module.__file__ = path
    try:
        tree = ast.parse(source, path)
        code = compile(tree, path, "exec")
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        text = (linecache.getline(path, line) if line else "").strip()
        says = getattr(error, "msg", None) or str(error)
        _wrong(path, line, f"it is not Python: {says}{f' in {shorten(text)!r}' if text else ''}", "Correct that line")
    sys.modules[module.__name__] = module
    try:
        with redirect_stdout(sys.stderr):  # what it prints is no result of ours
            exec(code, module.__dict__)
    except (Exception, SystemExit) as error:  # a file that leaves must not end a verification with its own exit code
        line = _line_of(error, path)
        text = shorten(" ".join(str(error).split()))
        says = f"{type(error).__name__}: {text}" if text else type(error).__name__
        _wrong(path, line, f"Python stops there with {says}", "Correct that line")
    finally:
        del sys.modules[module.__name__]
    return module, tree


def _line_of(error: BaseException, path: str) -> int | None:
    """Return the last line of the file itself that the error came through."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


class _Checked:
    """Hold what a file defines against what a statement must be; each fault names its line."""

    def __init__(self, path: str, tree: ast.Module, module: ModuleType) -> None:
        self.path, self.tree, self.module = path, tree, module

    def refuse(self, line: int | None, wrong: str, advice: str) -> NoReturn:
        """Raise `InvalidInput` at a line."""
        _wrong(self.path, line, wrong, advice)

    def statement(self) -> Statement:
        """Return STATEMENT if everything in it is as it must be."""
        found = getattr(self.module, "STATEMENT", None)
        if found is None:
            other = next((name for name, value in vars(self.module).items() if isinstance(value, Statement)), None)
            hint = f"line {self.assigned(other)} calls it {other}" if other else "it defines none"
            self.refuse(None, f"a statement file defines STATEMENT, and {hint}", "Write STATEMENT = Statement(...)")
        line = self.assigned("STATEMENT")
        if not isinstance(found, Statement):
            holds = f"STATEMENT must be a Statement, not {type(found).__name__} {shorten(repr(found))}"
            self.refuse(line, holds, "Write STATEMENT = Statement(...)")
        self.parts(found, line)
        return found

    def parts(self, found: Statement, line: int | None) -> None:
        """Check the types of the parts, then every claim."""
        for name, kind in (("claims", Claim), ("mutants", Mutant), ("witnesses", Witness)):
            values = getattr(found, name)
            if not isinstance(values, tuple) or not all(isinstance(value, kind) for value in values):
                bad = values if not isinstance(values, tuple) else next(v for v in values if not isinstance(v, kind))
                holds = f"{name} must be a tuple of {kind.__name__}s, not {type(bad).__name__} {shorten(repr(bad))}"
                self.refuse(line, holds, f"Write {name}=({kind.__name__}(...),), with the comma")
        if not found.claims:
            self.refuse(line, "it has no claims", "Write claims=(Claim(...),)")
        claims = [*found.claims, *(mutant.claim for mutant in found.mutants)]
        for number, claim in enumerate(claims):
            if any(claim.name == other.name for other in claims[:number]):
                wrong = f"two claims (or mutants) are named {claim.name!r}"
                self.refuse(self.line_of(claim, last=True), wrong, "Give each a name of its own")
            self.claim(claim)
        for witness in found.witnesses:
            if witness.claim not in {claim.name for claim in found.claims}:
                self.refuse(self.mentioned(witness.claim) or line, f"a witness is for {witness.claim!r}, which is no "
                            "claim", "Name one of its claims")  # fmt: skip

    def claim(self, claim: Claim) -> None:
        """Check one claim: its domain, and that its formulas speak of the domain's variables only."""
        line = self.line_of(claim)
        where = f"claim {claim.name!r}"
        if not isinstance(claim.form, Form):
            self.refuse(line, f"{where}: form must be Form.PAPER or Form.SHARPER", "Write form=Form.SHARPER")
        if claim.proofs:
            self.refuse(line, f"{where} names lemmas, which prove claims of the catalogue only", "Leave proofs out")
        known = self.domain(claim, line, where)
        if not isinstance(claim.assumes, tuple):
            self.refuse(line, f"{where}: assumes must be a tuple of relations", "Write assumes=(x > 0,), with comma")
        for assumption in claim.assumes:
            if isinstance(assumption, Computed):
                continue
            self.relation(assumption, known, line, f"{where} assumes", "a tautology is no assumption: drop it")
        if isinstance(claim.concludes, ForEveryStep):
            needed = {"N", "lam", "alpha", "eta"} - {symbol.name for symbol in known}
            if needed:
                holds = f"{where} is about every step of descent, which needs {', '.join(sorted(needed))}, too"
                self.refuse(line, holds, "Start from `descent(...)`, or let the domain draw them")
            self.relation(claim.concludes.step, known | {x, x_next}, line, f"{where} concludes (step)")
            self.formula(claim.concludes.because, known, line, f"{where} concludes (because)")
        elif not isinstance(claim.concludes, Computed):
            self.relation(claim.concludes, known, line, f"{where} concludes")

    def domain(self, claim: Claim, line: int | None, where: str) -> set[sp.Symbol]:
        """Check the domain and return its variables."""
        if not isinstance(claim.domain, tuple) or not all(isinstance(draw, _DRAWS) for draw in claim.domain):
            self.refuse(line, f"{where}: its domain must be a tuple of Depth, GroundTruth, Between, Whole",
                        "Write domain=(Depth(2, 10), ...)")  # fmt: skip
        known: set[sp.Symbol] = set()
        for draw in claim.domain:
            name = draw.symbol.name
            if any(symbol.name == name for symbol in known):
                self.refuse(line, f"{where}: its domain has {name} twice", "Drop one of them")
            for end in _ends(draw):
                self.formula(end, known, line, f"{where}: the range of {name}")
            if isinstance(draw, Between) and draw.closed not in ("", "left", "right", "both"):
                holds = f"{where}: the range of {name} is closed {draw.closed!r}"
                self.refuse(line, holds, 'Write "", "left", "right" or "both"')
            if isinstance(draw, Depth) and draw.least > draw.most:
                self.refuse(line, f"{where}: {name} runs from {draw.least} to {draw.most}", "Exchange the ends")
            known.add(draw.symbol)
        return known

    def relation(
        self, value: Any, known: set[sp.Symbol], line: int | None, where: str,
        trivial: str = "it cannot fail: say something about the domain's variables",
    ) -> None:  # fmt: skip
        """Check a relation that has to be decided at points."""
        if value is True or value is False:
            self.refuse(line, f"{where} {value}, which Python has decided", "Write sp.Eq(a, b) for an equation")
        if value == sp.true:
            holds = f"{where} True: SymPy decides it from the symbols' assumptions alone, so {trivial}"
            self.refuse(line, holds, "Or write it with evaluate=False, as sp.Le(a, b, evaluate=False)")
        self.formula(value, known, line, where)
        if not isinstance(value, Relational | sp.logic.boolalg.Boolean):
            holds = f"{where} {shorten(value)}, which is no relation"
            self.refuse(line, holds, "Write an inequality, sp.Eq(a, b), sp.And(...) or sp.Or(...)")

    def formula(self, value: Any, known: set[sp.Symbol], line: int | None, where: str) -> None:
        """Check that a formula is SymPy's, has known variables only, and that each function in it has a rule."""
        if not isinstance(value, sp.Basic):
            holds = f"{where} {shorten(repr(value))}, which is no SymPy expression"
            self.refuse(line, holds, "Write it with the symbols of dmfproof.statements.vocabulary")
        names = {symbol.name: symbol for symbol in known}
        for symbol in sorted(value.free_symbols - known, key=str):
            if symbol.name in names:
                holds = f"{where} another symbol {symbol.name} than the domain's: same name, other assumptions"
                advice = "Import it from dmfproof.statements.vocabulary, or define it once"
            else:
                holds = f"{where} the unknown symbol {symbol.name}; known there: {', '.join(sorted(names)) or 'none'}"
                advice = f"Draw {symbol.name} in the domain (before its use), or correct the name"
            self.refuse(self.mentioned(symbol.name, line) or line, holds, advice)
        for head in _unknown_heads(value):
            holds = f"{where} {head}, for which there is no rule of evaluation"
            self.refuse(self.mentioned(head, line) or line, holds, "Use the functions that docs/statements.md lists")

    def assigned(self, name: str) -> int | None:
        """Return the line of the last assignment to a name at the top level."""
        nodes = (node for node in self.tree.body if isinstance(node, ast.Assign | ast.AnnAssign))
        lines = [n.lineno for n in nodes for t in getattr(n, "targets", [getattr(n, "target", None)])
                 if isinstance(t, ast.Name) and t.id == name]  # fmt: skip
        return lines[-1] if lines else None

    def line_of(self, claim: Claim, last: bool = False) -> int | None:
        """Return the line on which a claim's name is written, else that of STATEMENT."""
        lines = [node.lineno for node in ast.walk(self.tree) if isinstance(node, ast.Constant)
                 and node.value == claim.name]  # fmt: skip
        return (lines[-1 if last else 0]) if lines else self.assigned("STATEMENT")

    def mentioned(self, name: str, after: int | None = None) -> int | None:
        """Return the first line (from `after` on, if there is one) on which a name or a text occurs."""
        lines = sorted(n.lineno for n in ast.walk(self.tree) if isinstance(n, ast.expr) and name in _names(n))
        return next((line for line in lines if after is None or line >= after), lines[0] if lines else None)


def _ends(draw: Draw) -> tuple[Any, ...]:
    """Return the formulas in a range; numbers become SymPy's."""
    if isinstance(draw, Between):
        return sp.sympify(draw.low), sp.sympify(draw.high)
    if isinstance(draw, Whole):
        return sp.sympify(draw.least), sp.sympify(draw.most)
    return (sp.sympify(draw.rows), sp.sympify(draw.columns)) if isinstance(draw, RationalMatrix) else ()


def _names(node: ast.AST) -> tuple[str, ...]:
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        return (node.attr,)
    return (node.value,) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ()


def _unknown_heads(value: sp.Basic) -> Iterator[str]:
    """Yield the names of applied functions that balls cannot evaluate."""
    from dmfproof.arithmetic.evaluator_ball import BallEvaluator
    from dmfproof.statements import perturbed_vocabulary  # noqa: F401  # its functions bring their rules

    rules = BallEvaluator.direct.keys() | BallEvaluator.lazy.keys() | BallEvaluator.strict.keys()
    for part in sp.preorder_traversal(value):
        if isinstance(part, sp.Function) and not isinstance(part, sp.Piecewise) and not rules & set(type(part).__mro__):
            yield type(part).__name__
