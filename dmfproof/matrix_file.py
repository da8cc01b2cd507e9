"""Read a matrix from a file exactly as it is written there.

A number in text (.csv, .mtx) is the exact rational it reads as, 0.1 is 1/10; a binary float (.npy, .npz) is its exact
binary value.  Nothing in a file is ever evaluated or unpickled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from pathlib import Path
from typing import Any

from dmfproof.bundled import load
from dmfproof.errors import InvalidInput
from dmfproof.rational import exact_float, parse_integer, parse_rational

__all__ = ["MatrixFile", "Rows", "is_symmetric", "read_matrix", "symmetric_part"]

Rows = list[list[Fraction]]

_SUFFIXES = ".npy, .npz, .csv and .mtx"
_MOST_ROWS = 2000
_MOST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class MatrixFile:
    """A matrix in exact rationals, and a line that says what it is."""

    rows: Rows
    says: str


def read_matrix(source: str) -> MatrixFile:
    """Read FILE.npy, FILE.npz (or FILE.npz:ARRAY where it holds several), FILE.csv, FILE.mtx, or bundled:NAME.

    A .csv holds one row a line, entries separated by commas, semicolons, tabs or blanks, no header; lines that begin
    with # are comments.  At most 2,000 rows and columns.  Raises `InvalidInput`.
    """
    if source.startswith("bundled:"):
        matrix = load(source.removeprefix("bundled:"))
        return MatrixFile([list(row) for row in matrix.entries], matrix.title)
    path, _, array = source.partition(".npz:")
    file = Path(f"{path}.npz" if array else source)
    _check_file(file, source)
    suffix = file.suffix.lower()
    if suffix in (".npy", ".npz"):
        rows = _of_numpy(file, array, source)
    elif suffix == ".csv":
        rows = _of_text(file, source)
    elif suffix == ".mtx":
        rows = list(_of_matrix_market(file, source))
    else:
        holds = f"{_SUFFIXES} files are read, and bundled:NAME"
        raise InvalidInput("MATRIX", source, "of an unknown format", holds, "Convert it")
    if not rows or not rows[0]:
        raise InvalidInput("MATRIX", source, "empty", "at least one row and column are needed", "Check the file")
    _check_shape(len(rows), len(rows[0]), source)
    return MatrixFile(rows, f"{file.name}, {len(rows)} x {len(rows[0])}")


def is_symmetric(rows: Rows) -> bool:
    """Say whether a matrix is its own transpose, exactly."""
    return all(len(row) == len(rows) for row in rows) and all(
        rows[i][j] == rows[j][i] for i in range(len(rows)) for j in range(i)
    )


def symmetric_part(rows: Rows) -> tuple[Rows, Fraction]:
    """Return (A + A')/2, and an upper bound of ||A - (A + A')/2|| (Frobenius norm, so of the operator norm, too).

    The bound is right to about 18 digits and rounded up.  Raises `InvalidInput` for a matrix that is not square.
    """
    n = len(rows)
    if any(len(row) != n for row in rows):
        holds = "only a square matrix has a symmetric part"
        raise InvalidInput("MATRIX", f"{n} x {len(rows[0])}", "not square", holds, "Check its shape")
    part = [[(rows[i][j] + rows[j][i]) / 2 for j in range(n)] for i in range(n)]
    square = sum(((rows[i][j] - rows[j][i]) ** 2 for i in range(n) for j in range(i)), Fraction(0)) / 2
    return part, _root_above(square)


def _root_above(square: Fraction) -> Fraction:
    """Return an upper bound of a square root, right to about 18 digits."""
    if not square:
        return square
    exponent = 60 - (square.numerator.bit_length() - square.denominator.bit_length()) // 2
    scaled = square * Fraction(4) ** exponent
    return (isqrt(-(-scaled.numerator // scaled.denominator) - 1) + 1) / Fraction(2) ** exponent


def _check_file(file: Path, source: str) -> None:
    if not file.exists():
        holds = f"{_SUFFIXES} files are read, and bundled:NAME"
        raise InvalidInput("MATRIX", source, "not there", holds, "Check the path")
    if not file.is_file():
        raise InvalidInput("MATRIX", source, "not a file", "a matrix is one file", "Check the path")
    if file.stat().st_size > _MOST_BYTES:
        raise InvalidInput("MATRIX", source, "too large", "files up to 1 GB are read", "Take a part of it")


def _check_shape(rows: int, columns: int, source: str) -> None:
    if max(rows, columns) > _MOST_ROWS:
        wrong, holds = f"too large ({rows} x {columns})", f"at most {_MOST_ROWS} rows and columns are treated"
        raise InvalidInput("MATRIX", source, wrong, holds, "Take a part of it")


def _of_numpy(file: Path, array: str, source: str) -> Rows:
    import numpy as np

    try:
        with file.open("rb") as stream:
            if not stream.read(6).startswith((b"PK", b"\x93NUMPY")):  # what is neither NumPy takes for a pickle
                raise _unreadable(source, "it is neither a .npy nor a .npz file of NumPy")
            stream.seek(0)
            loaded = np.load(stream, allow_pickle=False)
            values = loaded if isinstance(loaded, np.ndarray) else _only_array(loaded, array, source)
    except OSError as error:
        raise _unreadable(source, error.strerror or str(error)) from None
    except (ValueError, EOFError, KeyError, SyntaxError) as error:
        if isinstance(error, InvalidInput):
            raise
        says = "it holds Python objects" if "pickle" in str(error).lower() else str(error).splitlines()[0][:80]
        raise _unreadable(source, says) from None
    except Exception as error:  # a damaged archive raises errors of zipfile and zlib
        raise _unreadable(source, f"{type(error).__name__}: {error}"[:80]) from None
    if values.ndim != 2:
        wrong = f"an array of {values.ndim} dimensions"
        raise InvalidInput("MATRIX", source, wrong, "a matrix has two", "Choose or reshape the array")
    _check_shape(values.shape[0], values.shape[1], source)
    if values.dtype.kind == "c":
        advice = "Save its real part, if that is meant"
        raise InvalidInput("MATRIX", source, "complex", "real entries are needed", advice)
    if values.dtype.kind not in "biuf":
        raise InvalidInput("MATRIX", source, f"an array of {values.dtype}", "numbers are needed", "Convert it")
    if values.dtype.kind == "f" and values.dtype.itemsize > 8 and np.isfinite(values).all():
        return [[Fraction(*entry.as_integer_ratio()) for entry in row] for row in values]
    return [[_entry(entry, i, j) for j, entry in enumerate(row)] for i, row in enumerate(values.tolist())]


def _entry(value: Any, i: int, j: int) -> Fraction:
    name = f"MATRIX[{i}][{j}]"
    return exact_float(float(value), name) if isinstance(value, float) or hasattr(value, "dtype") else Fraction(value)


def _only_array(archive: Any, array: str, source: str) -> Any:
    names = list(archive.files)
    if {"format", "data", "shape"} <= set(names):
        holds, advice = "a dense matrix is needed", "Save it with .toarray(), or as .mtx"
        raise InvalidInput("MATRIX", source, "a sparse matrix of SciPy", holds, advice)
    shown = ", ".join(names[:8]) or "none"
    if array:
        if array not in names:
            raise InvalidInput("MATRIX", source, "not in the archive", f"its arrays are {shown}", "Choose one")
        return archive[array]
    if len(names) != 1:
        advice = "Name one: FILE.npz:ARRAY"
        raise InvalidInput("MATRIX", source, f"an archive of {len(names)} arrays", f"they are {shown}", advice)
    return archive[names[0]]


def _unreadable(source: str, why: str) -> InvalidInput:
    return InvalidInput("MATRIX", source, "not readable", why.rstrip("."), "Check the file")


def _lines(file: Path, source: str) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise _unreadable(source, "it is not text in UTF-8") from None
    except OSError as error:
        raise _unreadable(source, error.strerror or str(error)) from None


def _of_text(file: Path, source: str) -> Rows:
    rows: Rows = []
    for number, line in enumerate(_lines(file, source), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        cells = _cells(text)
        if rows and len(cells) != len(rows[0]):
            wrong = f"ragged at line {number}"
            holds = f"it has {len(cells)} entries, the rows before have {len(rows[0])}"
            raise InvalidInput("MATRIX", source, wrong, holds, "Check the separators and missing entries")
        if len(rows) >= _MOST_ROWS:
            _check_shape(len(rows) + 1, len(cells), source)
        rows.append([_cell(cell, number, j, header=not rows and _is_header(cells)) for j, cell in enumerate(cells, 1)])
    return rows


def _cells(text: str) -> list[str]:
    for separator in (";", ",", "\t"):
        if separator in text:
            return [cell.strip() for cell in text.split(separator)]
    return text.split()


def _is_header(cells: list[str]) -> bool:
    return all(re.match(r"[\"']?[A-Za-z_]", cell) or not cell for cell in cells)


def _cell(text: str, line: int, column: int, *, header: bool = False) -> Fraction:
    name = f"line {line}, entry {column}"
    if text.lower().lstrip("+-") in ("nan", "inf", "infinity"):
        raise InvalidInput(name, text, "not finite", "every entry must be a number", "Fill or drop missing values")
    bare = text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
    try:
        return parse_rational(bare, name)
    except InvalidInput:
        if re.fullmatch(r"[+-]?[\d.e+-]*[ij]|\(.*\)", text) and re.search(r"\d", text):
            raise InvalidInput(name, text, "complex", "real entries are needed", "Take the real part") from None
        if re.search(r"\d", text) and not re.match(r"[A-Za-z_]", text):
            raise
        advice = "Remove the header line" if header else "Remove or replace it"
        raise InvalidInput(name, text or "''", "not a number", "every entry must be one", advice) from None


def _of_matrix_market(file: Path, source: str) -> Iterator[list[Fraction]]:
    """Read the exchange format of NIST: coordinate or array, real or integer or pattern, with its symmetry."""
    lines = iter(enumerate(_lines(file, source), 1))
    header = next(lines, (0, ""))[1].lower().split()
    if len(header) != 5 or header[:2] != ["%%matrixmarket", "matrix"]:
        holds = "its first line must be %%MatrixMarket matrix FORMAT FIELD SYMMETRY"
        raise InvalidInput("MATRIX", source, "not in Matrix Market format", holds, "Check the file")
    layout, field, symmetry = header[2:]
    if field == "complex" or symmetry == "hermitian":
        raise InvalidInput("MATRIX", source, "complex", "real entries are needed", "Take the real part")
    known = layout in ("coordinate", "array") and field in ("real", "double", "integer", "pattern")
    if not known or symmetry not in ("general", "symmetric", "skew-symmetric"):
        wrong = f"{layout} {field} {symmetry}"
        raise InvalidInput("MATRIX", source, wrong, "such a file is not known", "Write it as coordinate real general")
    body = [(number, line.split()) for number, line in lines if line.strip() and not line.lstrip().startswith("%")]
    if not body:
        raise _unreadable(source, "the line of its sizes is missing")
    sizes = [parse_integer(text, "size", least=0) for text in body[0][1]]
    if len(sizes) != (3 if layout == "coordinate" else 2):
        raise _unreadable(source, "its sizes are not two (array) or three (coordinate) numbers")
    _check_shape(sizes[0], sizes[1], source)
    rows = [[Fraction(0)] * sizes[1] for _ in range(sizes[0])]
    places = _coordinates(body[1:], field, source) if layout == "coordinate" else _columns(body[1:], sizes, symmetry)
    count = 0
    for i, j, value in places:
        if not (0 <= i < sizes[0] and 0 <= j < sizes[1]):
            raise _unreadable(source, f"entry ({i + 1}, {j + 1}) lies outside {sizes[0]} x {sizes[1]}")
        rows[i][j] += value
        if symmetry != "general" and i != j:
            if not (j < sizes[0] and i < sizes[1]):
                raise _unreadable(source, "a symmetric matrix must be square")
            rows[j][i] += value if symmetry == "symmetric" else -value
        count += 1
    if layout == "coordinate" and count != sizes[2]:
        raise _unreadable(source, f"it promises {sizes[2]} entries and holds {count}")
    yield from rows


def _coordinates(body: list[tuple[int, list[str]]], field: str, source: str) -> Iterator[tuple[int, int, Fraction]]:
    width = 2 if field == "pattern" else 3
    for number, words in body:
        if len(words) != width:
            raise _unreadable(source, f"line {number} holds {len(words)} words in place of {width}")
        i, j = (parse_integer(word, f"line {number}", least=1) - 1 for word in words[:2])
        yield i, j, Fraction(1) if field == "pattern" else _cell(words[2], number, 3)


def _columns(body: list[tuple[int, list[str]]], sizes: list[int], symmetry: str) -> Iterator[tuple[int, int, Fraction]]:
    """Yield the entries of an array, column by column; of a symmetric one only the lower triangle is there."""
    first = {"general": None, "symmetric": 0, "skew-symmetric": 1}[symmetry]
    places = [(i, j) for j in range(sizes[1]) for i in range(0 if first is None else j + first, sizes[0])]
    words = [(number, word) for number, line in body for word in line]
    if len(words) != len(places):
        holds = f"it promises {len(places)} entries and holds {len(words)}"
        raise InvalidInput("MATRIX", "the file", "not readable", holds, "Check the file")
    for (i, j), (number, word) in zip(places, words, strict=True):
        yield i, j, _cell(word, number, 1)
