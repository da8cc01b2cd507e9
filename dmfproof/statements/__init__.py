"""State the theory, one statement per file."""
