"""Run the experiments of the two papers, each with the theory's prediction beside it: frozen arrays, no drawing."""

import os

# Products of matrices of this size are up to twenty times slower where several threads compete for few cores.  The
# library reads this once, when NumPy is first imported; where that was before, runs are slower, not different.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
