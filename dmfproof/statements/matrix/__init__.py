"""Statements about whole matrices: decoupling, convergence, effective rank; one file is one statement."""
