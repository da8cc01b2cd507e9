"""Run gradient descent on real matrices in floating point, and lay the certified theory over the run."""
