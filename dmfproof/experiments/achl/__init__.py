"""Run ACHL's experiments (arXiv:1905.13655) on whether depth strengthens the bias to low rank.

Matrix completion and sensing at depths 1 to 4 with the nuclear-norm minimiser beside them, singular values along a run
with Theorem 3's slopes, incremental learning, and a real matrix with missing entries.  All in binary64 over several
seeds: what is seen here is measured, not certified.
"""
