"""Keep imports flowing one way, and every library in its room."""

import ast
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "dmfproof"

# A module imports from its own room and from rooms with a smaller number; equal numbers do not see each other.
ORDER = {
    "errors": 0,
    "replay": 0,
    "verdict": 0,
    "rational": 1,
    "problem": 2,
    "perturbed_problem": 2.5,
    "arithmetic": 3,
    "bundled": 4,
    "dynamics": 4,
    "matrix_file": 4.5,
    "statements": 5,
    "bounds": 6,
    "pair_bounds": 6.5,
    "proof": 6,
    "campaign": 7,
    "planner": 7,
    "experiments": 7.5,
    "simulation": 7.7,
    "report": 8,
    "cli": 9,
    "__init__": 10,
    "__main__": 10,
}

# Which modules may import a library; libraries that are not named here are free.
ROOMS = {
    "flint": ["arithmetic/*"],
    "hypothesis": ["campaign/*"],
    "pytest": ["campaign/*"],
    # Statements are SymPy expressions: where they are written, evaluated, proved, attacked and applied.
    "sympy": ["statements/*", "proof/*", "arithmetic/evaluator*.py", "campaign/*", "bounds.py", "pair_bounds.py"],
    "matplotlib": ["report/*"],
    "jinja2": ["report/*"],
    "latex2mathml": ["report/*"],
    "typer": ["cli/*"],
    "click": ["cli/*"],
    "rich": ["cli/*"],
}

# The checker of certificates must run alone, so that it can be audited alone.
STANDARD_LIBRARY_ONLY = ["proof/checker.py"]


def modules():
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def imports(source, path):
    """List the imported names, relative ones made absolute; imports inside functions count as well."""
    package = ["dmfproof", *Path(path).parent.parts]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            prefix = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{prefix}.{alias.name}" for alias in node.names)


def room(path):
    return Path(path).parts[0].removesuffix(".py")


def violations(source, path):
    """Say what a module imports against the rules, one sentence each."""
    own = room(path)
    if own not in ORDER:
        return [f"{path}: the room {own} has no place in ORDER"]
    found = []
    for name in imports(source, path):
        top, _, rest = name.partition(".")
        target = rest.partition(".")[0]
        if top == "dmfproof" and rest != "__version__":
            if target not in ORDER:
                found.append(f"{path} imports {name}, which is of the package's root or of a room not in ORDER")
            elif target != own and ORDER[target] >= ORDER[own]:
                found.append(f"{path} imports {name} against the direction")
            elif own == "report" and target == "statements":
                found.append(f"{path} imports {name}, but a report sees records only")
        elif top != "dmfproof" and not any(fnmatch(path, pattern) for pattern in ROOMS.get(top, ["*"])):
            found.append(f"{path} imports {top} outside its room")
        if path in STANDARD_LIBRARY_ONLY and top not in sys.stdlib_module_names:
            found.append(f"{path} imports {name}, which is not of the standard library")
    return found


@pytest.mark.parametrize("path", modules())
def test_every_module_keeps_to_the_direction_and_the_rooms(path):
    assert violations((PACKAGE / path).read_text(encoding="utf-8"), path) == []


def test_the_checker_of_certificates_is_among_the_modules():
    assert set(STANDARD_LIBRARY_ONLY) <= set(modules())


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("rational.py", "from dmfproof.problem import Problem"),
        ("arithmetic/ball.py", "import dmfproof.dynamics.hitting"),
        ("dynamics/hitting.py", "from ..statements import catalogue"),
        ("proof/library.py", "def f():\n    from dmfproof.campaign import attack"),
        ("report/table.py", "from dmfproof.statements import catalogue"),
        ("dynamics/hitting.py", "from dmfproof import Problem"),
        ("dynamics/hitting.py", "from flint import arb"),
        ("arithmetic/ball.py", "import sympy.core"),
        ("proof/derive.py", "import flint"),
        ("statements/scalar/lemma_2_2.py", "import hypothesis.strategies as st"),
        ("cli/main.py", "import matplotlib.pyplot"),
        ("report/table.py", "def f():\n    import rich"),
        ("proof/checker.py", "import numpy"),
        ("proof/checker.py", "from dmfproof.errors import InvalidInput"),
        ("helpers.py", ""),
    ],
)
def test_a_wrong_import_is_caught(path, source):
    assert len(violations(source, path)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("problem.py", "from fractions import Fraction\nfrom dmfproof.rational import write"),
        ("arithmetic/evaluator_ball.py", "import sympy\nimport flint\nfrom .ball import ball"),
        ("statements/scalar/lemma_2_2.py", "import sympy\nfrom dmfproof.dynamics.hitting import hitting_time"),
        ("cli/main.py", "from dmfproof import __version__\ndef f():\n    import typer"),
        ("cli/show.py", "from dmfproof.report import table"),
        ("__init__.py", "from dmfproof.statements import catalogue"),
    ],
)
def test_a_right_import_is_not_caught(path, source):
    assert violations(source, path) == []
