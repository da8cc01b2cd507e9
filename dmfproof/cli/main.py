"""Run the command line: `dmfproof COMMAND`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from inspect import cleandoc

import typer

from dmfproof.cli import (
    batch,
    catalogue,
    cover,
    derivation,
    doctor,
    experiments,
    figures,
    frontier,
    hunt,
    mutate,
    new,
    problems,
    proofs,
    report,
    runs,
    sharpen,
    simulate,
    stop,
    tightness,
    verification,
)
from dmfproof.cli.terminal import ExitCode, note, print_text
from dmfproof.errors import DmfproofError, ToolFault, Unsupported

__all__ = ["app", "main"]

_MOST_DIGITS = 100_000  # of an integer in a formula; what users type has a limit of its own (`dmfproof.rational`)

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _help(command: Callable[..., None]) -> str:
    """Return the docstring as help; a paragraph with indented lines keeps its line breaks (a mark asks for that)."""
    paragraphs = cleandoc(command.__doc__ or "").split("\n\n")
    return "\n\n".join(f"\b\n{text}" if "\n  " in text else text for text in paragraphs)


def dmfproof(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
    debug: bool = typer.Option(False, "--debug", help="Show tracebacks (as the variable DMFPROOF_DEBUG=1 does)."),
) -> None:
    """Referee the theory of gradient descent on deep matrix factorization.

    Numbers are exact: write 1/3, 0.1 (which is 1/10), 1e-50 or a hex float such as 0x1.8p-3.

    Exit codes:
      0  all as claimed            3  a needed part is missing
      1  something is refuted      4  undecided within the budget
      2  the input is wrong      130  interrupted

    Example:
      dmfproof bounds --depth 3 --lam 2 --alpha 1/10 --eta 1/200 --eps 1/1000
    """
    if debug:
        os.environ["DMFPROOF_DEBUG"] = "1"
    if version:
        from dmfproof import __version__

        print_text(f"dmfproof {__version__}")
    elif context.invoked_subcommand is None:
        print_text(context.get_help())


app.callback(invoke_without_command=True, help=_help(dmfproof))(dmfproof)
for group in (
    catalogue,
    problems,
    stop,
    simulate,
    batch,
    verification,
    hunt,
    runs,
    cover,
    proofs,
    derivation,
    doctor,
    experiments,
    figures,
    frontier,
    new,
    mutate,
    sharpen,
    report,
    tightness,
):
    for command in group.COMMANDS:
        app.command(command.__name__.removesuffix("_command").replace("_", "-"), help=_help(command))(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no exception leaves but under --debug."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    digits = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(_MOST_DIGITS)
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, a pager) has gone.  Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.READER_GONE
    finally:
        sys.set_int_max_str_digits(digits)
    return code


def _run(arguments: list[str]) -> int:
    root = typer.main.get_command(app)
    try:
        with root.make_context("dmfproof", arguments) as context:
            root.invoke(context)
    except typer.Exit as end:
        return int(end.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        note("Interrupted.")
        return ExitCode.INTERRUPTED
    except typer.TyperException as error:
        return _usage(error)
    except BrokenPipeError:
        raise
    except ToolFault as fault:
        note(f"Error: dmfproof contradicts itself; this is a bug, please report it: {fault}")
        return _traced(ExitCode.FAULT)
    except Unsupported as error:
        note(f"Error: {error}")
        return _traced(ExitCode.UNDECIDED)
    except DmfproofError as error:
        note(f"Error: {error}")
        return _traced(ExitCode.USAGE)
    except ModuleNotFoundError as error:
        note(f"Error: a needed part is missing: {error.name}. Run `dmfproof doctor` to see what else is.")
        return _traced(ExitCode.PART_MISSING)
    except Exception as error:
        note(f"Error: this is a bug in dmfproof, please report it: {type(error).__name__}: {error}")
        note("DMFPROOF_DEBUG=1 in the environment shows the traceback.")
        return _traced(ExitCode.FAULT)
    return ExitCode.AS_CLAIMED


def _usage(error: typer.TyperException) -> int:
    """Report what typer found wrong with the command line in one sentence."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "dmfproof"
    says = error.format_message() if hasattr(error, "format_message") else str(error)
    sentence = " ".join(says.replace("Value error, ", "").split()).rstrip(".")
    note(f"Error: {sentence}. See `{path} --help`.")
    return ExitCode.USAGE


def _traced(code: ExitCode) -> ExitCode:
    """Show the traceback of the exception at hand where it is asked for; return the code."""
    if os.environ.get("DMFPROOF_DEBUG"):
        import traceback

        traceback.print_exc()
    return code


if __name__ == "__main__":
    sys.exit(main())
