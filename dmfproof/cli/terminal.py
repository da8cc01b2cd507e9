"""Talk to the terminal: answers to stdout, everything else to stderr, one exit code for each kind of answer."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import typer

from dmfproof.errors import InvalidInput

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = [
    "ExitCode",
    "leave",
    "new_table",
    "note",
    "open_folder",
    "page",
    "print_json",
    "print_text",
    "progress_bar",
    "text_width",
]

_PIPE_WIDTH = 160


class ExitCode(IntEnum):
    """What the command's exit code says."""

    AS_CLAIMED = 0
    REFUTED = 1
    USAGE = 2
    PART_MISSING = 3
    UNDECIDED = 4
    FAULT = 70
    INTERRUPTED = 130
    READER_GONE = 141


def leave(code: ExitCode) -> NoReturn:
    """End the command with a code."""
    raise typer.Exit(int(code))


def note(text: str) -> None:
    """Write one line to stderr."""
    print(text, file=sys.stderr, flush=True)


def print_json(value: Any) -> None:
    """Print JSON-ready values, in ASCII so that every terminal and pipe can take them."""
    print_text(json.dumps(value, indent=2))


def print_text(text: str) -> None:
    """Print text as it is; characters that the stream cannot encode are replaced, not fatal."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(text.rstrip("\n").encode(encoding, "replace").decode(encoding) + "\n")


def text_width() -> int:
    """Return how many columns running text may use: the terminal's, between 60 and 100."""
    from shutil import get_terminal_size

    return max(60, min(100, get_terminal_size().columns))


def page() -> Console:
    """Return the console for tables on stdout; a pipe is taken to be wide, so that no cell is broken."""
    from rich.console import Console

    wide = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPE_WIDTH
    return Console(file=sys.stdout, width=wide, highlight=False, emoji=False, markup=False)


def new_table(*columns: str, right: tuple[str, ...] = (), title: str | None = None) -> Table:
    """Return an empty table; the columns named in `right` hold numbers, and the column "ID" is never broken."""
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False, show_edge=False, padding=(0, 1, 0, 0)
    )
    for column in columns:
        side: Literal["left", "right"] = "right" if column in right else "left"
        table.add_column(column, justify=side, overflow="fold", no_wrap=column == "ID")
    return table


def open_folder(folder: Path) -> None:
    """Make the folder and see now, not after minutes of work, that it can be written."""
    from tempfile import TemporaryFile

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        holds = f"the folder must exist or be creatable, and writable ({error.strerror})"
        raise InvalidInput("--out", folder, "not writable", holds, "Choose another folder") from None


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None] | None]:
    """Show a bar with rate and time left on stderr; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich import progress
    from rich.console import Console
    from rich.table import Column
    from rich.text import Text

    class Rate(progress.ProgressColumn):
        """Tasks done in a second."""

        def render(self, task: progress.Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "-/s")

    class Label(progress.ProgressColumn):
        """What is at work; the only column that gives way in a narrow terminal."""

        def render(self, task: progress.Task) -> Text:
            return Text(task.description, no_wrap=True, overflow="ellipsis")

    whole = Column(no_wrap=True)
    columns = (
        progress.BarColumn(20, table_column=whole.copy()),
        progress.MofNCompleteColumn(table_column=whole.copy()),
        Rate(table_column=whole.copy()),
        progress.TimeRemainingColumn(table_column=whole.copy()),
        Label(table_column=Column(overflow="ellipsis")),
    )
    with progress.Progress(*columns, console=Console(stderr=True, markup=False), transient=True) as bar:
        row = bar.add_task("starting", total=None)
        yield lambda done, total, label: bar.update(row, completed=done, total=total, description=label)
