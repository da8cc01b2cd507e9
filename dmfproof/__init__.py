"""Referee the theory of gradient descent on deep matrix factorization."""
