"""Answer on the command line."""
