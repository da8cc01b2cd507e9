"""Specify what is shipped: pinned dependencies, one version, complete wheels with or without a compiler."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="ascii")


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(lines):
    return {normal(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in lines if line and not line.startswith("#")}


def build_wheel(folder, **environment):
    """Build a wheel from a copy of the sources; return the names in it, and those that it must hold."""
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "dmfproof", source / "dmfproof", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder]
    command = [sys.executable, "-m", "pip", "wheel", *options, source]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})
    (wheel,) = folder.glob("dmfproof-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    files = (path for path in (source / "dmfproof").rglob("*") if path.is_file() and path.suffix not in (".c", ".so"))
    return names, {path.relative_to(source).as_posix() for path in files}


def test_the_lock_names_no_address_and_no_path():
    assert not re.search(r"://|@ |file:|--(extra-)?index|--find-links|(^|\s)/", LOCK)


def test_every_line_of_the_lock_pins_a_version_by_hash():
    blocks = re.split(r"\n(?=[a-z])", LOCK.partition("\n")[2])
    assert len(blocks) > 20
    assert all(re.match(r"\S+==\S+ ", block) and "--hash=sha256:" in block for block in blocks)


def test_the_lock_holds_every_dependency():
    wanted = requirements(PROJECT["dependencies"]) | requirements((ROOT / "requirements.in").read_text().splitlines())
    assert wanted <= requirements(line for line in LOCK.splitlines() if not line.startswith(" "))


def test_the_version_and_the_licence_are_the_same_everywhere():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {PROJECT['version']}\n" in citation
    assert f"\nlicense: {PROJECT['license']}\n" in citation
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n")


def test_a_wheel_built_without_a_compiler_is_complete(tmp_path):
    names, needed = build_wheel(tmp_path, CC=str(tmp_path / "no-compiler"))
    assert needed - names == set()
    assert not any(name.endswith(".so") for name in names)


@pytest.mark.deep
def test_a_wheel_built_with_a_compiler_holds_the_kernel(tmp_path):
    names, needed = build_wheel(tmp_path)
    assert needed - names == set()
    assert any(re.fullmatch(r"dmfproof/arithmetic/kernel/_pair\..*so", name) for name in names)


@pytest.mark.parametrize("arguments", ["import dmfproof", "import dmfproof.cli.main"])
def test_nothing_heavy_is_loaded_before_it_is_needed(arguments):
    heavy = {"sympy", "scipy", "matplotlib", "hypothesis", "pytest"}
    code = f"{arguments}, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT).stdout
    assert heavy.isdisjoint(loaded.split())
