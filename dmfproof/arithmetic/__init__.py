"""Compute with exact rationals, Arb balls and machine numbers; flint is imported here only."""
