"""Plan when to stop gradient descent on a matrix factorization early; `plan` is the whole of it."""

from dmfproof.planner.plan import plan, plan_spectrum
from dmfproof.planner.record import Plan, Plateau, Stopper
from dmfproof.planner.spectrum import EnclosedSpectrum

__all__ = ["EnclosedSpectrum", "Plan", "Plateau", "Stopper", "plan", "plan_spectrum"]
