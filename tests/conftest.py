"""Set Hypothesis up for the whole suite: the same examples in every run, no deadline on a loaded machine."""

from hypothesis import settings

settings.register_profile("quick", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("quick")
