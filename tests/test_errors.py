"""Specify the messages of errors: one line, everything that helps in it, nothing endless."""

import pickle

import pytest

from dmfproof.errors import DmfproofError, InvalidInput, ToolFault, Unsupported, shorten


def test_a_message_says_what_was_given_what_is_wrong_what_holds_and_what_to_do():
    error = InvalidInput("eta", "-1", "not positive", "the step size must be > 0", "Choose eta > 0")
    assert str(error) == "eta=-1 is not positive, the step size must be > 0. Choose eta > 0."


def test_an_error_survives_the_way_between_processes():
    error = InvalidInput("eta", "-1", "not positive", "it must be > 0", "Choose another")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.name, again.advice) == (str(error), "eta", "Choose another")


@pytest.mark.parametrize("kind", [InvalidInput, ToolFault, Unsupported])
def test_every_error_is_a_dmfproof_error(kind):
    assert issubclass(kind, DmfproofError)


def test_invalid_input_is_a_value_error():
    assert issubclass(InvalidInput, ValueError)


def test_a_short_value_is_written_as_it_is():
    assert shorten("1/3") == "1/3"
    assert shorten(17) == "17"


def test_a_long_value_keeps_its_ends_and_says_how_long_it_was():
    assert shorten("1" * 50 + "2" * 50) == "1" * 24 + "..." + "2" * 8 + " (100 characters)"


def test_an_integer_that_python_refuses_to_write_is_described():
    assert shorten(10**5000) == "a number of more than 4,300 digits"


def test_a_value_with_line_breaks_stays_on_one_line():
    assert shorten("1\n2") == r"'1\n2'"
