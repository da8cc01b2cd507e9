"""Name the ways in which a question can fail to get an answer.

Three things are kept apart, as they ask for different acts of the user: an input that is wrong
(`InvalidInput`), a question that this version cannot treat (`Unsupported`), and a tool that has caught
itself in a contradiction (`ToolFault`, always a bug).  "I do not know" is not an error but a verdict:
`dmfproof.verdict.Outcome.UNDECIDED`.
"""

from __future__ import annotations

__all__ = ["DmfproofError", "InvalidInput", "OutsideDomain", "ToolFault", "Unsupported", "shorten"]

_LONGEST_VALUE = 60


def shorten(value: object) -> str:
    """Write a value for a message, on one line; the middle of a long one is left out."""
    try:
        text = str(value)
    except ValueError:  # Python refuses to write integers of more than 4,300 digits
        return "a number of more than 4,300 digits"
    if not text.isprintable():
        text = repr(text)
    if len(text) <= _LONGEST_VALUE:
        return text
    return f"{text[:24]}...{text[-8:]} ({len(text)} characters)"


class DmfproofError(Exception):
    """Every error that dmfproof raises on purpose."""


class InvalidInput(DmfproofError, ValueError):
    """A value that does not satisfy what the question needs.

    The message reads ``<name>=<value> is <wrong>, <holds>. <advice>.``: what was given, what is wrong
    with it, what holds instead, and what to do.
    """

    def __init__(self, name: str, value: object, wrong: str, holds: str, advice: str) -> None:
        self.name, self.value, self.wrong, self.holds, self.advice = name, value, wrong, holds, advice
        super().__init__(f"{name}={shorten(value)} is {wrong}, {holds}. {advice}.")

    def __reduce__(self) -> tuple[type, tuple[str, object, str, str, str]]:
        """Keep the five parts when the error travels between processes."""
        return type(self), (self.name, self.value, self.wrong, self.holds, self.advice)


class OutsideDomain(DmfproofError):
    """The point violates an assumption of a claim, or is not in its domain: the claim says nothing about it."""


class Unsupported(DmfproofError, NotImplementedError):
    """A well-posed question that this version cannot treat (an unknown function, say)."""


class ToolFault(DmfproofError, AssertionError):
    """Two certified computations contradict each other: a bug in dmfproof, never a property of the input."""
