"""Statements about one eigenvalue with perturbed initialisation; one file is one statement."""
