"""Keep Hypothesis from drawing constants that it finds in the source code of the running program.

One draw in twenty of an integer is a constant that stands in an imported module outside site-packages.  Points would
then depend on how dmfproof was started and on every edit of its code; a campaign's depend on the domain and the seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

__all__ = ["without_local_constants"]

_SOURCE = "_get_local_constants"


@contextmanager
def without_local_constants() -> Iterator[None]:
    """Let Hypothesis know its own constants only; afterwards it knows again what it had learnt elsewhere.

    There is no public way.  A version of Hypothesis without this part is left as it is.
    """
    found = getattr(providers, _SOURCE, None)
    if found is None:
        yield
        return
    nothing = Constants()
    setattr(providers, _SOURCE, lambda: nothing)
    providers.CONSTANTS_CACHE.cache.clear()
    try:
        yield
    finally:
        setattr(providers, _SOURCE, found)
        providers.CONSTANTS_CACHE.cache.clear()
