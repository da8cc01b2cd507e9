"""Build the C kernel, an optional part: where no compiler is found the NumPy kernel serves.

Everything else is in pyproject.toml.  The extension holds no Python code; `ctypes` loads it.
"""

from setuptools import Extension, setup

# No contraction of products and sums into fused operations: NumPy has none, and the two kernels must agree bit for bit.
FLAGS = ["-O3", "-std=gnu11", "-ffp-contract=off", "-fno-fast-math"]

setup(
    ext_modules=[
        Extension(
            "dmfproof.arithmetic.kernel._pair",
            sources=["dmfproof/arithmetic/kernel/pair.c", "dmfproof/arithmetic/kernel/perturbed.c"],
            depends=["dmfproof/arithmetic/kernel/pair.c"],  # it includes itself
            extra_compile_args=FLAGS,
            optional=True,
        )
    ]
)
