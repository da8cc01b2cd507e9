"""Prove statements for all depths and check the certificates."""
