"""Statements of ACHL (arXiv:1905.13655): end-to-end dynamics, singular values, nuclear norm."""
